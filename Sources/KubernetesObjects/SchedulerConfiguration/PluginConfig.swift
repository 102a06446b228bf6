import StructuredText

/// Arguments of one plugin.
public struct PluginConfig: Sendable {
  /// The plugin's name.
  public var name = ""
  public var arguments: PluginArguments?

  /// Arguments of no plugin.
  public init() {}
}

extension PluginConfig: FieldDecodable {
  /// Reads the plugin's name and the arguments, whose form depends on it.
  public static func decode(from decoder: inout ObjectDecoder) -> PluginConfig? {
    var config = PluginConfig()
    var arguments: SyntaxNode?
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case "name": decoder.read(&config.name)
      case "args": arguments = decoder.node
      default: decoder.skipUnknownField()
      }
    }
    guard isMapping else { return nil }
    if let arguments, !arguments.isNull {
      decoder.inMember("args", arguments) { decoder in
        config.arguments = PluginArguments.decode(for: config.name, from: &decoder)
      }
    }
    return config
  }
}

/// The arguments of a plugin.
public enum PluginArguments: Sendable {
  /// Of `DefaultPreemption`.
  case defaultPreemption(DefaultPreemptionArgs)
  /// Of `InterPodAffinity`.
  case interPodAffinity(InterPodAffinityArgs)
  /// Of `NodeAffinity`.
  case nodeAffinity(NodeAffinityArgs)
  /// Of `NodeResourcesBalancedAllocation`.
  case nodeResourcesBalancedAllocation(NodeResourcesBalancedAllocationArgs)
  /// Of `NodeResourcesFit`.
  case nodeResourcesFit(NodeResourcesFitArgs)
  /// Of `PodTopologySpread`.
  case podTopologySpread(PodTopologySpreadArgs)
  /// Of `VolumeBinding`.
  case volumeBinding(VolumeBindingArgs)
  /// Of `NodeResourcesLeastAllocated`, `NodeResourcesMostAllocated` or `RequestedToCapacityRatio`,
  /// which are strategies of `NodeResourcesFit` today.
  case formerStrategy(ScoringStrategy)
  /// Of another plugin, as written.
  case other(SyntaxNode)

  /// Reads the arguments of `plugin`.
  static func decode(for plugin: String, from decoder: inout ObjectDecoder) -> PluginArguments? {
    switch plugin {
    case "DefaultPreemption":
      DefaultPreemptionArgs.decode(from: &decoder).map { .defaultPreemption($0) }
    case "InterPodAffinity":
      InterPodAffinityArgs.decode(from: &decoder).map { .interPodAffinity($0) }
    case "NodeAffinity":
      NodeAffinityArgs.decode(from: &decoder).map { .nodeAffinity($0) }
    case "NodeResourcesBalancedAllocation":
      NodeResourcesBalancedAllocationArgs.decode(from: &decoder)
        .map { .nodeResourcesBalancedAllocation($0) }
    case "NodeResourcesFit":
      NodeResourcesFitArgs.decode(from: &decoder).map { .nodeResourcesFit($0) }
    case "PodTopologySpread":
      PodTopologySpreadArgs.decode(from: &decoder).map { .podTopologySpread($0) }
    case "VolumeBinding":
      VolumeBindingArgs.decode(from: &decoder).map { .volumeBinding($0) }
    case "NodeResourcesLeastAllocated", "NodeResourcesMostAllocated", "RequestedToCapacityRatio":
      FormerStrategyArgs.decode(from: &decoder).map { .formerStrategy($0.strategy) }
    default: .other(decoder.node)
    }
  }
}
