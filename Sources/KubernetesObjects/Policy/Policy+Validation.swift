import StructuredText

extension PriorityClass {
  /// Everything for which the API server would refuse the class.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    if metadata.name.hasPrefix("system-") {
      let isBuiltIn = Self.builtIn.contains {
        $0.metadata.name == metadata.name && $0.value == value
      }
      validator.at("metadata") { validator in
        validator.check(isBuiltIn, "name", "the prefix system- belongs to the system's classes")
      }
    } else {
      validator.check(
        value <= Self.highestUserValue, "value",
        "expected \(Self.highestUserValue) at most, found \(value)")
    }
  }
}

extension PodDisruptionBudget {
  /// Everything for which the API server would refuse the budget.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      if spec.minAvailable != nil && spec.maxUnavailable != nil {
        validator.report(nil, "expected only one of minAvailable and maxUnavailable")
      }
      for (name, number) in [
        ("minAvailable", spec.minAvailable), ("maxUnavailable", spec.maxUnavailable),
      ] {
        guard let number else { continue }
        number.validateCount(name, &validator)
        if let percentage = number.percentage, percentage > 100 {
          validator.report(name, "expected 100% at most, found \(percentage)%")
        }
      }
    }
  }
}

extension ResourceQuota {
  /// Everything for which the API server would refuse the quota.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.at("hard") { validator in
        spec.hard.validate(&validator)
        for entry in spec.hard.entries { Self.check(entry, &validator) }
      }
      validator.at("scopeSelector") { validator in
        validator.each("matchExpressions", spec.scopeSelector) { requirement, validator in
          switch requirement.operator {
          case .isIn, .notIn:
            validator.check(!requirement.values.isEmpty, "values", "required, at least one")
          case .exists, .doesNotExist:
            validator.check(requirement.values.isEmpty, "values", "expected none")
          }
        }
      }
    }
  }
}

extension ResourceQuota {
  /// Resources that quotas know without a domain; counts of objects are whole numbers.
  ///
  /// Source: `standardQuotaResources` and `integerResources` of
  /// `pkg/apis/core/v1/helper/helpers.go`, Kubernetes 1.34.
  private static let amounts: Set<String> = [
    "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.storage",
    "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage",
  ]
  private static let counts: Set<String> = [
    "pods", "resourcequotas", "services", "replicationcontrollers", "secrets", "configmaps",
    "persistentvolumeclaims", "services.nodeports", "services.loadbalancers",
  ]

  private static func check(
    _ entry: ResourceList.Entry, _ validator: inout ObjectValidator
  ) {
    let name = entry.name.rawValue
    let isKnown =
      name.contains("/") || amounts.contains(name) || counts.contains(name)
      || name.hasPrefix("hugepages-") || name.hasPrefix("requests.hugepages-")
    guard isKnown else {
      let near = Spelling.nearest(to: name, among: (amounts.union(counts)).sorted())
      let hint = near.map { "; did you mean \($0)?" } ?? ", or a name with its domain"
      return validator.report(name, "expected a standard resource for quota\(hint)")
    }
    let isCount = counts.contains(name) || name.hasPrefix("count/")
    let isWhole = entry.quantity == Quantity(entry.quantity.value)
    validator.check(!isCount || isWhole, name, "expected a whole number, found \(entry.quantity)")
  }
}

extension LimitRange {
  /// Everything for which the API server would refuse the range.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.each("limits", limits) { $0.validate(&$1) }
    }
  }
}

extension LimitRangeItem {
  /// Checks that the amounts of each resource are in order.
  fileprivate func validate(_ validator: inout ObjectValidator) {
    if type == .persistentVolumeClaim, min[.storage] == nil, max[.storage] == nil {
      validator.report(nil, "expected min or max of storage, or both")
    }
    if type != .container {
      validator.check(defaultLimits.isEmpty, "default", "expected only of containers")
      validator.check(defaultRequests.isEmpty, "defaultRequest", "expected only of containers")
    }
    // Each amount, from the least to the most, must not exceed those after it.
    let lists = [
      ("min", min), ("defaultRequest", defaultRequests), ("default", defaultLimits), ("max", max),
    ]
    for (low, lower) in lists.enumerated() {
      validator.at(lower.0) { validator in
        lower.1.validate(&validator)
        for upper in lists[(low + 1)...] {
          for entry in lower.1.entries {
            guard let bound = upper.1[entry.name], entry.quantity > bound else { continue }
            validator.report(
              entry.name.rawValue,
              "expected at most \(upper.0), \(bound), found \(entry.quantity)")
          }
        }
      }
    }
  }
}
