/// Fields that a scheduler's configuration had at its top before there were profiles.
///
/// Source: `kubescheduler.config.k8s.io/v1alpha1`, Kubernetes 1.12 to 1.18, and `v1alpha2`, 1.18.
struct FirstVersionFields: Sendable {
  /// The one profile.
  var profile = KubeSchedulerProfile()
  /// Whether no pod is preempted.
  var disablePreemption = false
  /// How much a required affinity counts on the other side, 0...100.
  var hardPodAffinityWeight: Int32?
  /// The set of plugins by its name.
  var provider: Provider?

  /// A set of predicates and priorities with a name.
  enum Provider: String, EnumerationDecodable {
    /// The usual one.
    case defaultProvider = "DefaultProvider"
    /// Prefers nodes with little room.
    case clusterAutoscaler = "ClusterAutoscalerProvider"
  }

  /// The fields of a version that has `name`, or nil.
  static func has(_ name: String, in version: APIVersion?) -> Bool {
    switch version?.version {
    case "v1alpha1":
      [
        "schedulerName", "algorithmSource", "hardPodAffinitySymmetricWeight",
        "disablePreemption", "bindTimeoutSeconds", "plugins", "pluginConfig", "failureDomains",
        "lockObjectName", "lockObjectNamespace",
      ].contains(name)
    case "v1alpha2": ["disablePreemption", "bindTimeoutSeconds"].contains(name)
    default: false
    }
  }

  /// Reads the decoder's current node as the field `name`.
  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "schedulerName", "plugins", "pluginConfig": profile.decodeField(name, from: &decoder)
    case "disablePreemption": decoder.read(&disablePreemption)
    case "hardPodAffinitySymmetricWeight": decoder.read(&hardPodAffinityWeight)
    case "algorithmSource":
      var provider = self.provider
      decoder.readMembers { name, decoder in
        switch name {
        case "provider": decoder.read(&provider)
        case "policy":
          decoder.report("expected a provider; a policy belongs below spec.scheduler.policy")
        default: decoder.skipUnknownField()
        }
      }
      self.provider = provider
    default: break
    }
  }

  /// Says the same in the words of today.
  func apply(to configuration: inout KubeSchedulerConfiguration) {
    if configuration.profiles.isEmpty { configuration.profiles = [profile] }
    for row in configuration.profiles.indices {
      if disablePreemption {
        var plugin = Plugin()
        plugin.name = "DefaultPreemption"
        configuration.profiles[row].plugins[.postFilter].disabled.append(plugin)
      }
      if let hardPodAffinityWeight {
        var arguments = InterPodAffinityArgs()
        arguments.hardPodAffinityWeight = hardPodAffinityWeight
        configuration.profiles[row].set("InterPodAffinity", .interPodAffinity(arguments))
      }
      if provider == .clusterAutoscaler {
        var arguments = NodeResourcesFitArgs()
        arguments.scoringStrategy.type = .mostAllocated
        configuration.profiles[row].set("NodeResourcesFit", .nodeResourcesFit(arguments))
      }
    }
  }
}

extension KubeSchedulerProfile {
  /// Gives `plugin` its arguments, unless it has some.
  fileprivate mutating func set(_ plugin: String, _ arguments: PluginArguments) {
    if pluginConfig.contains(where: { $0.name == plugin }) { return }
    var config = PluginConfig()
    config.name = plugin
    config.arguments = arguments
    pluginConfig.append(config)
  }
}
