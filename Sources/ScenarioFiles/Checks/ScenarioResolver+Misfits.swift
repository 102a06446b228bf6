import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Warnings of pods that no node could ever take.
extension ScenarioResolver {
  mutating func warnOfMisfits(_ configuration: SimulationConfiguration) {
    let fit = PodFit(shapes: world.shapes)
    for object in objects {
      guard let pod = Self.template(of: object.object) else { continue }
      warn(of: pod, fit, configuration) { obstacle in
        let name = object.metadata?.name ?? ""
        return object.node.diagnostic(
          .warning, "no node can ever take \(object.kind.name) \(name): \(obstacle)")
      }
    }
    for (row, workload) in configuration.workloads.enumerated() {
      guard let name = draft.workloads[row].name else { continue }
      warn(of: workload.template, fit, configuration) { obstacle in
        name.warning("no node can ever take a pod of \(workload.name): \(obstacle)")
      }
    }
  }

  private mutating func warn(
    of pod: Pod, _ fit: PodFit, _ configuration: SimulationConfiguration,
    _ warning: (String) -> Diagnostic
  ) {
    // What is bound by hand asks no scheduler.
    guard pod.spec.nodeName.isEmpty else { return }
    let isModern = configuration.controlPlane.profile == .modern
    var requests = isModern ? pod.spec.effectiveRequests : pod.spec.classicRequests
    // A share lies on a device, so a node has to have one.
    if let gpus = GPURequest(pod.metadata.annotations) {
      requests[.gpu] = Quantity(gpus.count)
    }
    if let obstacle = fit.obstacle(to: pod, requests: requests) { problems.add(warning(obstacle)) }
  }

  /// The pod that an object is or stamps; nil if it wants none.
  static func template(of object: any APIObject) -> Pod? {
    guard let workload = object as? any WorkloadObject, workload.wantsPods else { return nil }
    let template = workload.podTemplate
    return Pod(metadata: template.metadata, spec: template.spec)
  }
}
