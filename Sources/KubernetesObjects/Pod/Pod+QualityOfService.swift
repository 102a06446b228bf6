extension PodSpec {
  /// How well the pod is protected when its node runs short.
  ///
  /// If the pod as a whole requests or limits something, that decides alone. Source:
  /// `pkg/apis/core/v1/helper/qos` `ComputePodQOS`, v1.34.
  public var qualityOfServiceClass: QualityOfServiceClass {
    if let resources, !resources.requests.isEmpty || !resources.limits.isEmpty {
      return QualityOfServiceClass(containers: [resources])
    }
    return QualityOfServiceClass(containers: (initContainers + containers).map(\.resources))
  }

  /// The kernel's `oom_score_adj` of one of the pod's containers: the higher, the sooner it is
  /// killed.
  ///
  /// - Parameter memoryCapacity: the node's memory in bytes.
  public func outOfMemoryScore(of container: Container, memoryCapacity: Int64) -> Int {
    qualityOfServiceClass.outOfMemoryScore(
      memoryRequest: container.resources.requests.amount(of: .memory),
      memoryCapacity: memoryCapacity,
      isCritical: (priority ?? 0) >= PriorityClass.systemClusterCritical)
  }
}
