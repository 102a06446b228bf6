import ClusterState
import Scheduling

/// What a policy is told of a node.
package struct PolicyNodeFacts: Hashable, Sendable {
  /// Some of the fields.
  package struct Fields: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `metadata.labels`.
    package static let labels = Fields(rawValue: 1)
    /// `status.allocatable`.
    package static let allocatable = Fields(rawValue: 2)
    /// `spec.taints`.
    package static let taints = Fields(rawValue: 4)
    /// `spec.unschedulable`.
    package static let unschedulable = Fields(rawValue: 8)
    /// The condition Ready.
    package static let ready = Fields(rawValue: 16)
    /// All of them.
    package static let all: Fields = [.labels, .allocatable, .taints, .unschedulable, .ready]
  }

  private let facts: NodeFacts
  private let isReady: Bool

  init(_ record: NodeRecord) {
    facts = NodeFacts(record)
    isReady = record.ready == .yes
  }

  /// The fields in which these facts differ from `old`.
  func changes(from old: PolicyNodeFacts) -> Fields {
    var fields: Fields = []
    if facts.labels != old.facts.labels { fields.insert(.labels) }
    let isAsLarge =
      facts.allocatable == old.facts.allocatable
      && facts.allocatablePods == old.facts.allocatablePods
      && facts.deviceCount == old.facts.deviceCount
    if !isAsLarge { fields.insert(.allocatable) }
    if facts.taints != old.facts.taints { fields.insert(.taints) }
    if facts.isCordoned != old.facts.isCordoned { fields.insert(.unschedulable) }
    if isReady != old.isReady { fields.insert(.ready) }
    return fields
  }
}
