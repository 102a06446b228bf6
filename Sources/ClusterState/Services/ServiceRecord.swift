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
  /// The pods that the endpoints list as ready, as last written, oldest first.
  public internal(set) var readyEndpoints: ContiguousArray<PodID> = []
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

  /// Where `pod` stands, or would stand, among the endpoints.
  func place(of pod: PodID) -> Int {
    var (low, high) = (0, readyEndpoints.count)
    while low < high {
      let middle = (low + high) / 2
      if readyEndpoints[middle] < pod { low = middle + 1 } else { high = middle }
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
