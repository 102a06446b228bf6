import ClusterState

/// Prefers nodes whose free amounts have the smallest product with what the pod asks for, of
/// processor time and GPUs: the alignment that "Beware of Fragmentation" (USENIX ATC 2023) compares
/// with, after Grandl and others (SIGCOMM 2014). No profile has it unless it says so.
public struct DotProduct: ScorePlugin {
  /// The name in configurations.
  public static let name = "DotProduct"

  /// The plugin; it has no settings.
  public init() {}

  /// A hundred less the product of free and wanted, as percentages of a large machine.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let (wantedCPU, wantedMilli) = cache.wishes(of: pod)
    let cpu = Double(wantedCPU) / LargestMachine.milliCPU
    let milli = Double(wantedMilli) / LargestMachine.milli
    column.fill { node in
      let freeCPU = Double(cache.freeMilliCPU(row: node.row)) / LargestMachine.milliCPU
      let freeMilli = Double(cache.devices.totalFree(row: node.row)) / LargestMachine.milli
      return LargestMachine.score(100 * (1 - (freeCPU * cpu + freeMilli * milli) / 2))
    }
  }
}

extension DotProduct {
  /// What is free on the node decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
