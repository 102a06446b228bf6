import ClusterState
import KubernetesObjects

/// What a node would have to give if the pod were on it, as the priorities of the classic eras
/// count it: containers without a request count as something.
struct ClassicLoad: Sendable {
  private var milliCPU: Int64 = 0
  private var memoryBytes: Int64 = 0
  private var requests = ResourceAmounts.zero

  init() {}

  /// The load that `template` adds in `era`.
  ///
  /// Kubernetes 1.20 reads the pod's overhead of processor time in whole units where it scores
  /// (`calculatePodResourceRequest` adds `Value()`), though not where it adds up nodes.
  init(_ template: PodTemplateID, era: ClassicEra, _ cache: SchedulerCache) {
    let required = cache.requirements[template.row]
    requests = required.requests.effective
    milliCPU = required.requests.nonZeroMilliCPU
    memoryBytes = required.requests.nonZeroMemoryBytes
    if era == .v1_20, let overhead = required.template.pod.spec.overhead[.cpu] {
      milliCPU = milliCPU &- overhead.milliValue &+ overhead.value
    }
  }

  /// The processor time in use on the node in `row` with the pod, in millicores.
  func milliCPU(row: Int, _ cache: SchedulerCache) -> Int64 {
    cache.nonZeroMilliCPU[row] &+ milliCPU
  }

  /// The memory in use on the node in `row` with the pod, in bytes.
  func memoryBytes(row: Int, _ cache: SchedulerCache) -> Int64 {
    cache.nonZeroMemoryBytes[row] &+ memoryBytes
  }

  /// The amount of any resource in use on the node in `row` with the pod.
  func amount(of resource: ResourceID, row: Int, _ cache: SchedulerCache) -> Int64 {
    switch resource {
    case .cpu: milliCPU(row: row, cache)
    case .memory: memoryBytes(row: row, cache)
    default: cache.requested.amount(of: resource, row: row) &+ requests[resource]
    }
  }
}
