/// What a node has and how it fares.
public struct NodeStatus: Hashable, Sendable {
  /// What the machine has.
  public var capacity = ResourceList()
  /// What of it pods may request.
  public var allocatable = ResourceList()
  /// `Ready`, `MemoryPressure`, `DiskPressure` and others.
  public var conditions: [Condition] = []
  /// The node's addresses and names.
  public var addresses: [NodeAddress] = []
  /// The images that the node holds.
  public var images: [ContainerImage] = []
  /// The volumes that pods of the node mount.
  public var volumesInUse: [String] = []
  /// The names of the volumes that are attached.
  public var volumesAttached: [String] = []
  /// The machine's hardware and software.
  public var nodeInfo = NodeSystemInfo()
  /// The features that the kubelet tells of, since 1.35; of a list, those that matter here.
  public var declaredFeatures: NodeFeatures = []

  /// A node that has nothing.
  public init() {}
}

extension NodeStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "capacity": decoder.read(&capacity)
    case "allocatable": decoder.read(&allocatable)
    case "conditions": decoder.read(&conditions)
    case "addresses": decoder.read(&addresses)
    case "images": decoder.read(&images)
    case "volumesInUse": decoder.read(&volumesInUse)
    case "volumesAttached": decoder.readNames(&volumesAttached)
    case "nodeInfo": decoder.read(&nodeInfo)
    case "declaredFeatures":
      var names: [String] = []
      decoder.read(&names)
      declaredFeatures = NodeFeatures(named: names)
    case "config", "daemonEndpoints", "features", "phase", "runtimeHandlers": break
    default: decoder.skipUnknownField()
    }
  }
}
