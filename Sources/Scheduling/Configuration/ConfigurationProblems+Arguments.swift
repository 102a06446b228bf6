import KubernetesObjects

/// The checks of plugins' arguments.
///
/// Source: `apis/config/validation/validation_pluginargs.go`, Kubernetes 1.34.
extension ConfigurationProblems {
  mutating func check(_ configuration: PluginConfig, at path: String) {
    let args = "\(path).args"
    switch configuration.arguments {
    case .nodeResourcesFit(let arguments): check(arguments, at: args)
    case .nodeResourcesBalancedAllocation(let arguments):
      for (index, resource) in arguments.resources.enumerated() where resource.weight != 1 {
        add("\(args).resources[\(index)].weight", "expected 1, found \(resource.weight)")
      }
      checkDuplicates(arguments.resources, at: "\(args).resources")
    case .interPodAffinity(let arguments):
      check(
        Int64(arguments.hardPodAffinityWeight), in: 0...100, at: "\(args).hardPodAffinityWeight")
    case .nodeAffinity(let arguments):
      if let affinity = arguments.addedAffinity, affinity.required == nil,
        affinity.preferred.isEmpty
      {
        add("\(args).addedAffinity", "expected required or preferred terms, found neither")
      }
    case .podTopologySpread(let arguments): check(arguments, at: args)
    case .defaultPreemption(let arguments): check(arguments, at: args)
    case .volumeBinding(let arguments):
      if arguments.bindTimeoutSeconds < 0 {
        add("\(args).bindTimeoutSeconds", "expected 0 or more")
      }
      if !arguments.shape.isEmpty { check(arguments.shape, at: "\(args).shape") }
    case .formerStrategy, .other, nil:
      if registry[configuration.name] == nil { addUnknown(configuration.name, at: path) }
    }
  }

  private mutating func check(_ arguments: NodeResourcesFitArgs, at path: String) {
    for (index, group) in arguments.ignoredResourceGroups.enumerated()
    where group.utf8.contains(UInt8(ascii: "/")) {
      add("\(path).ignoredResourceGroups[\(index)]", "expected a name without /, found \(group)")
    }
    let strategy = arguments.scoringStrategy
    for (index, resource) in strategy.resources.enumerated() {
      check(
        resource.weight, in: 1...100, at: "\(path).scoringStrategy.resources[\(index)].weight")
    }
    checkDuplicates(strategy.resources, at: "\(path).scoringStrategy.resources")
    if strategy.type == .requestedToCapacityRatio {
      check(strategy.shape, at: "\(path).scoringStrategy.requestedToCapacityRatio.shape")
    }
  }

  private mutating func check(_ arguments: PodTopologySpreadArgs, at path: String) {
    if arguments.defaultingType == .system && !arguments.defaultConstraints.isEmpty {
      add("\(path).defaultingType", "expected List where defaultConstraints are given")
    }
    for (index, constraint) in arguments.defaultConstraints.enumerated() {
      let place = "\(path).defaultConstraints[\(index)]"
      if constraint.maxSkew <= 0 {
        add("\(place).maxSkew", "expected a number above 0, found \(constraint.maxSkew)")
      }
      if constraint.topologyKey.isEmpty { add("\(place).topologyKey", "expected a label's key") }
      if constraint.labelSelector != nil {
        add("\(place).labelSelector", "expected none: it is derived from each pod's services")
      }
      let isRepeated = arguments.defaultConstraints[..<index].contains {
        $0.topologyKey == constraint.topologyKey
          && $0.whenUnsatisfiable == constraint.whenUnsatisfiable
      }
      if isRepeated { add(place, "expected one constraint a key and action, found another") }
    }
  }

  private mutating func check(_ arguments: DefaultPreemptionArgs, at path: String) {
    check(
      Int64(arguments.minCandidateNodesPercentage), in: 0...100,
      at: "\(path).minCandidateNodesPercentage")
    check(
      Int64(arguments.minCandidateNodesAbsolute), in: 0...Int64(Int32.max),
      at: "\(path).minCandidateNodesAbsolute")
    if arguments.minCandidateNodesPercentage == 0 && arguments.minCandidateNodesAbsolute == 0 {
      add(path, "expected minCandidateNodesPercentage or minCandidateNodesAbsolute above 0")
    }
  }

  private mutating func check(_ shape: [UtilizationShapePoint], at path: String) {
    if shape.isEmpty { add(path, "expected at least one point") }
    for (index, point) in shape.enumerated() {
      check(Int64(point.utilization), in: 0...100, at: "\(path)[\(index)].utilization")
      check(Int64(point.score), in: 0...10, at: "\(path)[\(index)].score")
      if index > 0 && point.utilization <= shape[index - 1].utilization {
        add("\(path)[\(index)].utilization", "expected more than that of the point before")
      }
    }
  }

  private mutating func checkDuplicates(_ resources: [ResourceSpec], at path: String) {
    for (index, resource) in resources.enumerated()
    where resources[..<index].contains(where: { $0.name == resource.name }) {
      add("\(path)[\(index)].name", "expected each resource once, found \(resource.name) again")
    }
  }

  private mutating func check(_ value: Int64, in range: ClosedRange<Int64>, at path: String) {
    guard !range.contains(value) else { return }
    add(
      path, "expected a number from \(range.lowerBound) to \(range.upperBound), found \(value)")
  }
}
