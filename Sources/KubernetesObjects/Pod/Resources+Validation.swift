extension ResourceRequirements {
  /// Checks the requirements of a container, or of a pod as a whole.
  func validate(isPodLevel: Bool, _ validator: inout ObjectValidator) {
    validator.at("requests") { requests.validate(isPodLevel: isPodLevel, &$0) }
    validator.at("limits") { limits.validate(isPodLevel: isPodLevel, &$0) }
    if !isPodLevel { validateHugePages(&validator) }
    validator.at("requests") { validator in
      for entry in requests.entries {
        let name = entry.name
        guard let limit = limits[name] else {
          validator.check(
            name.mayBeOvercommitted, name.rawValue, "expected a limit of the same amount")
          continue
        }
        if name.mayBeOvercommitted {
          validator.check(
            entry.quantity <= limit, name.rawValue,
            "expected at most the limit \(limit), found \(entry.quantity)")
        } else {
          validator.check(
            entry.quantity == limit, name.rawValue,
            "expected the limit \(limit), as \(name) cannot be overcommitted")
        }
      }
    }
  }

  /// Huge pages alone are refused. Source: `ValidateResourceRequirements`,
  /// `pkg/apis/core/validation`, Kubernetes 1.34.
  private func validateHugePages(_ validator: inout ObjectValidator) {
    let entries = requests.entries + limits.entries
    guard !entries.contains(where: { $0.name == .cpu || $0.name == .memory }),
      let pages = entries.first(where: { $0.name.isHugePages })
    else { return }
    let list = requests[pages.name] == nil ? "limits" : "requests"
    validator.at(list) { $0.report(pages.name.rawValue, "expected cpu or memory beside it") }
  }
}

extension ResourceList {
  /// Forbids negative amounts, unknown names and fractions of what is not divisible.
  func validate(isPodLevel: Bool, _ validator: inout ObjectValidator) {
    validate(&validator)
    for entry in entries {
      let name = entry.name
      if !name.isStandardForContainers {
        validator.report(
          name.rawValue,
          "expected cpu, memory, ephemeral-storage, hugepages-<size> or a name with a domain")
      } else if isPodLevel && name != .cpu && name != .memory && !name.isHugePages {
        validator.report(name.rawValue, "expected cpu, memory or hugepages-<size> of a whole pod")
      } else if name.isExtended && Quantity(entry.quantity.value) != entry.quantity {
        validator.report(name.rawValue, "expected a whole number, found \(entry.quantity)")
      }
    }
  }

  /// Forbids negative amounts.
  func validate(_ validator: inout ObjectValidator) {
    for entry in entries where entry.quantity.signum < 0 {
      validator.report(entry.name.rawValue, "expected 0 or more, found \(entry.quantity)")
    }
  }
}

extension ResourceName {
  /// Whether requests may exceed what all have together, within the limits.
  fileprivate var mayBeOvercommitted: Bool { isNative && !isHugePages }

  /// Whether a container may name the resource.
  fileprivate var isStandardForContainers: Bool {
    self == .cpu || self == .memory || self == .ephemeralStorage || isHugePages
      || rawValue.utf8.contains(UInt8(ascii: "/"))
  }
}
