import ClusterState
import KubernetesObjects

/// The parts of a pod's specification, interned and bound to label columns.
extension SchedulerCache {
  /// The requirement that the label `key` equals `value`.
  mutating func equality(
    _ key: String, _ value: String, _ cluster: inout ClusterState
  ) -> NodeRequirement {
    NodeRequirement(
      column: column(for: cluster.symbols.intern(key)), comparison: .isIn,
      values: [cluster.symbols.intern(value)])
  }

  /// The terms of a node selector, in order.
  mutating func terms(
    _ terms: [NodeSelectorTerm], _ cluster: inout ClusterState
  ) -> ContiguousArray<NodeTerm> {
    var compiled: ContiguousArray<NodeTerm> = []
    for term in terms { compiled.append(self.term(term, &cluster)) }
    return compiled
  }

  /// One term of a node selector.
  ///
  /// Source: `nodeaffinity.newNodeSelectorTerm`, component-helpers 0.34.
  mutating func term(
    _ term: NodeSelectorTerm, _ cluster: inout ClusterState
  ) -> NodeTerm {
    var requirements: ContiguousArray<NodeRequirement> = []
    var problem: String?
    for expression in term.matchExpressions {
      do throws(LabelRequirement.Problem) {
        let requirement = try LabelRequirement(
          key: expression.key, operation: expression.operator.labelOperator,
          values: expression.values)
        let compiled = cluster.compile(requirement)
        requirements.append(
          NodeRequirement(
            column: column(for: compiled.key), comparison: compiled.comparison,
            values: compiled.values))
      } catch {
        problem = problem ?? error.error.message
      }
    }
    for field in term.matchFields {
      let comparison: CompiledRequirement.Operator
      switch field.operator {
      case .isIn: comparison = .isIn
      case .notIn: comparison = .isNotIn
      default:
        problem = problem ?? "expected the operator In or NotIn on a field"
        continue
      }
      guard field.values.count == 1 else {
        problem = problem ?? "expected exactly one value for a field"
        continue
      }
      requirements.append(
        NodeRequirement(
          column: .nodeName, comparison: comparison,
          values: [cluster.symbols.intern(field.values[0])]))
    }
    let isEmpty = term.matchExpressions.isEmpty && term.matchFields.isEmpty
    return NodeTerm(
      requirements: requirements, matchesNothing: isEmpty || problem != nil, problem: problem)
  }

  /// The preferred terms that count: of weight other than zero, and with a condition.
  mutating func preferred(
    _ preferred: [PreferredSchedulingTerm], _ cluster: inout ClusterState
  ) -> ContiguousArray<(weight: Int64, term: NodeTerm)> {
    var compiled: ContiguousArray<(weight: Int64, term: NodeTerm)> = []
    for entry in preferred where entry.weight != 0 {
      let term = entry.preference
      if term.matchExpressions.isEmpty && term.matchFields.isEmpty { continue }
      compiled.append((Int64(entry.weight), self.term(term, &cluster)))
    }
    return compiled
  }

  /// The nodes that `selector` names in every term.
  func namedNodes(_ selector: NodeSelector, _ cluster: inout ClusterState) -> NamedNodes {
    guard !selector.nodeSelectorTerms.isEmpty else { return .any }
    var union: Set<String> = []
    for term in selector.nodeSelectorTerms {
      var names: Set<String>?
      for field in term.matchFields where field.key == "metadata.name" && field.operator == .isIn {
        names = names.map { $0.intersection(field.values) } ?? Set(field.values)
      }
      guard let names else { return .any }
      union.formUnion(names)
    }
    if union.isEmpty { return .conflict }
    return .names(ContiguousArray(union.sorted().map { cluster.symbols.intern($0) }))
  }

  /// The required terms of `affinity`.
  mutating func required(
    _ affinity: PodAffinity, in namespace: Symbol, _ cluster: inout ClusterState
  ) -> ContiguousArray<AffinityTerm> {
    var terms: ContiguousArray<AffinityTerm> = []
    for term in affinity.required { terms.append(self.term(term, 0, namespace, &cluster)) }
    return terms
  }

  /// The preferred terms of `affinity`, weights times `sign`.
  mutating func preferred(
    _ affinity: PodAffinity, sign: Int64, in namespace: Symbol, _ cluster: inout ClusterState
  ) -> ContiguousArray<AffinityTerm> {
    var terms: ContiguousArray<AffinityTerm> = []
    for weighted in affinity.preferred {
      terms.append(
        term(weighted.podAffinityTerm, sign * Int64(weighted.weight), namespace, &cluster))
    }
    return terms
  }

  private mutating func term(
    _ term: PodAffinityTerm, _ weight: Int64, _ namespace: Symbol, _ cluster: inout ClusterState
  ) -> AffinityTerm {
    let isOwnNamespace = term.namespaces.isEmpty && term.namespaceSelector == nil
    let namespaces =
      isOwnNamespace
      ? [namespace] : ContiguousArray(term.namespaces.map { cluster.symbols.intern($0) })
    return AffinityTerm(
      scope: PodScope(
        namespaces: namespaces,
        namespaceSelector: term.namespaceSelector.map { cluster.compile($0) } ?? .nothing,
        selector: term.labelSelector.map { cluster.compile($0) } ?? .nothing),
      column: column(for: cluster.symbols.intern(term.topologyKey)), weight: weight)
  }

  /// A topology spread constraint of pods with `labels`.
  ///
  /// The pod's values of `matchLabelKeys` join the selector, even an absent one. Source:
  /// `filterTopologySpreadConstraints` and `mergeLabelSetWithSelector`, Kubernetes 1.34.
  mutating func constraint(
    _ constraint: TopologySpreadConstraint, labels: Labels, _ cluster: inout ClusterState
  ) -> SpreadConstraint {
    var selector = constraint.labelSelector.map { cluster.compile($0) } ?? .nothing
    var added: ContiguousArray<CompiledRequirement> = []
    for key in constraint.matchLabelKeys {
      guard let value = labels[key] else { continue }
      added.append(
        CompiledRequirement(
          key: cluster.symbols.intern(key), comparison: .isIn,
          values: [cluster.symbols.intern(value)]))
    }
    if !added.isEmpty {
      if case .all(let requirements) = selector { added += requirements }
      selector = .all(added)
    }
    return SpreadConstraint(
      maxSkew: Int64(constraint.maxSkew),
      column: column(for: cluster.symbols.intern(constraint.topologyKey)),
      isHostname: constraint.topologyKey == NodeLabels.hostname,
      isHard: constraint.whenUnsatisfiable == .doNotSchedule, selector: selector,
      minDomains: Int(constraint.minDomains ?? 1),
      honorsAffinity: constraint.nodeAffinityPolicy == .honor,
      honorsTaints: constraint.nodeTaintsPolicy == .honor)
  }
}

extension NodeSelectorOperator {
  /// The label requirement's operator of the same name.
  var labelOperator: LabelRequirement.Operator {
    switch self {
    case .isIn: .isIn
    case .notIn: .notIn
    case .exists: .exists
    case .doesNotExist: .doesNotExist
    case .greaterThan: .greaterThan
    case .lessThan: .lessThan
    }
  }
}
