import ClusterState

/// Which placed pods a group counts.
public enum PodPredicate: Hashable, Sendable {
  /// Pods of one namespace that a selector matches, without those marked for deletion: what
  /// topology spread counts.
  case spread(namespace: Symbol, selector: CompiledSelector)
  /// Pods of one namespace that any of the selectors matches, without those marked for deletion:
  /// what Kubernetes 1.2 spreads.
  case anySpread(namespace: Symbol, selectors: ContiguousArray<CompiledSelector>)
  /// Pods that every one of the scopes means: what required affinity counts.
  case affinity(ContiguousArray<PodScope>)
  /// Pods of one template: what the terms of placed pods count.
  case template(PodTemplateID)

  /// Whether pods that are marked for deletion do not count.
  var skipsTerminating: Bool {
    switch self {
    case .spread, .anySpread: true
    case .affinity, .template: false
    }
  }

  /// Whether labels of namespaces decide.
  var readsNamespaceLabels: Bool {
    guard case .affinity(let scopes) = self else { return false }
    return scopes.contains { $0.namespaceSelector != .nothing && !$0.namespaceSelector.isEmpty }
  }

  /// A label without which no pod counts; nil where there is no single one.
  var neededLabel: LabelPair? {
    guard case .spread(_, let selector) = self else { return nil }
    return selector.neededLabel
  }

  /// Whether pods of `template` count.
  func matches(_ template: PodTemplate, _ cluster: ClusterState) -> Bool {
    switch self {
    case .spread(let namespace, let selector):
      template.namespace == namespace && selector.matches(template.labels, cluster.symbols)
    case .anySpread(let namespace, let selectors):
      template.namespace == namespace
        && selectors.contains { $0.matches(template.labels, cluster.symbols) }
    case .affinity(let scopes):
      scopes.allSatisfy { $0.matches(template, cluster, requiresNamespaceObject: true) }
    case .template(let id): template.id == id
    }
  }
}
