/// How a scheduler of the first era works: the file that `--policy-config-file` read.
public struct Policy: Hashable, Sendable {
  /// What nodes must meet; nil for the version's defaults.
  public var predicates: [PredicatePolicy]?
  /// How nodes are scored; nil for the version's defaults.
  public var priorities: [PriorityPolicy]?
  /// Webhooks that have a say.
  public var extenders: [Extender] = []
  /// The weight of others' required affinity to the incoming pod, 0...100.
  public var hardPodAffinitySymmetricWeight: Int32 = 1
  /// Whether every predicate is asked, even after one has failed.
  public var alwaysCheckAllPredicates = false

  /// The version's defaults.
  public init() {}
}

extension Policy: APIObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Policy", in: ["v1"], isNamespaced: false, role: .configuration)

  /// Reads one field of the policy.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "predicates": decoder.read(&predicates)
    case "priorities": decoder.read(&priorities)
    case "extenders": decoder.read(&extenders)
    case "hardPodAffinitySymmetricWeight": decoder.read(&hardPodAffinitySymmetricWeight)
    case "alwaysCheckAllPredicates": decoder.read(&alwaysCheckAllPredicates)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// A predicate by name.
public struct PredicatePolicy: Hashable, Sendable {
  /// The predicate's name; one with an argument may have any.
  public var name = ""
  /// What makes a predicate of the argument.
  public var argument: PredicateArgument?

  /// A predicate without a name.
  public init() {}
}

/// What makes a predicate.
public enum PredicateArgument: Hashable, Sendable {
  /// Pods of one service go to nodes that agree in these labels.
  case serviceAffinity(labels: [String])
  /// Nodes must have, or must not have, these labels, whatever their values.
  case labelsPresence(labels: [String], presence: Bool)
}

extension PredicatePolicy: ObjectDecodable {
  /// Reads one field of the predicate.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "argument":
      if decoder.node.isNull { return }
      var found = argument
      decoder.readMembers { name, decoder in
        if decoder.node.isNull { return }
        switch name {
        case "serviceAffinity":
          found = .serviceAffinity(labels: LabelArgument(from: &decoder).labels)
        case "labelsPresence":
          let labels = LabelArgument(from: &decoder)
          found = .labelsPresence(labels: labels.labels, presence: labels.presence)
        default: decoder.skipUnknownField()
        }
      }
      argument = found
    default: decoder.skipUnknownField()
    }
  }
}

/// A priority by name.
public struct PriorityPolicy: Hashable, Sendable {
  /// The priority's name; one with an argument may have any.
  public var name = ""
  /// The weight of its score.
  public var weight: Int64 = 0
  /// What makes a priority of the argument.
  public var argument: PriorityArgument?

  /// A priority without a name.
  public init() {}
}

/// What makes a priority.
public enum PriorityArgument: Hashable, Sendable {
  /// Pods of one service spread over the values of this node label.
  case serviceAntiAffinity(label: String)
  /// Nodes that have, or do not have, this label are preferred.
  case labelPreference(label: String, presence: Bool)
  /// Nodes are scored by a function of their utilization.
  case requestedToCapacityRatio(shape: [UtilizationShapePoint], resources: [ResourceSpec])
}

extension PriorityPolicy: ObjectDecodable {
  /// Reads one field of the priority.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "weight": decoder.read(&weight)
    case "argument":
      if decoder.node.isNull { return }
      var found = argument
      decoder.readMembers { name, decoder in
        if decoder.node.isNull { return }
        switch name {
        case "serviceAntiAffinity":
          found = .serviceAntiAffinity(label: LabelArgument(from: &decoder).label)
        case "labelPreference":
          let label = LabelArgument(from: &decoder)
          found = .labelPreference(label: label.label, presence: label.presence)
        case "requestedToCapacityRatioArguments": found = Self.decodeRatio(from: &decoder)
        default: decoder.skipUnknownField()
        }
      }
      argument = found
    default: decoder.skipUnknownField()
    }
  }

  private static func decodeRatio(from decoder: inout ObjectDecoder) -> PriorityArgument {
    var shape: [UtilizationShapePoint] = []
    var resources: [ResourceSpec] = []
    decoder.readMembers { name, decoder in
      switch name {
      case "shape", "utilizationShape": decoder.read(&shape)
      case "resources": decoder.read(&resources)
      default: decoder.skipUnknownField()
      }
    }
    if resources.isEmpty { resources = ResourceSpec.cpuAndMemory }
    return .requestedToCapacityRatio(shape: shape, resources: resources)
  }
}

/// The members that arguments about labels share.
private struct LabelArgument {
  var label = ""
  var labels: [String] = []
  var presence = false

  init(from decoder: inout ObjectDecoder) {
    var label = ""
    var labels: [String] = []
    var presence = false
    decoder.readMembers { name, decoder in
      switch name {
      case "label": decoder.read(&label)
      case "labels": decoder.read(&labels)
      case "presence": decoder.read(&presence)
      default: decoder.skipUnknownField()
      }
    }
    self.label = label
    self.labels = labels
    self.presence = presence
  }
}
