import ClusterState
import KubernetesObjects

extension ObjectTarget {
  /// The kind of the objects.
  package var kind: String {
    switch self {
    case .named(let kind, _, _), .selected(let kind, _, _), .matching(let kind, _, _): kind
    case .first(_, let others): others.kind
    }
  }

  /// The namespace of the objects.
  var namespace: String {
    switch self {
    case .named(_, let namespace, _), .selected(_, let namespace, _),
      .matching(_, let namespace, _):
      namespace
    case .first(_, let others): others.namespace
    }
  }

  /// Whether the target, whatever its kind, means the object `name` of `namespace` with `labels`.
  func matches(
    _ namespace: Symbol, _ name: Symbol, _ cluster: borrowing ClusterState, labels: () -> Labels
  ) -> Bool {
    matches(cluster.symbols[namespace], cluster.symbols[name], labels: labels)
  }

  /// Whether the target, whatever its kind, means the object `name` with `labels`, which is in no
  /// namespace.
  func matches(named name: String, labels: () -> Labels) -> Bool {
    matches(namespace, name, labels: labels)
  }

  private func matches(_ namespace: String, _ name: String, labels: () -> Labels) -> Bool {
    switch self {
    case .named(_, let wantedNamespace, let wantedName):
      namespace == wantedNamespace && name == wantedName
    case .selected(_, let wantedNamespace, let selector):
      namespace == wantedNamespace && selector.matches(labels())
    case .matching(_, let wantedNamespace, let pattern):
      namespace == wantedNamespace && pattern.matches(name)
    case .first(_, let others): others.matches(namespace, name, labels: labels)
    }
  }

  /// Whether the target means `pod`, or a workload that owns it, be it through others.
  func means(_ pod: PodID, in cluster: borrowing ClusterState) -> Bool {
    let record = cluster.pods[pod]
    let template = cluster.templates[record.template]
    if kind == "Pod" {
      return matches(cluster.symbols[template.namespace], record.name.text(cluster.symbols)) {
        template.pod.metadata.labels
      }
    }
    var owner = record.owner
    while owner.isPresent {
      let workload = cluster.workloads[owner.row]
      if workload.kind.name == kind,
        matches(
          workload.namespace, workload.name, cluster,
          labels: { cluster.labels(of: workload.labels) })
      {
        return true
      }
      owner = workload.owner
    }
    return false
  }
}
