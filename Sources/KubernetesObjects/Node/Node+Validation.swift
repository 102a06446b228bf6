extension Node {
  /// Everything for which the API server would refuse the node.
  ///
  /// Source: `ValidateNode` of `pkg/apis/core/validation/validation.go`, v1.34.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      var seen: Set<String> = []
      validator.each("taints", spec.taints) { taint, validator in
        validator.check(LabelSyntax.keyProblem(taint.key), "key")
        validator.check(LabelSyntax.valueProblem(taint.value), "value")
        validator.check(
          seen.insert("\(taint.key):\(taint.effect.rawValue)").inserted, "key",
          "another taint has the same key and effect")
      }
    }
    validator.at("status") { validator in
      validator.at("capacity") { status.capacity.validate(&$0) }
      validator.at("allocatable") { status.allocatable.validate(&$0) }
    }
  }
}
