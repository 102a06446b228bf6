import KubernetesObjects

/// What a pod's specification asks for.
extension APIField {
  /// As much of a pod's specification as its requests, limits and class depend on.
  ///
  /// The field is that of the specification.
  var resourceSpec: PodSpec {
    var spec = PodSpec()
    spec.containers = self.containers.elements.map(\.resourceContainer)
    spec.initContainers = self.initContainers.elements.map(\.resourceContainer)
    spec.overhead = self.overhead.amounts
    if self["resources"].exists {
      spec.resources = ResourceRequirements(
        requests: self["resources"].requests.amounts,
        limits: self["resources"].limits.amounts)
    }
    return spec
  }

  private var resourceContainer: Container {
    let needs = self["resources"]
    var container = Container(
      name: self["name"].text,
      resources: ResourceRequirements(
        requests: needs.requests.amounts, limits: needs.limits.amounts))
    container.restartPolicy = RestartPolicy(rawValue: self.restartPolicy.text)
    return container
  }

  /// Whether an init container of a specification runs on beside those that follow it.
  var isSidecar: Bool { self.restartPolicy.text == RestartPolicy.always.rawValue }
}
