import ClusterState
import KubernetesObjects

extension Profile {
  /// The profile that `configuration` describes, of the scheduler of Kubernetes 1.34; without one,
  /// its default profile.
  ///
  /// Throws every problem that the real scheduler's validation would find.
  /// - Parameters:
  ///   - percentageOfNodesToScore: the configuration's value for profiles without their own.
  ///   - hasDynamicResources: whether the allocation of devices takes part, as it does by default
  ///     since 1.34; without it messages read as before.
  ///   - hasGPUShare: whether shares of GPUs take part, unless the configuration disables them.
  public init(
    _ configuration: KubeSchedulerProfile = KubeSchedulerProfile(),
    percentageOfNodesToScore: Int32? = nil, hasDynamicResources: Bool = true,
    hasGPUShare: Bool = false,
    _ cluster: inout ClusterState, _ cache: inout SchedulerCache
  ) throws(ConfigurationProblems) {
    var problems = ConfigurationProblems(checking: configuration)
    problems.check(percentage: percentageOfNodesToScore, at: "percentageOfNodesToScore")
    if !problems.isEmpty { throw problems }
    self.init()
    let registry = PluginRegistry.modern
    let defaults = registry.names.compactMap { name -> Plugin? in
      if name == DynamicResources.name && !hasDynamicResources { return nil }
      let isAdded = name == GPUShare.name && hasGPUShare
      if PluginRegistry.additional.contains(name) && !isAdded { return nil }
      var plugin = Plugin()
      plugin.name = name
      plugin.weight = PluginRegistry.modernWeights[name] ?? 0
      return plugin
    }
    let expansion = PluginExpansion(configuration.plugins, registry: registry, defaults: defaults)
    let settings = PluginSettings(configuration.pluginConfig, &cluster, &cache)
    schedulerName = configuration.schedulerName
    self.percentageOfNodesToScore = Int(
      configuration.percentageOfNodesToScore ?? percentageOfNodesToScore ?? 0)
    addFilters(expansion, settings)
    addScorers(expansion, settings)
    for name in expansion.names(at: .postFilter) {
      switch name {
      case DynamicResources.name: postFilters.append(.dynamicResources)
      case DefaultPreemption.name: postFilters.append(.defaultPreemption(settings.preemption))
      default: break
      }
    }
  }

  private mutating func addFilters(_ expansion: PluginExpansion, _ settings: PluginSettings) {
    let filtering = expansion.names(at: .filter)
    let preparing = expansion.names(at: .preFilter)
    for name in filtering + preparing.filter({ !filtering.contains($0) }) {
      guard let make = expansion.registry[name]?.filter else { continue }
      var filter = make(settings)
      filter.runsFilter = filtering.contains(name)
      filter.runsPreFilter = preparing.contains(name)
      filters.append(filter)
    }
    preFilterOrder = ContiguousArray(
      preparing.compactMap { name in filters.firstIndex { $0.name == name } })
  }

  private mutating func addScorers(_ expansion: PluginExpansion, _ settings: PluginSettings) {
    let preparing = expansion.names(at: .preScore)
    let scoring = expansion.names(at: .score)
    for name in scoring + preparing.filter({ !scoring.contains($0) }) {
      guard let make = expansion.registry[name]?.scorer else { continue }
      var scorer = make(settings, expansion.weight(of: name))
      scorer.runsPreScore = preparing.contains(name)
      scorer.runsScore = scoring.contains(name)
      scorers.append(scorer)
    }
  }
}
