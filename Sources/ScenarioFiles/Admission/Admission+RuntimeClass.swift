import KubernetesObjects

extension Admission {
  /// The plugin RuntimeClass: what the class costs, and the nodes that have its runtime.
  ///
  /// **Divergence:** a class that no manifest has is taken for one that costs nothing; the real
  /// plugin refuses the pod, but a cluster has classes that its manifests do not.
  /// Source: `plugin/pkg/admission/runtimeclass`, Kubernetes 1.20 to 1.34.
  func admitRuntimeClass(_ pod: inout Pod, at path: String) -> Refusal? {
    guard !pod.spec.runtimeClassName.isEmpty,
      let runtime = runtimeClasses[pod.spec.runtimeClassName]
    else { return nil }
    let overhead = runtime.overhead ?? ResourceList()
    if !pod.spec.overhead.isEmpty, pod.spec.overhead != overhead {
      return Refusal(
        path: path + ".overhead",
        message: "expected none, or that of the RuntimeClass \(runtime.metadata.name)")
    }
    pod.spec.overhead = overhead
    for label in runtime.nodeSelector.entries {
      var selector = pod.spec.nodeSelector ?? Labels()
      if let own = selector[label.key], own != label.value {
        return Refusal(
          path: path + ".nodeSelector",
          message: "\(label.key): \(own) contradicts \(label.value) of the RuntimeClass "
            + runtime.metadata.name)
      }
      selector[label.key] = label.value
      pod.spec.nodeSelector = selector
    }
    for toleration in runtime.tolerations where !pod.spec.tolerations.contains(toleration) {
      pod.spec.tolerations.append(toleration)
    }
    return nil
  }
}
