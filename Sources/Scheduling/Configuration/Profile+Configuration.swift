import ClusterState
import KubernetesObjects

extension Profile {
  /// The profile that `configuration` describes, of a scheduler that decides by the rules of
  /// `cache`; without one, its default profile.
  ///
  /// Throws every problem that the real scheduler's validation would find.
  /// - Parameters:
  ///   - percentageOfNodesToScore: the configuration's value for profiles without their own.
  ///   - hasDynamicResources: whether the allocation of devices takes part, as it does by default
  ///     since 1.34; without it messages read as before.
  ///   - hasGPUShare: whether shares of GPUs take part, unless the configuration disables them.
  ///   - registry: the plugins that there are.
  ///   - typicalPods: the workload that fragmentation is measured against.
  public init(
    _ configuration: KubeSchedulerProfile = KubeSchedulerProfile(),
    percentageOfNodesToScore: Int32? = nil, hasDynamicResources: Bool = true,
    hasGPUShare: Bool = false, plugins registry: PluginRegistry = .modern,
    typicalPods: TypicalPods = TypicalPods(),
    _ cluster: inout ClusterState, _ cache: inout SchedulerCache
  ) throws(ConfigurationProblems) {
    let registry = registry.restricted(to: cache.rules)
    var problems = ConfigurationProblems(checking: configuration, registry)
    problems.check(percentage: percentageOfNodesToScore, at: "percentageOfNodesToScore")
    if !problems.isEmpty { throw problems }
    self.init()
    let defaults = PluginRegistry.defaults(cache.rules, hasGPUShare: hasGPUShare).filter {
      $0.name != DynamicResources.name || hasDynamicResources
    }
    let expansion = PluginExpansion(configuration.plugins, registry: registry, defaults: defaults)
    let settings = PluginSettings(
      configuration.pluginConfig, typicalPods: typicalPods, &cluster, &cache)
    schedulerName = configuration.schedulerName
    holdsBackGatedPods = expansion.names(at: .preEnqueue).contains(SchedulingGates.name)
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
    hints = QueueingHintMap(filters)
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
