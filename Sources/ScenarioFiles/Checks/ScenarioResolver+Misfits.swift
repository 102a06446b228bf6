import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Warnings of pods that no node could ever take.
extension ScenarioResolver {
  /// Pods that are not taken for the same reason.
  private struct Misfits {
    let place: (String) -> Diagnostic
    let obstacle: String
    let first: String
    var count = 1

    var warning: Diagnostic {
      let others = count == 1 ? "" : " and \(count - 1) \(count == 2 ? "other" : "others")"
      return place("no node can ever take \(first)\(others): \(obstacle)")
    }
  }

  /// How many comparisons of a pod with a shape of nodes are made; of further pods nothing is said.
  private static let mostComparisons = 2_000_000

  /// Warns of pods that no node could ever take, whatever the timeline does; once a reason.
  mutating func warnOfMisfits(_ configuration: SimulationConfiguration) {
    guard let shapes = world.shapes(configuration.timeline) else { return }
    let fit = PodFit(shapes: shapes)
    // A patch may make of a template one that fits.
    let isPatched = configuration.timeline.contains { entry in
      if case .patchWorkloads(_, let patch) = entry.action { patch.template != nil } else { false }
    }
    var found: [Misfits] = []
    var rows: [String: Int] = [:]
    var comparisons = 0
    func look(
      _ pod: Pod, _ name: @autoclosure () -> String, _ place: @escaping (String) -> Diagnostic
    ) {
      comparisons += shapes.count
      guard comparisons <= Self.mostComparisons,
        let obstacle = obstacle(to: pod, fit, configuration)
      else { return }
      if let row = rows[obstacle] {
        found[row].count += 1
      } else {
        rows[obstacle] = found.count
        found.append(Misfits(place: place, obstacle: obstacle, first: name()))
      }
    }
    for object in objects {
      guard let pod = Self.template(of: object.object) else { continue }
      if isPatched, object.kind != Pod.kind { continue }
      look(pod, "\(object.kind.name) \(object.metadata?.name ?? "")") {
        object.node.diagnostic(.warning, $0)
      }
    }
    for (row, workload) in configuration.workloads.enumerated() {
      guard let name = draft.workloads[row].name else { continue }
      look(workload.template, "a pod of \(workload.name)") { name.warning($0) }
    }
    for misfits in found { problems.add(misfits.warning) }
  }

  private func obstacle(
    to pod: Pod, _ fit: PodFit, _ configuration: SimulationConfiguration
  ) -> String? {
    // What is bound by hand asks no scheduler.
    guard pod.spec.nodeName.isEmpty else { return nil }
    let isModern = configuration.controlPlane.profile == .modern
    var requests = isModern ? pod.spec.effectiveRequests : pod.spec.classicRequests
    // A share lies on a device, so a node has to have one.
    if let gpus = GPURequest(pod.metadata.annotations) {
      requests[.gpu] = Quantity(gpus.count)
    }
    return fit.obstacle(to: pod, requests: requests)
  }

  /// The pod that an object is or stamps; nil if it wants none.
  static func template(of object: any APIObject) -> Pod? {
    guard let workload = object as? any WorkloadObject, workload.wantsPods else { return nil }
    let template = workload.podTemplate
    return Pod(metadata: template.metadata, spec: template.spec)
  }
}
