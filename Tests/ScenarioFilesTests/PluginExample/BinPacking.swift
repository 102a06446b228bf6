import ClusterState
import Scheduling

/// Prefers the fullest nodes, so that whole nodes stay free.
struct BinPacking: ScorePlugin {
  static let name = "BinPacking"

  func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let requests = cache.requirements[pod.template.row].requests.effective
    column.fill { node in
      let cpu = cache.requested.milliCPU[node.row] + requests.milliCPU
      let memory = cache.requested.memoryBytes[node.row] + requests.memoryBytes
      let cpuScore = 100 * cpu / max(1, cache.allocatable.milliCPU[node.row])
      let memoryScore = 100 * memory / max(1, cache.allocatable.memoryBytes[node.row])
      return min(100, (cpuScore + memoryScore) / 2)
    }
  }
}
