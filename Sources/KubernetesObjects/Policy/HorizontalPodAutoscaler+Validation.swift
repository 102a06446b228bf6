extension HorizontalPodAutoscaler {
  /// Everything for which the API server would refuse the autoscaler once it is defaulted.
  ///
  /// Source: `pkg/apis/autoscaling/validation`, v1.34.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.at("scaleTargetRef") { validator in
        validator.require(spec.scaleTargetRef.kind, "kind")
        validator.require(spec.scaleTargetRef.name, "name")
      }
      validator.check(spec.minReplicas, in: 0...Int32.max, "minReplicas")
      if spec.minReplicas == 0 {
        validator.check(
          spec.metrics.contains { $0.source.outlivesPods }, "metrics",
          "expected at least one Object or External metric to support scaling to zero replicas")
      }
      validator.check(spec.maxReplicas, in: 1...Int32.max, "maxReplicas")
      validator.check(
        spec.maxReplicas >= spec.minReplicas, "maxReplicas",
        "expected at least minReplicas, \(spec.minReplicas), found \(spec.maxReplicas)")
      validator.each("metrics", spec.metrics) { $0.validate(&$1) }
      validator.at("behavior") { validator in
        validator.at("scaleUp") { spec.scaleUp?.validate(&$0) }
        validator.at("scaleDown") { spec.scaleDown?.validate(&$0) }
      }
    }
  }
}

extension MetricSpec {
  /// Checks the names and the target.
  fileprivate func validate(_ validator: inout ObjectValidator) {
    if source.name.isEmpty { validator.report(nil, "a metric needs a name") }
    switch source {
    case .containerResource(_, let container):
      validator.check(!container.isEmpty, "containerResource", "expected the name of a container")
    case .object(_, let object):
      validator.at("object") { validator in
        validator.at("describedObject") { validator in
          validator.require(object.kind, "kind")
          validator.require(object.name, "name")
        }
      }
    case .resource, .pods, .external: break
    }
    if !source.admits(target) {
      validator.report(nil, "a metric of type \(source.type) cannot aim at \(target.word)")
    }
    switch target {
    case .utilization(let percentage) where percentage < 1:
      validator.report(nil, "expected a utilization of at least 1 %, found \(percentage)")
    case .value(let quantity) where quantity.signum <= 0,
      .averageValue(let quantity) where quantity.signum <= 0:
      validator.report(nil, "expected a target of more than 0, found \(quantity)")
    case .utilization, .value, .averageValue: break
    }
  }
}

extension MetricSource {
  /// Whether the API has the aim for what is measured.
  fileprivate func admits(_ target: MetricTarget) -> Bool {
    switch (self, target) {
    case (.resource, .utilization), (.containerResource, .utilization): true
    case (.object, .value), (.external, .value): true
    case (_, .averageValue): true
    case (_, .utilization), (_, .value): false
    }
  }
}

extension MetricTarget {
  /// The field's name.
  fileprivate var word: String {
    switch self {
    case .utilization: "averageUtilization"
    case .value: "value"
    case .averageValue: "averageValue"
    }
  }
}

extension HPAScalingRules {
  /// Checks the window and the policies.
  fileprivate func validate(_ validator: inout ObjectValidator) {
    if let tolerance {
      validator.check(
        tolerance.signum >= 0, "tolerance", "expected 0 or more, found \(tolerance)")
    }
    if let seconds = stabilizationWindowSeconds {
      validator.check(seconds, in: 0...3600, "stabilizationWindowSeconds")
    }
    guard let policies else { return }
    validator.check(!policies.isEmpty, "policies", "required, at least one")
    validator.each("policies", policies) { policy, validator in
      validator.check(policy.value, in: 1...Int32.max, "value")
      validator.check(policy.periodSeconds, in: 1...1800, "periodSeconds")
    }
  }
}
