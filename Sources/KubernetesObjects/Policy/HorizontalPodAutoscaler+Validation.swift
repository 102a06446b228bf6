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
      validator.check(spec.minReplicas, in: 1...Int32.max, "minReplicas")
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
  /// Checks the target.
  fileprivate func validate(_ validator: inout ObjectValidator) {
    let target: MetricTarget
    let name: String
    switch self {
    case .resource(let resource, _, let aim): (name, target) = (resource.rawValue, aim)
    case .pods(let metric, let aim): (name, target) = (metric, aim)
    case .object(let metric, _, let aim): (name, target) = (metric, aim)
    case .external(let metric, let aim): (name, target) = (metric, aim)
    }
    if name.isEmpty { validator.report(nil, "a metric needs a name") }
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

extension HPAScalingRules {
  /// Checks the window and the policies.
  fileprivate func validate(_ validator: inout ObjectValidator) {
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
