import KubernetesObjects
import SimulationEngine

/// A service and its endpoints. Only `ClusterState` writes records.
public struct ServiceRecord: Sendable {
  /// The namespace's name.
  public let namespace: Symbol
  /// The service's name.
  public let name: Symbol
  /// `spec.selector`; nil or empty means that nobody manages the endpoints.
  public internal(set) var selector: LabelSet?
  /// What the service costs under a quota.
  public internal(set) var usage: ResourceList
  /// The templates whose pods the selector matches, oldest first.
  public internal(set) var matching: ContiguousArray<PodTemplateID> = []
  /// `spec.publishNotReadyAddresses`: pods count as ready as soon as they are there.
  public internal(set) var publishesUnready = false
  /// The pods that the endpoints list as ready, as last written, oldest first.
  public internal(set) var readyEndpoints: ContiguousArray<PodID> = []
  /// All pods that the endpoints list, as last written, oldest first.
  public internal(set) var endpoints: ContiguousArray<EndpointRecord> = []
  /// When the object was created.
  public let created: SimulationTime
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the object is still there.
  public var isPresent: Bool { !removed.isSet }

  /// Whether the endpoints list `pod` as ready; O(log endpoints).
  public func contains(_ pod: PodID) -> Bool {
    let place = place(of: pod)
    return place < readyEndpoints.count && readyEndpoints[place] == pod
  }

  /// What the endpoints say of `pod`; nil if they do not list it. O(log endpoints).
  public func conditions(of pod: PodID) -> EndpointConditions? {
    let place = listedPlace(of: pod)
    return place < endpoints.count && endpoints[place].pod == pod
      ? endpoints[place].conditions : nil
  }

  /// Where `pod` stands, or would stand, among the ready endpoints.
  func place(of pod: PodID) -> Int {
    Self.place(in: readyEndpoints.count) { readyEndpoints[$0] < pod }
  }

  /// Where `pod` stands, or would stand, among all endpoints.
  func listedPlace(of pod: PodID) -> Int {
    Self.place(in: endpoints.count) { endpoints[$0].pod < pod }
  }

  /// The first of `count` places that `precedes` does not hold for; it holds for all before.
  private static func place(in count: Int, _ precedes: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func selects(_ template: PodTemplate) -> Bool {
    guard let selector, !selector.pairs.isEmpty, template.namespace == namespace else {
      return false
    }
    return template.labels.isSuperset(of: selector)
  }
}
