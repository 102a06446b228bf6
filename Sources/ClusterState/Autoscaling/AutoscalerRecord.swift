import KubernetesObjects
import SimulationEngine

/// A horizontal pod autoscaler as the API server keeps it. Only `ClusterState` writes records.
public struct AutoscalerRecord: Sendable {
  /// The namespace's name.
  public let namespace: Symbol
  /// The autoscaler's name.
  public let name: Symbol
  /// What is wanted.
  public internal(set) var spec: HorizontalPodAutoscalerSpec
  /// What was observed.
  public internal(set) var status = AutoscalerStatus()
  /// When the object was created.
  public let created: SimulationTime
  /// Whether the object is still there.
  public internal(set) var isPresent = true
}

extension ClusterState {
  /// Adds an autoscaler, or replaces the specification of the one of its name.
  public mutating func setAutoscaler(
    _ autoscaler: HorizontalPodAutoscaler, in namespace: Symbol, at now: SimulationTime
  ) {
    let name = symbols.intern(autoscaler.metadata.name)
    if let row = self.autoscaler(named: name, in: namespace) {
      guard autoscalers[row].spec != autoscaler.spec else { return }
      autoscalers[row].spec = autoscaler.spec
      return note(.autoscaler, .specified, Int32(row), now)
    }
    autoscalerNames[NamespacedName(namespace, name)] = autoscalers.count
    autoscalers.append(
      AutoscalerRecord(
        namespace: namespace, name: name, spec: autoscaler.spec, created: now))
    charge(.objectUsage(of: HorizontalPodAutoscaler.kind), in: namespace, 1, at: now)
    note(.autoscaler, .added, Int32(autoscalers.count - 1), now)
  }

  /// The row of the autoscaler `name` of `namespace` that is there, or nil.
  public func autoscaler(named name: Symbol, in namespace: Symbol) -> Int? {
    autoscalerNames[NamespacedName(namespace, name)]
  }

  /// Writes the status of the autoscaler in `row` if it changed.
  public mutating func setStatus(
    ofAutoscaler row: Int, _ status: AutoscalerStatus, at now: SimulationTime
  ) {
    guard autoscalers[row].isPresent, autoscalers[row].status != status else { return }
    autoscalers[row].status = status
    note(.autoscaler, .reported, Int32(row), now)
  }

  /// Takes the autoscaler in `row` out of the store; its target keeps its size.
  public mutating func removeAutoscaler(_ row: Int, at now: SimulationTime) {
    let record = autoscalers[row]
    guard record.isPresent else { return }
    autoscalers[row].isPresent = false
    autoscalerNames[NamespacedName(record.namespace, record.name)] = nil
    charge(
      .objectUsage(of: HorizontalPodAutoscaler.kind), in: record.namespace, -1, at: now)
    note(.autoscaler, .removed, Int32(row), now)
  }
}
