import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import StructuredText

/// Warnings of rules of behavior that no pod can meet.
extension ScenarioResolver {
  /// One thing that a rule asks of a pod, and what to say if no pod can have it.
  private struct Demand {
    let key: String
    let complaint: String
    let isMet: (PodSource) -> Bool
  }

  /// How many comparisons of a rule with what makes pods are made; of further rules nothing is
  /// said.
  private static let mostComparisons = 2_000_000

  /// Warns of rules that no pod can meet, whatever the timeline does. Nothing is said where there
  /// are no pods yet, or pods of traces, which are not looked at.
  mutating func warnOfIdleBehaviors(_ configuration: SimulationConfiguration) {
    let sources = world.podSources + configuration.workloads.map { PodSource($0) }
    guard !sources.isEmpty, configuration.arrivals.templates.isEmpty else { return }
    let present = Set(sources.flatMap(\.kinds))
    var comparisons = 0
    for draft in draft.behaviors {
      guard let match = draft.match else { continue }
      let demands = demands(of: draft.rule, configuration.timeline, present)
      comparisons += sources.count
      guard comparisons <= Self.mostComparisons else { return }
      if sources.contains(where: { source in demands.allSatisfy { $0.isMet(source) } }) {
        continue
      }
      let unmet = demands.first { demand in !sources.contains(where: demand.isMet) }
      let node = unmet.flatMap { match.node[$0.key] } ?? match.node
      let complaint = unmet?.complaint ?? "no pod here can meet all of it"
      problems.add(
        node.diagnostic(.warning, "\(match.path): the rule has no effect: \(complaint)"))
    }
  }

  private func demands(
    of rule: BehaviorRule, _ timeline: [TimelineEntry], _ present: Set<String>
  ) -> [Demand] {
    var demands: [Demand] = []
    if let kind = rule.kind {
      let complaint =
        kind == Pod.kind.name
        ? "every pod here has an owner" : "no pod here has an owner of kind \(kind)"
      demands.append(
        Demand(key: "kind", complaint: complaint) { $0.mayHaveOwner(of: kind, among: present) })
    }
    if let namespace = rule.namespace {
      demands.append(
        Demand(key: "namespace", complaint: "no pod here is in namespace \(namespace)") {
          $0.isIn(namespace)
        })
    }
    let labels = rule.labels
    if !labels.isEmpty, !timeline.contains(where: \.action.mayChangePods) {
      let text = labels.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
      demands.append(
        Demand(key: "labels", complaint: "no pod here has the labels \(text)") {
          $0.mayHave(labels)
        })
    }
    if let image = rule.image, !timeline.contains(where: { $0.action.maySet(image) }) {
      demands.append(
        Demand(key: "image", complaint: "no container here has the image \(image.text)") {
          $0.hasImage(image)
        })
    }
    if let pod = rule.pod {
      demands.append(
        Demand(key: "pod", complaint: "no pod here can be called \(pod.text)") {
          $0.mayBeCalled(pod)
        })
    }
    if let node = rule.node, node.isOneName, !world.hasNode(node.text) {
      demands.append(
        Demand(key: "node", complaint: "there is no node \(node.text)") { _ in false })
    }
    return demands
  }
}

extension TimelineAction {
  /// Whether labels or templates change of objects that need not be known by name.
  fileprivate var mayChangePods: Bool {
    switch self {
    case .labelPods, .patchPods: true
    case .patchWorkloads(_, let patch): patch.template != nil
    default: false
    }
  }

  /// Whether containers may get an image that is meant.
  fileprivate func maySet(_ pattern: NamePattern) -> Bool {
    if case .setImage(_, _, let image) = self { return pattern.matches(image) }
    return mayChangePods
  }
}
