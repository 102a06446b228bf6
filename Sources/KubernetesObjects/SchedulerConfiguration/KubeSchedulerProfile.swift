/// One set of plugins, which serves the pods that name it.
public struct KubeSchedulerProfile: Sendable {
  /// The name by which pods ask for the profile.
  public var schedulerName = "default-scheduler"
  /// The percentage of the nodes that are scored; nil for the configuration's.
  public var percentageOfNodesToScore: Int32?
  /// What is changed in the default set of plugins.
  public var plugins = Plugins()
  /// Arguments of plugins.
  public var pluginConfig: [PluginConfig] = []

  /// The default profile.
  public init() {}
}

extension KubeSchedulerProfile: ObjectDecodable {
  /// Reads one field of the profile.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "schedulerName": decoder.read(&schedulerName)
    case "percentageOfNodesToScore": decoder.read(&percentageOfNodesToScore)
    case "plugins": decoder.read(&plugins)
    case "pluginConfig": decoder.read(&pluginConfig)
    default: decoder.skipUnknownField()
    }
  }
}
