import ClusterState

/// A score plugin that goes by the GPUs of a node and the pods that have them. Of pods that ask for
/// none it says nothing.
public protocol GPUScorePlugin: ScorePlugin {}

extension GPUScorePlugin {
  /// Skips pods that ask for no GPUs.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    cluster.templates[pod.template].devices == nil ? .skip : .proceed
  }

  /// The node decides, and what is on it.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}

extension GPUScorePlugin where Self: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.devices = pod.template.devices
    return true
  }
}
