import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Warnings of autoscalers that have nothing to scale.
extension ScenarioResolver {
  /// Warns of autoscalers of the start whose target never comes, with what may have been meant.
  mutating func warnOfAutoscalers() {
    for located in objects {
      guard let autoscaler = located.object as? HorizontalPodAutoscaler else { continue }
      let target = autoscaler.spec.scaleTargetRef
      let namespace = autoscaler.metadata.namespace
      guard let kind = APIObjectRegistry.kind(named: target.kind),
        !world.contains(KnownWorld.Key(kind, namespace, target.name))
      else { continue }
      let near = Spelling.nearest(
        to: target.name, among: world.names(of: kind, in: namespace))
      let hint = near.map { "; did you mean \($0)?" } ?? ""
      problems.add(
        located.node.descendant(at: "spec.scaleTargetRef").diagnostic(
          .warning,
          "autoscaler \(autoscaler.metadata.name): there is no \(kind.name) \(target.name)\(hint)"))
    }
  }
}
