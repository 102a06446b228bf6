import ClusterState
import SimulationEngine

/// Gives a share of a GPU to a drawn one among the devices that suffice, and every node an equal
/// score: with ties that are drawn, the random placement that "Beware of Fragmentation" (USENIX ATC
/// 2023) compares with. No profile has it unless it says so.
public struct RandomDevices: ScorePlugin {
  /// The name in configurations.
  public static let name = "Random"

  /// The plugin; it has no settings.
  public init() {}

  /// Leaves every score at zero.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {}

  /// A drawn device among those that suffice for a share; whole GPUs are left to the rule.
  public func devices(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ draws: inout RandomStream
  ) -> DeviceSet? {
    guard let demand = cluster.templates[pod.template].devices, demand.isShare else { return nil }
    let sufficient = (0..<cache.devices.count(row: node.row)).filter {
      cache.devices.left($0, row: node.row) >= demand.milli
    }
    guard !sufficient.isEmpty else { return nil }
    return DeviceSet([sufficient[draws.index(below: sufficient.count)]])
  }
}

extension RandomDevices {
  /// Nothing decides: all nodes are equally good.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nothing }
}
