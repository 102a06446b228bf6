extension LimitRange {
  /// Fills in the limits and requests of containers from each other.
  ///
  /// Source: `SetDefaults_LimitRangeItem` of `pkg/apis/core/v1/defaults.go`, v1.34.
  public mutating func applyDefaults(in _: APIVersion) {
    for index in limits.indices where limits[index].type == .container {
      let item = limits[index]
      let limit = item.defaultLimits.filled(from: item.max)
      limits[index].defaultLimits = limit
      limits[index].defaultRequests =
        item.defaultRequests.filled(from: limit).filled(from: item.min)
    }
  }
}

extension PodDisruptionBudget {
  /// Fills in what the version of the API means.
  ///
  /// An empty selector matches nothing in `policy/v1beta1`, and every pod of the namespace since.
  public mutating func applyDefaults(in version: APIVersion) {
    if version.version == "v1beta1", spec.selector?.isEverything ?? false { spec.selector = nil }
  }
}

extension HorizontalPodAutoscaler {
  /// Aims at 80 % of the requested cpu if nothing is said, and completes the rules that are given.
  ///
  /// Source: `pkg/apis/autoscaling/v2/defaults.go`, v1.34.
  public mutating func applyDefaults(in _: APIVersion) {
    if spec.metrics.isEmpty {
      spec.metrics = [MetricSpec(.resource(.cpu), target: .utilization(80))]
    }
    guard spec.scaleUp != nil || spec.scaleDown != nil else { return }
    spec.scaleUp = (spec.scaleUp ?? HPAScalingRules()).completed(by: .defaultScaleUp)
    spec.scaleDown = (spec.scaleDown ?? HPAScalingRules()).completed(by: .defaultScaleDown)
  }
}

extension HPAScalingRules {
  /// At once, and by 4 pods or 100 % in 15 s, whichever is more.
  public static var defaultScaleUp: HPAScalingRules {
    var rules = HPAScalingRules()
    rules.stabilizationWindowSeconds = 0
    rules.policies = [
      HPAScalingPolicy(type: .pods, value: 4, periodSeconds: 15),
      HPAScalingPolicy(type: .percent, value: 100, periodSeconds: 15),
    ]
    return rules
  }

  /// By 100 % in 15 s; the window is the controller's, 300 s.
  public static var defaultScaleDown: HPAScalingRules {
    var rules = HPAScalingRules()
    rules.policies = [HPAScalingPolicy(type: .percent, value: 100, periodSeconds: 15)]
    return rules
  }

  /// These rules, with what they do not say taken from `others`.
  fileprivate func completed(by others: HPAScalingRules) -> HPAScalingRules {
    var rules = self
    rules.stabilizationWindowSeconds =
      stabilizationWindowSeconds ?? others.stabilizationWindowSeconds
    rules.policies = policies ?? others.policies
    return rules
  }
}
