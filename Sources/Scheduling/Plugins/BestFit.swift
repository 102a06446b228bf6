import ClusterState
import KubernetesObjects

/// Prefers nodes on which the pod leaves the least free, processor time and GPUs weighing alike:
/// the best fit that "Beware of Fragmentation" (USENIX ATC 2023) compares with. No profile has it
/// unless it says so.
public struct BestFit: ScorePlugin {
  /// The name in configurations.
  public static let name = "BestFit"

  /// The plugin; it has no settings.
  public init() {}

  /// A hundred less the mean of what is left of both, as percentages of a large machine.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let (wantedCPU, wantedMilli) = cache.wishes(of: pod)
    column.fill { node in
      let leftCPU = Double(cache.freeMilliCPU(row: node.row) - wantedCPU)
      let leftMilli = Double(Int64(cache.devices.totalFree(row: node.row)) - wantedMilli)
      // In this order: another one moves single pods of the published lists.
      var left = leftCPU / LargestMachine.milliCPU * 0.5
      left += leftMilli / LargestMachine.milli * 0.5
      return LargestMachine.score((1 - left) * 100)
    }
  }
}

extension BestFit {
  /// What is free on the node decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}

/// The machine that amounts are compared with on every node, whatever the node has: the largest one
/// of the cluster that was studied.
///
/// Source: the simulator of "Beware of Fragmentation" (USENIX ATC 2023).
enum LargestMachine {
  /// Its processor time in millicores.
  static let milliCPU = 128_000.0
  /// Its GPUs in thousandths.
  static let milli = 8000.0

  /// A score as an integer, truncated toward zero; on larger machines it ends at 0 and 100.
  static func score(_ value: Double) -> Int64 { Int64(max(0, min(100, value))) }
}

extension SchedulerCache {
  /// The processor time that is not requested on the node in `row`, in millicores.
  func freeMilliCPU(row: Int) -> Int64 { allocatable.milliCPU[row] &- requested.milliCPU[row] }

  /// The processor time in millicores and the thousandths of GPUs that `pod` asks for.
  func wishes(of pod: PendingPod) -> (milliCPU: Int64, milli: Int64) {
    let requirements = requirements[pod.template.row]
    return (
      requirements.requests.effective.milliCPU, requirements.template.devices?.totalMilli ?? 0
    )
  }
}
