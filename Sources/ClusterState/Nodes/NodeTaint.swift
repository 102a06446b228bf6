import SimulationEngine

/// What a taint does to pods that do not tolerate it.
///
/// Source: `core/v1.TaintEffect`.
public enum NodeTaintEffect: UInt8, Sendable {
  /// New pods are not placed on the node.
  case noSchedule
  /// New pods are placed elsewhere if they can be.
  case preferNoSchedule
  /// New pods are not placed on the node, and pods there are evicted.
  case noExecute

  /// The API's word.
  public var name: String {
    switch self {
    case .noSchedule: "NoSchedule"
    case .preferNoSchedule: "PreferNoSchedule"
    case .noExecute: "NoExecute"
    }
  }
}

/// A taint on a node, interned.
public struct NodeTaint: Hashable, Sendable {
  /// The taint's key.
  public let key: Symbol
  /// The taint's value; empty when absent.
  public let value: Symbol
  /// What it does.
  public let effect: NodeTaintEffect
  /// When it was put on.
  public let added: SimulationTime

  /// The taint `key=value:effect`, put on at `added`.
  public init(key: Symbol, value: Symbol, effect: NodeTaintEffect, added: SimulationTime) {
    self.key = key
    self.value = value
    self.effect = effect
    self.added = added
  }
}
