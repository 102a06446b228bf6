/// The filter plugins that turned a pod down: each decides which events may help it.
public struct RejectingPlugins: OptionSet, Hashable, Sendable {
  /// One bit a plugin.
  public let rawValue: UInt16

  /// The plugins whose bits are set.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `NodeUnschedulable`.
  public static let nodeUnschedulable = Self(rawValue: 1 << 0)
  /// `NodeName`.
  public static let nodeName = Self(rawValue: 1 << 1)
  /// `TaintToleration`.
  public static let taintToleration = Self(rawValue: 1 << 2)
  /// `NodeAffinity`.
  public static let nodeAffinity = Self(rawValue: 1 << 3)
  /// `NodePorts`.
  public static let nodePorts = Self(rawValue: 1 << 4)
  /// `NodeResourcesFit`.
  public static let nodeResourcesFit = Self(rawValue: 1 << 5)
  /// `VolumeRestrictions`.
  public static let volumeRestrictions = Self(rawValue: 1 << 6)
  /// `NodeVolumeLimits`.
  public static let nodeVolumeLimits = Self(rawValue: 1 << 7)
  /// `VolumeBinding`.
  public static let volumeBinding = Self(rawValue: 1 << 8)
  /// `VolumeZone`.
  public static let volumeZone = Self(rawValue: 1 << 9)
  /// `PodTopologySpread`.
  public static let podTopologySpread = Self(rawValue: 1 << 10)
  /// `InterPodAffinity`.
  public static let interPodAffinity = Self(rawValue: 1 << 11)
  /// Any plugin that does not say which events help: each may.
  ///
  /// Source: `framework.EventsToRegister`, Kubernetes 1.34: a plugin without `EnqueueExtensions`
  /// is registered for every event.
  public static let other = Self(rawValue: 1 << 15)

  /// The plugins with bits of their own, in order of their bits.
  private static let names = [
    NodeUnschedulable.name, NodeName.name, TaintToleration.name, NodeAffinity.name, NodePorts.name,
    NodeResourcesFit.name, VolumeRestrictions.name, NodeVolumeLimits.name, VolumeBinding.name,
    VolumeZone.name, PodTopologySpread.name, InterPodAffinity.name,
  ]

  /// The plugins called `names`.
  public init(named names: [String]) {
    var plugins: Self = []
    for name in names {
      let bit = Self.names.firstIndex(of: name)
      plugins.insert(bit.map { Self(rawValue: 1 << UInt16($0)) } ?? .other)
    }
    self = plugins
  }

  /// Whether `body` holds for any one of the plugins, asked in order of their bits.
  func containsOne(where body: (Self) -> Bool) -> Bool {
    var left = rawValue
    while left != 0 {
      let plugin = Self(rawValue: left & (~left &+ 1))
      if body(plugin) { return true }
      left &= left &- 1
    }
    return false
  }
}
