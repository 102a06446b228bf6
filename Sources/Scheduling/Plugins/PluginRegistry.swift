import KubernetesObjects

/// The plugins that configurations know by name: one line each.
///
/// A new plugin is one file with a type that conforms to `FilterPlugin` or `ScorePlugin`, and one
/// line: here, or, in a program of its own, a call of `register`.
public struct PluginRegistry: Sendable {
  /// A plugin by name: the extension points that it implements, and how it is made from a
  /// profile's settings.
  struct Entry: Sendable {
    let name: String
    var points: Set<ExtensionPoint>
    var filter: (@Sendable (PluginSettings) -> Profile.Filter)?
    var scorer: (@Sendable (PluginSettings, Int64) -> Profile.Scorer)?
    /// The rule without which the plugin does not exist; nil for a plugin of every version.
    var rule: VersionRules.Rule?
    /// The rule without which the plugin does not score; nil if there is none.
    var scoringRule: VersionRules.Rule?

    init(
      _ name: String, _ points: Set<ExtensionPoint>, rule: VersionRules.Rule? = nil,
      scoringRule: VersionRules.Rule? = nil,
      filter: (@Sendable (PluginSettings) -> Profile.Filter)? = nil,
      scorer: (@Sendable (PluginSettings, Int64) -> Profile.Scorer)? = nil
    ) {
      self.name = name
      self.points = points
      self.filter = filter
      self.scorer = scorer
      self.rule = rule
      self.scoringRule = scoringRule
    }
  }

  var entries: [Entry]

  /// The plugins of every version, in the order of the default profiles, then additional ones.
  public static let modern = PluginRegistry(entries: [
    Entry(SchedulingGates.name, [.preEnqueue]),
    Entry(PrioritySort.name, [.queueSort]),
    Entry("NodeUnschedulable", [.filter], filter: { _ in .init(NodeUnschedulable()) }),
    Entry("NodeName", [.filter], filter: { _ in .init(NodeName()) }),
    Entry(
      "TaintToleration", [.filter, .preScore, .score],
      filter: { .init(TaintToleration(namesTaint: !$0.rules.has(.anonymousTaints))) },
      scorer: { .init(TaintToleration(), weight: $1) }),
    Entry(
      "NodeAffinity", [.preFilter, .filter, .preScore, .score],
      filter: { .init(NodeAffinity(added: $0.addedAffinity)) },
      scorer: { .init(NodeAffinity(added: $0.addedAffinity), weight: $1) }),
    Entry("NodePorts", [.preFilter, .filter], filter: { _ in .init(NodePorts()) }),
    Entry(
      "NodeResourcesFit", [.preFilter, .filter, .preScore, .score],
      filter: { .init(NodeResourcesFit($0.fit)) },
      scorer: { .init(NodeResourcesFit($0.fit), weight: $1) }),
    Entry(
      "VolumeRestrictions", [.preFilter, .filter], filter: { _ in .init(VolumeRestrictions()) }),
    Entry("NodeVolumeLimits", [.preFilter, .filter], filter: { _ in .init(NodeVolumeLimits()) }),
    Entry(
      "VolumeBinding", [.preFilter, .filter, .preScore, .score, .reserve, .preBind],
      filter: { _ in .init(VolumeBinding()) },
      scorer: { .init(VolumeBindingScore(), weight: $1) }),
    Entry("VolumeZone", [.preFilter, .filter], filter: { _ in .init(VolumeZone()) }),
    Entry(
      "PodTopologySpread", [.preFilter, .filter, .preScore, .score],
      filter: { .init(PodTopologySpread(defaults: $0.spread)) },
      scorer: { .init(PodTopologySpreadScore(defaults: $0.spread), weight: $1) }),
    Entry(
      "InterPodAffinity", [.preFilter, .filter, .preScore, .score],
      filter: { _ in .init(InterPodAffinity()) },
      scorer: { .init($0.interPodAffinity, weight: $1) }),
    Entry(
      "DynamicResources",
      [.preEnqueue, .preFilter, .filter, .postFilter, .score, .reserve, .preBind],
      scoringRule: .deviceScores, filter: { _ in .init(DynamicResources()) },
      scorer: { .init(DynamicResources(), weight: $1) }),
    Entry(
      NodeDeclaredFeatures.name, [.preFilter, .filter], rule: .declaredFeatures,
      filter: { _ in .init(NodeDeclaredFeatures()) }),
    Entry("DefaultPreemption", [.preEnqueue, .postFilter]),
    Entry(
      "NodeResourcesBalancedAllocation", [.preScore, .score],
      scorer: {
        .init(
          NodeResourcesBalancedAllocation(
            resources: $0.balanced, scoresChange: $0.rules.has(.balanceChange)), weight: $1)
      }),
    Entry(
      "ImageLocality", [.score],
      scorer: { .init(ImageLocality(countsVolumes: $0.rules.has(.imageVolumes)), weight: $1) }),
    Entry(DefaultBinder.name, [.bind]),
    Entry(GPUShare.name, [.preFilter, .filter], filter: { _ in .init(GPUShare()) }),
    Entry(GPUPacking.name, [.preScore, .score], scorer: { .init(GPUPacking(), weight: $1) }),
    Entry(RandomDevices.name, [.score], scorer: { .init(RandomDevices(), weight: $1) }),
    Entry(BestFit.name, [.score], scorer: { .init(BestFit(), weight: $1) }),
    Entry(DotProduct.name, [.score], scorer: { .init(DotProduct(), weight: $1) }),
    Entry(GPUClustering.name, [.preScore, .score], scorer: { .init(GPUClustering(), weight: $1) }),
    Entry(
      GPUPackingATC23.name, [.preScore, .score], scorer: { .init(GPUPackingATC23(), weight: $1) }),
    Entry(
      FragmentationGradient.name, [.score],
      scorer: { .init(FragmentationGradient($0.fragmentation), weight: $1) }),
  ])

  /// The plugins that the default profile does not have, as they are not Kubernetes' own.
  static let additional: Set<String> = [
    GPUShare.name, GPUPacking.name, RandomDevices.name, BestFit.name, DotProduct.name,
    GPUClustering.name, GPUPackingATC23.name, FragmentationGradient.name,
  ]

  /// The weights of the default profile; what is not listed has none.
  static let modernWeights: [String: Int32] = [
    "TaintToleration": 3, "NodeAffinity": 2, "NodeResourcesFit": 1, "PodTopologySpread": 2,
    "InterPodAffinity": 2, "DynamicResources": 2, "NodeResourcesBalancedAllocation": 1,
    "ImageLocality": 1,
  ]

  /// The plugins that there are by `rules`, each at the extension points that it has by them.
  public func restricted(to rules: VersionRules) -> PluginRegistry {
    var entries = entries.filter { $0.rule.map(rules.has) ?? true }
    for index in entries.indices {
      if let rule = entries[index].scoringRule, !rules.has(rule) {
        entries[index].points.remove(.score)
      }
    }
    return PluginRegistry(entries: entries)
  }

  /// The default profile by `rules`, with shares of GPUs if they take part.
  static func defaults(
    _ rules: VersionRules = VersionRules(), hasGPUShare: Bool = false
  ) -> [Plugin] {
    modern.restricted(to: rules).names.filter { name in
      !additional.contains(name) || (hasGPUShare && name == GPUShare.name)
    }.map { name in
      var plugin = Plugin()
      plugin.name = name
      plugin.weight = modernWeights[name] ?? 0
      return plugin
    }
  }

  /// The plugin called `name`.
  subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  /// The names, in order.
  public var names: [String] { entries.map(\.name) }
}
