extension KubeSchedulerConfiguration {
  /// Everything for which the scheduler would refuse the configuration, but for plugins that it
  /// does not have.
  ///
  /// Source: `pkg/scheduler/apis/config/validation`, v1.34.
  public func validate(_ validator: inout ObjectValidator) {
    if let percentage = percentageOfNodesToScore {
      validator.check(percentage, in: 0...100, "percentageOfNodesToScore")
    }
    validator.check(parallelism, in: 1...Int32.max, "parallelism")
    validator.check(podInitialBackoffSeconds, in: 1...Int64.max, "podInitialBackoffSeconds")
    validator.check(
      podMaxBackoffSeconds >= podInitialBackoffSeconds, "podMaxBackoffSeconds",
      "expected at least podInitialBackoffSeconds, \(podInitialBackoffSeconds), "
        + "found \(podMaxBackoffSeconds)")
    validator.each("profiles", profiles) { $0.validate(&$1) }
    validator.checkUnique(
      profiles.map(\.schedulerName), in: "profiles", key: "schedulerName", what: "profile")
    validator.each("extenders", extenders) { $0.validate(&$1) }
  }
}

extension KubeSchedulerProfile {
  /// Checks the plugins and their arguments.
  fileprivate func validate(_ validator: inout ObjectValidator) {
    validator.require(schedulerName, "schedulerName")
    if let percentage = percentageOfNodesToScore {
      validator.check(percentage, in: 0...100, "percentageOfNodesToScore")
    }
    validator.at("plugins") { validator in
      for point in ExtensionPoint.allCases {
        let set = plugins[point]
        validator.at(point.rawValue) { validator in
          validator.each("enabled", set.enabled) { plugin, validator in
            validator.require(plugin.name, "name")
            validator.checkNotNegative(plugin.weight, "weight")
          }
          validator.each("disabled", set.disabled) { $1.require($0.name, "name") }
          validator.checkUnique(
            set.enabled.map(\.name), in: "enabled", key: "name", what: "plugin")
        }
      }
    }
    validator.each("pluginConfig", pluginConfig) { config, validator in
      validator.require(config.name, "name")
      validator.at("args") { config.arguments?.validate(&$0) }
    }
    validator.checkUnique(
      pluginConfig.map(\.name), in: "pluginConfig", key: "name", what: "plugin's configuration")
  }
}

extension Extender {
  /// Checks the address and the weight.
  func validate(_ validator: inout ObjectValidator) {
    validator.require(urlPrefix, "urlPrefix")
    validator.check(
      prioritizeVerb.isEmpty || weight > 0, "weight",
      "expected more than 0 with prioritizeVerb, found \(weight)")
  }
}

extension PluginArguments {
  /// Checks the arguments of a known plugin.
  fileprivate func validate(_ validator: inout ObjectValidator) {
    switch self {
    case .defaultPreemption(let arguments):
      validator.check(
        arguments.minCandidateNodesPercentage, in: 0...100, "minCandidateNodesPercentage")
      validator.checkNotNegative(
        arguments.minCandidateNodesAbsolute, "minCandidateNodesAbsolute")
    case .interPodAffinity(let arguments):
      validator.check(arguments.hardPodAffinityWeight, in: 0...100, "hardPodAffinityWeight")
    case .nodeAffinity(let arguments):
      validator.at("addedAffinity") { arguments.addedAffinity?.validate(&$0) }
    case .nodeResourcesBalancedAllocation(let arguments):
      validator.check(arguments.resources)
      validator.each("resources", arguments.resources) { resource, validator in
        validator.check(resource.weight == 1, "weight", "expected 1, found \(resource.weight)")
      }
    case .nodeResourcesFit(let arguments):
      validator.at("scoringStrategy") { arguments.scoringStrategy.validate(&$0) }
    case .podTopologySpread(let arguments): arguments.validate(&validator)
    case .volumeBinding(let arguments):
      validator.checkNotNegative(arguments.bindTimeoutSeconds, "bindTimeoutSeconds")
      if !arguments.shape.isEmpty { validator.check(arguments.shape) }
    case .formerStrategy, .other: break
    }
  }
}

extension ScoringStrategy {
  /// Checks the resources and the function.
  fileprivate func validate(_ validator: inout ObjectValidator) {
    validator.check(resources)
    guard type == .requestedToCapacityRatio else { return }
    validator.at("requestedToCapacityRatio") { validator in
      if shape.isEmpty {
        validator.report("shape", "required, at least one point")
      } else {
        validator.check(shape)
      }
    }
  }
}

extension PodTopologySpreadArgs {
  /// Checks the constraints, which have no selectors of their own.
  fileprivate func validate(_ validator: inout ObjectValidator) {
    validator.check(
      defaultingType == .list || defaultConstraints.isEmpty, "defaultingType",
      "expected List where there are defaultConstraints")
    validator.each("defaultConstraints", defaultConstraints) { constraint, validator in
      constraint.validate(&validator)
      validator.check(
        constraint.labelSelector == nil, "labelSelector",
        "expected none; it follows from services and owners")
    }
  }
}

extension ObjectValidator {
  /// Checks the weights of scored resources.
  fileprivate mutating func check(_ resources: [ResourceSpec]) {
    each("resources", resources) { resource, validator in
      validator.require(resource.name.rawValue, "name")
      validator.check(resource.weight, in: 1...100, "weight")
    }
  }

  /// Checks that a function's points rise and are in range.
  fileprivate mutating func check(_ shape: [UtilizationShapePoint]) {
    var last: Int32 = -1
    each("shape", shape) { point, validator in
      validator.check(point.utilization, in: 0...100, "utilization")
      validator.check(point.score, in: 0...10, "score")
      validator.check(
        point.utilization > last, "utilization",
        "expected more than the point before, \(last), found \(point.utilization)")
      last = point.utilization
    }
  }
}

extension Policy {
  /// Everything for which a scheduler of the first era would refuse the policy, but for names that
  /// it does not have.
  ///
  /// Source: `plugin/pkg/scheduler/api/validation`, v1.2.
  public func validate(_ validator: inout ObjectValidator) {
    validator.each("predicates", predicates ?? []) { $1.require($0.name, "name") }
    validator.each("priorities", priorities ?? []) { priority, validator in
      validator.require(priority.name, "name")
      validator.check(priority.weight, in: 1...Int64(Int32.max), "weight")
    }
    validator.check(
      hardPodAffinitySymmetricWeight, in: 0...100, "hardPodAffinitySymmetricWeight")
    validator.each("extenders", extenders) { $0.validate(&$1) }
  }
}
