/// Plugins that the scheduler had once, and what does their work today.
private enum FormerPlugin {
  /// Its rule is part of the plugin `name`.
  case partOf(String)
  /// It is `NodeResourcesFit` with a strategy.
  case strategy(ScoringStrategyType)
  /// Nothing does its work.
  case removed

  /// The plugins by name, in the order of their removal.
  ///
  /// Source: the changelogs of Kubernetes 1.18 to 1.34, and
  /// `pkg/scheduler/apis/config/v1beta1/conversion.go`, v1.22.
  static let byName: [String: FormerPlugin] = [
    "DefaultPodTopologySpread": .partOf("PodTopologySpread"),
    "SelectorSpread": .partOf("PodTopologySpread"),
    "NodeResourcesLeastAllocated": .strategy(.leastAllocated),
    "NodeResourcesMostAllocated": .strategy(.mostAllocated),
    "RequestedToCapacityRatio": .strategy(.requestedToCapacityRatio),
    "NodeLabel": .removed,
    "ServiceAffinity": .removed,
    "NodePreferAvoidPods": .removed,
    "EBSLimits": .partOf("NodeVolumeLimits"),
    "GCEPDLimits": .partOf("NodeVolumeLimits"),
    "AzureDiskLimits": .partOf("NodeVolumeLimits"),
    "CinderLimits": .partOf("NodeVolumeLimits"),
  ]

  var successor: String? {
    switch self {
    case .partOf(let name): name
    case .strategy: "NodeResourcesFit"
    case .removed: nil
    }
  }
}

extension KubeSchedulerConfiguration {
  /// Puts today's plugins in the place of those that the scheduler had once.
  ///
  /// - Returns: what was replaced, with the paths in the text.
  public mutating func replaceFormerPlugins() -> [ValidationIssue] {
    var notes = ObjectValidator()
    for row in profiles.indices {
      var profile = profiles[row]
      notes.each("profiles", at: row) { profile.replaceFormerPlugins(&$0) }
      profiles[row] = profile
    }
    return notes.issues
  }
}

extension KubeSchedulerProfile {
  fileprivate mutating func replaceFormerPlugins(_ notes: inout ObjectValidator) {
    var strategy: ScoringStrategyType?
    var plugins = plugins
    notes.at("plugins") { notes in
      for point in ExtensionPoint.allCases {
        notes.at(point.rawValue) { notes in
          for plugin in plugins[point].enabled {
            if case .strategy(let type) = FormerPlugin.byName[plugin.name] { strategy = type }
          }
          plugins[point].enabled.replaceFormerPlugins("enabled", &notes)
          plugins[point].disabled.replaceFormerPlugins("disabled", &notes)
        }
      }
    }
    self.plugins = plugins
    // The plugin of the default set has arguments without being enabled.
    let isDefaultConfigured = pluginConfig.contains {
      FormerPlugin.byName[$0.name].isStrategy(.leastAllocated)
    }
    if let strategy = strategy ?? (isDefaultConfigured ? .leastAllocated : nil) { set(strategy) }
    pluginConfig.removeAll { FormerPlugin.byName[$0.name] != nil }
  }

  /// Lets `NodeResourcesFit` score by `type`, with the arguments of the plugin that did so.
  private mutating func set(_ type: ScoringStrategyType) {
    var arguments = NodeResourcesFitArgs()
    for config in pluginConfig {
      switch config.arguments {
      case .nodeResourcesFit(let given): arguments = given
      case .formerStrategy(let given) where FormerPlugin.byName[config.name].isStrategy(type):
        arguments.scoringStrategy = given
      default: break
      }
    }
    arguments.scoringStrategy.type = type
    pluginConfig.removeAll { $0.name == "NodeResourcesFit" }
    var config = PluginConfig()
    config.name = "NodeResourcesFit"
    config.arguments = .nodeResourcesFit(arguments)
    pluginConfig.append(config)
  }
}

extension FormerPlugin? {
  fileprivate func isStrategy(_ type: ScoringStrategyType) -> Bool {
    if case .strategy(type) = self { true } else { false }
  }
}

extension [Plugin] {
  fileprivate mutating func replaceFormerPlugins(_ list: String, _ notes: inout ObjectValidator) {
    var kept: [Plugin] = []
    for (row, plugin) in enumerated() {
      guard let former = FormerPlugin.byName[plugin.name] else {
        kept.append(plugin)
        continue
      }
      let message =
        former.successor.map { "plugin \(plugin.name) is \($0) today" }
        ?? "plugin \(plugin.name) is gone and has no successor"
      notes.each(list, at: row) { $0.report("name", message) }
      guard let name = former.successor else { continue }
      var successor = plugin
      successor.name = name
      if !contains(where: { $0.name == name }), !kept.contains(where: { $0.name == name }) {
        kept.append(successor)
      }
    }
    self = kept
  }
}
