import ClusterState
import KubernetesObjects

/// What a pod asks for, as the different parts of the scheduler count it.
public struct PodRequests: Sendable {
  /// The effective request: what filters compare and node totals add up.
  public let effective: ResourceAmounts
  /// The processor time that the node's non-zero total adds, in millicores.
  public let nonZeroMilliCPU: Int64
  /// The memory that the node's non-zero total adds, in bytes.
  public let nonZeroMemoryBytes: Int64
  /// What `NodeResourcesFit` scores: cpu and memory with defaults, and without the pod-level
  /// requests, which that score overlooks in 1.34.1.
  public let scored: ResourceAmounts

  init(_ spec: PodSpec, _ cluster: inout ClusterState) {
    effective = cluster.amounts(of: spec.effectiveRequests.counted)
    let nonZero = spec.nonZeroRequests()
    nonZeroMilliCPU = nonZero.amount(of: .cpu)
    nonZeroMemoryBytes = nonZero.amount(of: .memory)
    var bare = spec
    bare.resources = nil
    var scored = cluster.amounts(of: bare.effectiveRequests.counted)
    let defaulted = spec.nonZeroRequests(includingPodLevel: false)
    scored.milliCPU = defaulted.amount(of: .cpu)
    scored.memoryBytes = defaulted.amount(of: .memory)
    self.scored = scored
  }
}

extension ResourceList {
  /// The resources that the scheduler counts.
  ///
  /// Source: `framework.Resource.Add` and `v1helper.IsScalarResourceName`, Kubernetes 1.34.
  fileprivate var counted: ResourceList {
    ResourceList(
      entries.filter {
        $0.name == .cpu || $0.name == .memory || $0.name == .ephemeralStorage || $0.name.isScalar
      }.map { ($0.name, $0.quantity) })
  }
}

extension ResourceName {
  /// Whether the scheduler counts the resource besides cpu, memory and local storage: extended
  /// resources, huge pages, attachable volumes and what lies below `kubernetes.io`.
  var isScalar: Bool {
    isExtended || isHugePages || isAttachableVolumes || (isNative && rawValue.contains("/"))
  }
}
