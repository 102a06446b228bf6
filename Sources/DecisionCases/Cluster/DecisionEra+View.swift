import KubernetesObjects

extension DecisionEra {
  /// `pod` as the API server of the version would hold it: without the fields that came later.
  func view(of pod: Pod) -> Pod {
    guard version == nil else { return pod }
    var pod = pod
    pod.spec.resources = nil
    for index in pod.spec.initContainers.indices {
      pod.spec.initContainers[index].restartPolicy = nil
    }
    for index in pod.spec.topologySpreadConstraints.indices {
      pod.spec.topologySpreadConstraints[index].matchLabelKeys = []
    }
    if self == .v1_2 {
      pod.spec.initContainers = []
      pod.spec.overhead = ResourceList()
    }
    return pod
  }
}
