/// The name of a resource: `cpu`, `memory`, `hugepages-2Mi`, `nvidia.com/gpu`.
///
/// Source of the classes: `pkg/apis/core/v1/helper` of Kubernetes v1.34.
public struct ResourceName: RawRepresentable, Hashable, Comparable, Sendable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// The name as it is written.
  public let rawValue: String

  /// The resource called `rawValue`.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The resource called `value`.
  public init(stringLiteral value: String) { self.rawValue = value }

  /// Processor time, consumed in thousandths of a core.
  public static let cpu: ResourceName = "cpu"
  /// Main memory in bytes.
  public static let memory: ResourceName = "memory"
  /// Local scratch space in bytes.
  public static let ephemeralStorage: ResourceName = "ephemeral-storage"
  /// The number of pods that a node takes.
  public static let pods: ResourceName = "pods"

  /// Whether the name is `hugepages-` and a page size.
  public var isHugePages: Bool { rawValue.hasPrefix("hugepages-") }

  /// Whether the name counts volumes that may be attached to a node.
  public var isAttachableVolumes: Bool { rawValue.hasPrefix("attachable-volumes-") }

  /// Whether the name belongs to Kubernetes: it has no domain, or one below `kubernetes.io`.
  public var isNative: Bool {
    !rawValue.utf8.contains(UInt8(ascii: "/")) || rawValue.containsText("kubernetes.io/")
  }

  /// Whether a device plugin or an administrator advertises the resource: its name has a domain
  /// that is not Kubernetes' own, and is no quota name.
  public var isExtended: Bool {
    !isNative && !rawValue.hasPrefix("requests.")
      && LabelSyntax.keyProblem("requests." + rawValue) == nil
  }

  /// The name.
  public var description: String { rawValue }

  /// Orders names by their UTF-8 bytes.
  public static func < (a: Self, b: Self) -> Bool {
    a.rawValue.precedesInBytes(b.rawValue)
  }
}

extension String {
  /// Whether `part`, which is not empty, occurs in the text.
  fileprivate func containsText(_ part: String) -> Bool {
    var rest = utf8[...]
    while rest.count >= part.utf8.count {
      if rest.starts(with: part.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
