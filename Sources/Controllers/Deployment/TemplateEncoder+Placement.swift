import KubernetesObjects

extension TemplateEncoder {
  /// Feeds which nodes and which neighbours a pod wants.
  mutating func encode(_ affinity: Affinity) {
    encode("nodeAffinity", affinity.nodeAffinity) { affinity, encoder in
      encoder.encode("required", affinity.required) { selector, encoder in
        encoder.encode("terms", selector.nodeSelectorTerms) { $1.encode($0) }
      }
      encoder.encode("preferred", affinity.preferred) { term, encoder in
        encoder.encode("weight", Int64(term.weight))
        encoder.encode(term.preference)
      }
    }
    encode("podAffinity", affinity.podAffinity) { $1.encode($0) }
    encode("podAntiAffinity", affinity.podAntiAffinity) { $1.encode($0) }
  }

  /// Feeds how pods shall spread.
  mutating func encode(_ constraint: TopologySpreadConstraint) {
    encode("maxSkew", Int64(constraint.maxSkew))
    encode("topologyKey", constraint.topologyKey)
    encode("whenUnsatisfiable", constraint.whenUnsatisfiable.rawValue)
    encode("labelSelector", constraint.labelSelector) { $1.encode($0) }
    encode("matchLabelKeys", constraint.matchLabelKeys)
    encode("minDomains", constraint.minDomains.map(Int64.init))
    if constraint.nodeAffinityPolicy != .honor {
      encode("nodeAffinityPolicy", constraint.nodeAffinityPolicy.rawValue)
    }
    if constraint.nodeTaintsPolicy != .ignore {
      encode("nodeTaintsPolicy", constraint.nodeTaintsPolicy.rawValue)
    }
  }

  /// Feeds a selector of labels.
  mutating func encode(_ selector: LabelSelector) {
    encode("requirements", selector.requirements) { requirement, encoder in
      encoder.encode("key", requirement.key)
      encoder.encode("operator", requirement.operation.rawValue)
      encoder.encode("values", requirement.values)
    }
  }

  private mutating func encode(_ term: NodeSelectorTerm) {
    for (name, requirements) in [
      ("matchExpressions" as StaticString, term.matchExpressions),
      ("matchFields", term.matchFields),
    ] {
      encode(name, requirements) { requirement, encoder in
        encoder.encode("key", requirement.key)
        encoder.encode("operator", requirement.operator.rawValue)
        encoder.encode("values", requirement.values)
      }
    }
  }

  private mutating func encode(_ affinity: PodAffinity) {
    encode("required", affinity.required) { $1.encode($0) }
    encode("preferred", affinity.preferred) { term, encoder in
      encoder.encode("weight", Int64(term.weight))
      encoder.encode(term.podAffinityTerm)
    }
  }

  private mutating func encode(_ term: PodAffinityTerm) {
    encode("labelSelector", term.labelSelector) { $1.encode($0) }
    encode("topologyKey", term.topologyKey)
    encode("namespaces", term.namespaces)
    encode("namespaceSelector", term.namespaceSelector) { $1.encode($0) }
    encode("matchLabelKeys", term.matchLabelKeys)
    encode("mismatchLabelKeys", term.mismatchLabelKeys)
  }
}
