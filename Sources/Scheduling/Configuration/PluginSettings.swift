import ClusterState
import KubernetesObjects

/// The arguments of a profile's plugins, compiled.
struct PluginSettings: Sendable {
  /// The rules of the scheduler's version.
  let rules: VersionRules
  var fit = NodeResourcesFit.Settings()
  var balanced = WeightedResource.cpuAndMemory
  var interPodAffinity = InterPodAffinityScore()
  var addedAffinity = NodeAffinity.AddedAffinity()
  var spread: DefaultSpread
  var preemption = DefaultPreemption()
  /// How fragmentation is measured: against the typical pods of the workload.
  let fragmentation: FragmentationMeasure
  private let configurations: [PluginConfig]

  /// The arguments of the plugin `name` as they are written; nil without any.
  func arguments(of name: String) -> PluginArguments? {
    configurations.first { $0.name == name }?.arguments
  }

  /// The settings of `configurations`, the defaults where they say nothing.
  init(
    _ configurations: [PluginConfig], typicalPods: TypicalPods, _ cluster: inout ClusterState,
    _ cache: inout SchedulerCache
  ) {
    self.configurations = configurations
    fragmentation = FragmentationMeasure(typicalPods, &cluster.symbols)
    rules = cache.rules
    spread = DefaultSpread.system(&cluster, &cache)
    for configuration in configurations {
      switch configuration.arguments {
      case .nodeResourcesFit(let args): fit = NodeResourcesFit.Settings(args, &cluster)
      case .nodeResourcesBalancedAllocation(let args):
        balanced = Self.resources(args.resources, &cluster)
      case .interPodAffinity(let args):
        interPodAffinity = InterPodAffinityScore(
          hardPodAffinityWeight: Int64(args.hardPodAffinityWeight),
          ignorePreferredTermsOfExistingPods: args.ignorePreferredTermsOfExistingPods)
      case .nodeAffinity(let args):
        if let added = args.addedAffinity { addedAffinity = .init(added, &cluster, &cache) }
      case .podTopologySpread(let args): spread = DefaultSpread(args, &cluster, &cache)
      case .defaultPreemption(let args):
        preemption.minCandidateNodesPercentage = Int(args.minCandidateNodesPercentage)
        preemption.minCandidateNodesAbsolute = Int(args.minCandidateNodesAbsolute)
      case .volumeBinding, .formerStrategy, .other, nil: break
      }
    }
  }

  static func resources(
    _ resources: [ResourceSpec], _ cluster: inout ClusterState
  ) -> ContiguousArray<WeightedResource> {
    ContiguousArray(
      resources.map {
        WeightedResource(cluster.resources.intern($0.name.rawValue), weight: $0.weight)
      })
  }
}

extension NodeResourcesFit.Settings {
  fileprivate init(_ args: NodeResourcesFitArgs, _ cluster: inout ClusterState) {
    resources = PluginSettings.resources(args.scoringStrategy.resources, &cluster)
    switch args.scoringStrategy.type {
    case .leastAllocated: strategy = .leastAllocated
    case .mostAllocated: strategy = .mostAllocated
    case .requestedToCapacityRatio:
      // Scores are given from 0 to 10 and count from 0 to 100.
      strategy = .requestedToCapacityRatio(
        ContiguousArray(
          args.scoringStrategy.shape.map {
            .init(utilization: Int64($0.utilization), score: Int64($0.score) * 10)
          }))
    }
    ignoredResources = ContiguousArray(
      args.ignoredResources.map { cluster.resources.intern($0) })
    ignoredResourceGroups = args.ignoredResourceGroups
  }
}

extension NodeAffinity.AddedAffinity {
  fileprivate init(
    _ affinity: KubernetesObjects.NodeAffinity, _ cluster: inout ClusterState,
    _ cache: inout SchedulerCache
  ) {
    if let required = affinity.required {
      demand.terms = cache.terms(required.nodeSelectorTerms, &cluster)
    }
    preferred = cache.preferred(affinity.preferred, &cluster)
  }
}

extension DefaultSpread {
  fileprivate init(
    _ args: PodTopologySpreadArgs, _ cluster: inout ClusterState, _ cache: inout SchedulerCache
  ) {
    guard args.defaultingType == .list else {
      self = .system(&cluster, &cache)
      return
    }
    var constraints: ContiguousArray<SpreadConstraint> = []
    for constraint in args.defaultConstraints {
      constraints.append(cache.constraint(constraint, labels: Labels(), &cluster))
    }
    self.init(constraints: constraints, isSystem: false)
  }
}
