import ClusterState
import KubernetesObjects

/// Prefers devices that are in use already, then idle devices of nodes that are in use, then idle
/// nodes: the packing that "Beware of Fragmentation" (USENIX ATC 2023) compares with. No profile
/// has it unless it says so.
///
/// Source: "GPU packing" of that paper, after MLaaS in the wild (NSDI 2022).
public struct GPUPackingATC23: GPUScorePlugin {
  /// The name in configurations.
  public static let name = "GPUPackingATC23"

  /// The plugin; it has no settings.
  public init() {}

  /// From 50 on where devices in use suffice, from 33 on where idle ones are opened, less on idle
  /// nodes, of which small ones are opened first.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    guard let demand = cluster.templates[pod.template].devices else { return }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: DeviceSet.limit) { storage in
      column.fill { node in
        var left = cache.devices.left(row: node.row, in: storage)
        return Self.score(demand, &left)
      }
    }
  }

  /// The score of a node whose devices have `left` thousandths each, which are brought into
  /// ascending order.
  private static func score(
    _ demand: DeviceDemand, _ left: inout UnsafeMutableBufferPointer<Int32>
  ) -> Int64 {
    let whole = Int32(GPURequest.wholeMilli)
    let count = Int64(left.count)
    if left.allSatisfy({ $0 == whole }) { return max(33 - count, min(count, 100)) }
    left.sort()
    var (missing, idle, used) = (demand.count, Int64(0), Int64(0))
    for left in left where left >= demand.milli && missing > 0 {
      missing -= 1
      if left == whole { idle += 1 }
      used += Int64(left) * 100 / Int64(whole)
    }
    return idle > 0 ? max(50 - idle, 33) : max(100 - used / 10, 50)
  }
}
