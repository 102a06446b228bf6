import ClusterState

/// Which pods an affinity term is about: their namespaces and their labels.
public struct PodScope: Hashable, Sendable {
  /// The namespaces by name.
  public let namespaces: ContiguousArray<Symbol>
  /// Further namespaces by label.
  public let namespaceSelector: CompiledSelector
  /// The pods by label.
  public let selector: CompiledSelector

  /// Whether pods of `template` are meant.
  ///
  /// - Parameter requiresNamespaceObject: whether a namespace without an object can be selected by
  ///   label. The terms of the pod that is scheduled look through the list of namespaces, those of
  ///   placed pods look at the labels of one namespace, which are empty if it is unknown.
  func matches(
    _ template: PodTemplate, _ cluster: ClusterState, requiresNamespaceObject: Bool
  ) -> Bool {
    guard selector.matches(template.labels, cluster.symbols) else { return false }
    if namespaces.contains(template.namespace) || namespaceSelector.isEmpty { return true }
    guard namespaceSelector != .nothing else { return false }
    let labels = cluster.namespaces.labels(of: template.namespace)
    if labels == nil && requiresNamespaceObject { return false }
    return namespaceSelector.matches(labels ?? .empty, cluster.symbols)
  }

  /// Whether pods of `template` are meant in the eyes of a queueing hint, which takes every
  /// namespace for one without labels.
  ///
  /// Source: `podMatchesAllAffinityTerms` of `interpodaffinity/plugin.go`, Kubernetes 1.34.
  func matchesWithoutNamespaceLabels(_ template: PodTemplate, _ symbols: SymbolTable) -> Bool {
    selector.matches(template.labels, symbols)
      && (namespaces.contains(template.namespace) || namespaceSelector.matches(.empty, symbols))
  }
}

/// A term of inter-pod affinity or anti-affinity.
public struct AffinityTerm: Sendable {
  /// The pods that it is about.
  public let scope: PodScope
  /// The label column whose equal values make nodes neighbours.
  public let column: LabelColumnID
  /// The weight of a preferred term, negative for anti-affinity; zero for a required one.
  public let weight: Int64
}
