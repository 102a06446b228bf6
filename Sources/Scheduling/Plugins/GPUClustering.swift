import ClusterState
import KubernetesObjects

/// Prefers nodes on which pods lie that ask for GPUs as the pod does: shares beside shares, pods
/// with two GPUs beside pods with two. No profile has it unless it says so.
///
/// Source: "GPU clustering" of "Beware of Fragmentation" (USENIX ATC 2023), after Gandiva (OSDI
/// 2018).
public struct GPUClustering: GPUScorePlugin {
  /// The name in configurations.
  public static let name = "GPUClustering"

  /// The plugin; it has no settings.
  public init() {}

  /// By the kinds of pods with GPUs that lie on the node, and a little by how much of its GPUs is
  /// taken.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    guard let demand = cluster.templates[pod.template].devices else { return }
    let whole = Int64(LargestMachine.milli)
    column.fill { node in
      // Pods that ask for no GPU do not count.
      var (hasKind, hasOther) = (false, false)
      for placed in cache.pods[node.row] {
        guard let other = cache.requirements[placed.template.row].template.devices else { continue }
        if other.isOfKind(demand) { hasKind = true } else { hasOther = true }
      }
      let taken = 25 * (whole - Int64(cache.devices.totalFree(row: node.row))) / whole
      let company: Int64 =
        switch (hasKind, hasOther) {
        case (true, false): 75
        case (true, true): 50
        case (false, false): 25
        case (false, true): 0
        }
      return max(0, min(100, taken + company))
    }
  }
}

extension DeviceDemand {
  /// Whether both ask for a share, or for as many whole devices.
  fileprivate func isOfKind(_ other: DeviceDemand) -> Bool {
    isShare == other.isShare && (isShare || count == other.count)
  }
}
