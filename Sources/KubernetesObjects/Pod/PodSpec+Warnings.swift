/// What the API server warns of, though it takes the pod.
extension PodSpec {
  /// The warnings, each with the way to its field from the specification.
  ///
  /// Source: `warningsForPodSpecAndMeta` of `pkg/api/pod/warnings.go`, v1.34: fractions of bytes.
  public var warnings: [ValidationIssue] {
    var validator = ObjectValidator()
    for (list, containers) in [("initContainers", initContainers), ("containers", containers)] {
      validator.each(list, containers) { container, validator in
        validator.at("resources") { validator in
          validator.at("requests") { container.resources.requests.warnOfFractions(&$0) }
          validator.at("limits") { container.resources.limits.warnOfFractions(&$0) }
        }
      }
    }
    return validator.issues
  }
}

extension ResourceList {
  fileprivate func warnOfFractions(_ validator: inout ObjectValidator) {
    for name in [ResourceName.memory, .ephemeralStorage] {
      guard let amount = self[name], amount != Quantity(amount.value) else { continue }
      validator.report(
        name.rawValue, "\(amount) is a fraction of a byte; m means thousandths, M and Mi millions")
    }
  }
}
