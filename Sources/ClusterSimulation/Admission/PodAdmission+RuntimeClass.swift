import KubernetesObjects

extension PodAdmission {
  /// The plugin RuntimeClass: what the class costs, and the nodes that have its runtime.
  ///
  /// **Divergence:** a class that no manifest has is taken for one that costs nothing; the real
  /// plugin refuses the pod, but a cluster has classes that its manifests do not.
  /// Source: `plugin/pkg/admission/runtimeclass`, Kubernetes 1.20 to 1.34.
  func admitRuntimeClass(_ pod: inout Pod) throws(Refusal) {
    guard !pod.spec.runtimeClassName.isEmpty,
      let runtime = runtimeClasses[pod.spec.runtimeClassName]
    else { return }
    let overhead = runtime.overhead ?? ResourceList()
    if !pod.spec.overhead.isEmpty, pod.spec.overhead != overhead {
      throw Refusal(
        path: "spec.overhead",
        message: "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead")
    }
    pod.spec.overhead = overhead
    for label in runtime.nodeSelector.entries {
      var selector = pod.spec.nodeSelector ?? Labels()
      if let own = selector[label.key], own != label.value {
        throw Refusal(
          path: "spec.nodeSelector",
          message: "conflict: runtimeClass.scheduling.nodeSelector[\(label.key)] = "
            + "\(label.value); pod.spec.nodeSelector[\(label.key)] = \(own)")
      }
      selector[label.key] = label.value
      pod.spec.nodeSelector = selector
    }
    for toleration in runtime.tolerations where !pod.spec.tolerations.contains(toleration) {
      pod.spec.tolerations.append(toleration)
    }
  }
}
