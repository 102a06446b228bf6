/// What happened to an object: one action is an event, several are what a plugin registers for.
///
/// Source: `framework.ActionType`, Kubernetes 1.34 and 1.36.
public struct ClusterActions: OptionSet, Hashable, Sendable {
  /// One bit an action, in the order of the real scheduler.
  public let rawValue: UInt16

  /// The actions whose bits are set.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The object is new.
  public static let add = Self(rawValue: 1 << 0)
  /// The object is gone.
  public static let delete = Self(rawValue: 1 << 1)
  /// A node offers something else.
  public static let updateNodeAllocatable = Self(rawValue: 1 << 2)
  /// A node has other labels.
  public static let updateNodeLabel = Self(rawValue: 1 << 3)
  /// A node has other taints, or was uncordoned.
  public static let updateNodeTaint = Self(rawValue: 1 << 4)
  /// A node has other conditions.
  // tidy allows DeadDeclaration: the list of the real scheduler's actions is whole.
  public static let updateNodeCondition = Self(rawValue: 1 << 5)
  /// A node has other annotations.
  // tidy allows DeadDeclaration: the list of the real scheduler's actions is whole.
  public static let updateNodeAnnotation = Self(rawValue: 1 << 6)
  /// A pod has other labels.
  public static let updatePodLabel = Self(rawValue: 1 << 7)
  /// A pod requests less.
  public static let updatePodScaleDown = Self(rawValue: 1 << 8)
  /// A pod has more or fewer tolerations.
  public static let updatePodToleration = Self(rawValue: 1 << 9)
  /// A pod has lost its last scheduling gate.
  public static let updatePodSchedulingGatesEliminated = Self(rawValue: 1 << 10)
  /// The claims that were generated for a pod are others.
  public static let updatePodGeneratedResourceClaim = Self(rawValue: 1 << 11)
  /// A node declares other features.
  public static let updateNodeDeclaredFeature = Self(rawValue: 1 << 12)
  /// Any change of an object; as an event, one that none of the narrower actions tells.
  public static let update = Self(rawValue: 0b1_1111_1111_1100)
  public static let all = Self(rawValue: 0b1_1111_1111_1111)

  private static let names = [
    "Add", "Delete", "UpdateNodeAllocatable", "UpdateNodeLabel", "UpdateNodeTaint",
    "UpdateNodeCondition", "UpdateNodeAnnotation", "UpdatePodLabel", "UpdatePodScaleDown",
    "UpdatePodToleration", "UpdatePodSchedulingGatesEliminated",
    "UpdatePodGeneratedResourceClaim", "UpdateNodeDeclaredFeature",
  ]

  /// The names of single actions, and of a change as such.
  public static var eventNames: [String] { names + ["Update"] }

  /// The action called `name`; nil if there is none.
  public init?(eventName name: String) {
    if name == "Update" {
      self = .update
    } else if let bit = Self.names.firstIndex(of: name) {
      self.init(rawValue: 1 << UInt16(bit))
    } else {
      return nil
    }
  }

  /// The name of the action, if it is one.
  public var eventName: String {
    self == .update ? "Update" : Self.names[min(rawValue.trailingZeroBitCount, 12)]
  }

  /// The names of all the single actions, in order.
  public var names: [String] {
    Self.names.indices.filter { rawValue >> UInt16($0) & 1 != 0 }.map { Self.names[$0] }
  }

  /// The place of an event's action among `eventNames`.
  var eventIndex: Int { self == .update ? 13 : rawValue.trailingZeroBitCount }
}
