extension Affinity {
  /// Checks the affinity of a pod.
  func validate(_ validator: inout ObjectValidator) {
    validator.at("affinity") { validator in
      if let nodeAffinity { validator.at("nodeAffinity") { nodeAffinity.validate(&$0) } }
      if let podAffinity { validator.at("podAffinity") { podAffinity.validate(&$0) } }
      if let podAntiAffinity { validator.at("podAntiAffinity") { podAntiAffinity.validate(&$0) } }
    }
  }
}

/// The weights of preferences.
private let weights: ClosedRange<Int32> = 1...100

/// The fields of affinities, as the API names them.
private let requiredField = "requiredDuringSchedulingIgnoredDuringExecution"
private let preferredField = "preferredDuringSchedulingIgnoredDuringExecution"

extension NodeAffinity {
  /// Checks selectors and weights.
  func validate(_ validator: inout ObjectValidator) {
    if let required { validator.at(requiredField) { required.validate(&$0) } }
    validator.each(preferredField, preferred) { term, validator in
      validator.check(term.weight, in: weights, "weight")
      validator.at("preference") { term.preference.validate(&$0) }
    }
  }
}

extension NodeSelector {
  /// Checks the terms, of which there must be one.
  func validate(_ validator: inout ObjectValidator) {
    validator.check(!nodeSelectorTerms.isEmpty, "nodeSelectorTerms", "required, at least one")
    validator.each("nodeSelectorTerms", nodeSelectorTerms) { $0.validate(&$1) }
  }
}

extension NodeSelectorTerm {
  /// Checks the requirements.
  func validate(_ validator: inout ObjectValidator) {
    validator.each("matchExpressions", matchExpressions) { requirement, validator in
      requirement.validate(&validator)
      validator.check(LabelSyntax.keyProblem(requirement.key), "key")
    }
    validator.each("matchFields", matchFields) { requirement, validator in
      validator.check(
        requirement.key == "metadata.name", "key",
        "expected metadata.name, found \(requirement.key.excerpt)")
      validator.check(
        requirement.operator == .isIn || requirement.operator == .notIn, "operator",
        "expected In or NotIn of a field, found \(requirement.operator.rawValue)")
      validator.check(
        requirement.values.count == 1, "values",
        "expected one value, found \(requirement.values.count)")
    }
  }
}

extension NodeSelectorRequirement {
  /// Checks that the operator has the values that it needs.
  fileprivate func validate(_ validator: inout ObjectValidator) {
    switch self.operator {
    case .isIn, .notIn:
      validator.check(!values.isEmpty, "values", "required with \(self.operator.rawValue)")
    case .exists, .doesNotExist:
      validator.check(values.isEmpty, "values", "expected none with \(self.operator.rawValue)")
    case .greaterThan, .lessThan:
      validator.check(
        values.count == 1, "values", "expected one value with \(self.operator.rawValue)")
    }
  }
}

extension PodAffinity {
  /// Checks terms and weights.
  func validate(_ validator: inout ObjectValidator) {
    validator.each(requiredField, required) { $0.validate(&$1) }
    validator.each(preferredField, preferred) { term, validator in
      validator.check(term.weight, in: weights, "weight")
      validator.at("podAffinityTerm") { term.podAffinityTerm.validate(&$0) }
    }
  }
}

extension PodAffinityTerm {
  /// Checks the topology and the namespaces.
  func validate(_ validator: inout ObjectValidator) {
    if topologyKey.isEmpty {
      validator.report("topologyKey", "required")
    } else {
      validator.check(LabelSyntax.keyProblem(topologyKey), "topologyKey")
    }
    validator.at("namespaces") { validator in
      for namespace in namespaces {
        if let problem = NameSyntax.labelProblem(namespace) {
          validator.report(nil, problem.message)
        }
      }
    }
  }
}

extension TopologySpreadConstraint {
  /// Checks the numbers and the topology.
  func validate(_ validator: inout ObjectValidator) {
    validator.check(maxSkew, in: 1...Int32.max, "maxSkew")
    if topologyKey.isEmpty {
      validator.report("topologyKey", "required")
    } else {
      validator.check(LabelSyntax.keyProblem(topologyKey), "topologyKey")
    }
    if let minDomains {
      validator.check(minDomains, in: 1...Int32.max, "minDomains")
      validator.check(
        whenUnsatisfiable == .doNotSchedule, "minDomains",
        "expected only where whenUnsatisfiable is DoNotSchedule")
    }
  }
}

extension Toleration {
  /// Checks that operator, value and effect agree.
  func validate(_ validator: inout ObjectValidator) {
    for problem in problems {
      let field =
        switch problem.part {
        case .key: "key"
        case .operation: "operator"
        case .value: "value"
        case .effect: "effect"
        }
      validator.report(field, problem.error.message)
    }
  }
}
