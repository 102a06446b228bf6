/// What there is to say of a pod that is taken all the same.
extension PodSpec {
  /// The warnings, each with the way to its field from the specification: fractions of bytes, and
  /// hooks of which nobody can tell how long they take.
  ///
  /// Source: `warningsForPodSpecAndMeta` of `pkg/api/pod/warnings.go`, v1.34, for the fractions.
  public var warnings: [ValidationIssue] {
    var validator = ObjectValidator()
    for (list, containers) in [("initContainers", initContainers), ("containers", containers)] {
      validator.each(list, containers) { container, validator in
        validator.at("resources") { validator in
          validator.at("requests") { container.resources.requests.warnOfFractions(&$0) }
          validator.at("limits") { container.resources.limits.warnOfFractions(&$0) }
        }
        if let hook = container.lifecycle?.preStop, hook.hookMilliseconds == nil {
          validator.at("lifecycle") {
            $0.report("preStop", "how long the hook takes is not known; it counts as done at once")
          }
        }
      }
    }
    if !resourceClaims.isEmpty {
      validator.report(
        "resourceClaims",
        "devices are not simulated: the profile modern finds no node for the pod, and the others "
          + "pass the claims over")
    }
    return validator.issues
  }
}

extension ResourceList {
  fileprivate func warnOfFractions(_ validator: inout ObjectValidator) {
    for name in [ResourceName.memory, .ephemeralStorage] {
      guard let amount = self[name], amount.value < .max, amount != Quantity(amount.value)
      else { continue }
      validator.report(
        name.rawValue, "\(amount) is a fraction of a byte; m means thousandths, M and Mi millions")
    }
  }
}
