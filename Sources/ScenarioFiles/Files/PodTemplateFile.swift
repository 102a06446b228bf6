import KubernetesObjects
import StructuredText

/// Files with pods, or with objects that make pods, of which the templates are meant.
package enum PodTemplateFile {
  /// The pods that the objects in the file at `path` stand for or make, and warnings.
  ///
  /// - Throws: everything that is wrong with them, and that none is there.
  package static func read(
    _ path: String
  ) throws(ScenarioFailure) -> (pods: [Pod], warnings: [Diagnostic]) {
    var resolver = ScenarioResolver(path: path, options: ScenarioOptions())
    guard let file = resolver.openScenario() else {
      return ([], try resolver.problems.warnings())
    }
    let objects = resolver.read(resolver.problems.objectDocuments(of: file) ?? [])
    var pods: [Pod] = []
    for located in objects {
      guard let workload = located.object as? any WorkloadObject else { continue }
      var pod = Pod(metadata: workload.podTemplate.metadata, spec: workload.podTemplate.spec)
      pod.metadata.name = workload.metadata.name
      pod.metadata.namespace =
        workload.metadata.namespace.isEmpty ? "default" : workload.metadata.namespace
      pod.applyDefaults()
      let specification = located.node.descendant(at: type(of: workload).podSpecPath)
      if !pod.spec.nodeName.isEmpty {
        resolver.problems.add(
          specification.descendant(at: "nodeName").diagnostic(
            .error, "nodeName: a pod that names its node is not placed by a scheduler"))
      }
      if !pod.spec.schedulingGates.isEmpty {
        resolver.problems.add(
          specification.descendant(at: "schedulingGates").diagnostic(
            .error, "schedulingGates: no scheduler looks at the pod while it has any"))
      }
      pods.append(pod)
    }
    if pods.isEmpty, !resolver.problems.hasErrors {
      resolver.problems.add(
        Diagnostic(
          .error, file: path, location: nil,
          message: "expected a Pod, or an object with a template of pods, found none"))
    }
    return (pods, try resolver.problems.warnings())
  }
}
