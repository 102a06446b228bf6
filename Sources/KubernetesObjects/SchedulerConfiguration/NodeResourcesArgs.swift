/// A resource that is scored, and how much it matters.
public struct ResourceSpec: Hashable, Sendable {
  public var name = ResourceName.cpu
  /// How much it matters, 1...100.
  public var weight: Int64 = 1

  /// The cpu with weight 1.
  public init() {}

  /// The resource `name` with `weight`.
  public init(name: ResourceName, weight: Int64 = 1) {
    self.name = name
    self.weight = weight
  }

  /// The cpu and the memory with weight 1: what is scored if nothing is said.
  public static let cpuAndMemory = [ResourceSpec(name: .cpu), ResourceSpec(name: .memory)]
}

extension ResourceSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name":
      var text = ""
      decoder.read(&text)
      self.name = ResourceName(rawValue: text)
    case "weight":
      decoder.read(&weight)
      if weight == 0 { weight = 1 }
    default: decoder.skipUnknownField()
    }
  }
}

/// One point of a function from utilization to score.
public struct UtilizationShapePoint: Hashable, Sendable {
  /// The utilization in percent, 0...100.
  public var utilization: Int32 = 0
  /// The score, 0...10.
  public var score: Int32 = 0

  /// The point (0, 0).
  public init() {}
}

extension UtilizationShapePoint: ObjectDecodable {
  /// Reads one field of the point.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "utilization": decoder.read(&utilization)
    case "score": decoder.read(&score)
    default: decoder.skipUnknownField()
    }
  }
}

/// What `NodeResourcesFit` prefers.
public enum ScoringStrategyType: String, Sendable, EnumerationDecodable {
  /// Nodes with much room.
  case leastAllocated = "LeastAllocated"
  /// Nodes with little room.
  case mostAllocated = "MostAllocated"
  /// Nodes by a function of their utilization.
  case requestedToCapacityRatio = "RequestedToCapacityRatio"
}

/// How `NodeResourcesFit` scores nodes.
public struct ScoringStrategy: Hashable, Sendable {
  /// What it prefers.
  public var type = ScoringStrategyType.leastAllocated
  /// The resources that are scored.
  public var resources = ResourceSpec.cpuAndMemory
  /// The function of `requestedToCapacityRatio`, by rising utilization.
  public var shape: [UtilizationShapePoint] = []

  /// Least allocated cpu and memory.
  public init() {}
}

extension ScoringStrategy: ObjectDecodable {
  /// Reads one field of the strategy.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "type": decoder.read(&type)
    case "resources": decoder.read(&resources)
    case "requestedToCapacityRatio":
      if decoder.node.isNull { return }
      var points = shape
      decoder.readMembers { name, decoder in
        name == "shape" ? decoder.read(&points) : decoder.skipUnknownField()
      }
      shape = points
    default: decoder.skipUnknownField()
    }
  }
}

/// Arguments of `NodeResourcesFit`.
public struct NodeResourcesFitArgs: Hashable, Sendable {
  /// How nodes are scored.
  public var scoringStrategy = ScoringStrategy()
  /// Extended resources that do not count, by name.
  public var ignoredResources: [String] = []
  /// Extended resources that do not count, by the domain of their names.
  public var ignoredResourceGroups: [String] = []

  /// The plugin's defaults.
  public init() {}
}

extension NodeResourcesFitArgs: ObjectDecodable {
  /// Reads one field of the arguments.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "scoringStrategy": decoder.read(&scoringStrategy)
    case "ignoredResources": decoder.read(&ignoredResources)
    case "ignoredResourceGroups": decoder.read(&ignoredResourceGroups)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Arguments of `NodeResourcesBalancedAllocation`.
public struct NodeResourcesBalancedAllocationArgs: Hashable, Sendable {
  /// The resources that are balanced.
  public var resources = ResourceSpec.cpuAndMemory

  /// The plugin's defaults.
  public init() {}
}

extension NodeResourcesBalancedAllocationArgs: ObjectDecodable {
  /// Reads one field of the arguments.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "resources": decoder.read(&resources)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Arguments of the plugins that are strategies of `NodeResourcesFit` since 1.22.
///
/// Source: `kubescheduler.config.k8s.io/v1beta1`.
struct FormerStrategyArgs: ObjectDecodable {
  var strategy = ScoringStrategy()

  /// Reads one field of the arguments.
  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "resources": decoder.read(&strategy.resources)
    case "shape": decoder.read(&strategy.shape)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}
