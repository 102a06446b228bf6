import StructuredText

extension Affinity: FieldEncodable {
  /// Which nodes and neighbours are wanted.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("nodeAffinity", nodeAffinity)
    fields.add("podAffinity", podAffinity)
    fields.add("podAntiAffinity", podAntiAffinity)
    return fields.value
  }
}

extension NodeAffinity: FieldEncodable {
  /// Which nodes must or should be.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add(
      NodeAffinity.preferredName,
      preferred.map { term -> SyntaxValue in
        ["preference": term.preference.syntaxValue, "weight": .integer(Int64(term.weight))]
      })
    fields.add(NodeAffinity.requiredName, required)
    return fields.value
  }

  fileprivate static let requiredName = "requiredDuringSchedulingIgnoredDuringExecution"
  fileprivate static let preferredName = "preferredDuringSchedulingIgnoredDuringExecution"
}

extension PodAffinity: FieldEncodable {
  /// Which neighbours must or should be.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add(
      NodeAffinity.preferredName,
      preferred.map { term -> SyntaxValue in
        [
          "podAffinityTerm": term.podAffinityTerm.syntaxValue,
          "weight": .integer(Int64(term.weight)),
        ]
      })
    fields.add(NodeAffinity.requiredName, required)
    return fields.value
  }
}

extension PodAffinityTerm: FieldEncodable {
  /// Which pods, and in what domain.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("labelSelector", labelSelector)
    fields.add("matchLabelKeys", matchLabelKeys)
    fields.add("mismatchLabelKeys", mismatchLabelKeys)
    fields.add("namespaceSelector", namespaceSelector)
    fields.add("namespaces", namespaces)
    fields.add("topologyKey", topologyKey)
    return fields.value
  }
}

extension NodeSelector: FieldEncodable {
  /// Terms of which one must hold.
  package var syntaxValue: SyntaxValue {
    ["nodeSelectorTerms": .sequence(nodeSelectorTerms.map(\.syntaxValue))]
  }
}

extension NodeSelectorTerm: FieldEncodable {
  /// What must hold of labels and of fields.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("matchExpressions", matchExpressions)
    fields.add("matchFields", matchFields)
    return fields.value
  }
}

extension NodeSelectorRequirement: FieldEncodable {
  /// What must hold of one label or field.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.set("key", .string(key))
    fields.set("operator", .string(`operator`.rawValue))
    fields.add("values", values)
    return fields.value
  }
}
