import ClusterState
import KubernetesObjects

/// Prefers nodes on which the pod's GPUs leave the least behind: for a share the least of its
/// device, for whole devices the fewest idle ones. No profile has it unless it says so.
public struct GPUPacking: GPUScorePlugin {
  /// The name in configurations.
  public static let name = "GPUPacking"

  /// The plugin; it has no settings.
  public init() {}

  /// A hundred less the percentage that is left: of the device that a share lies on, or of the
  /// node's devices.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    guard let demand = cluster.templates[pod.template].devices else { return }
    let devices = cache.devices
    column.fill { node in
      let row = node.row
      let count = Int64(devices.count(row: row))
      guard count > 0 else { return 0 }
      guard demand.isShare else {
        let left = Int64(devices.idleCount(row: row)) - demand.count
        return 100 - max(0, left) * 100 / count
      }
      guard let device = devices.choice(for: demand, row: row).first else { return 0 }
      let left = GPURequest.wholeMilli - devices.taken(device, row: row) - Int64(demand.milli)
      return 100 - left * 100 / GPURequest.wholeMilli
    }
  }
}
