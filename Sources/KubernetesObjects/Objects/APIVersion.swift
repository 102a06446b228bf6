/// The group and the version of an API: `apps/v1`, or `v1` for the core group.
public struct APIVersion: Hashable, Sendable, CustomStringConvertible {
  /// The group; empty for the core.
  public let group: String
  /// The version, such as `v1` or `v1beta1`.
  public let version: String

  /// The version `version` of `group`.
  public init(group: String, version: String) {
    self.group = group
    self.version = version
  }

  /// Reads `group/version` or `version`.
  public init(text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    group = parts.count == 2 ? String(parts[0]) : ""
    version = String(parts.last ?? "")
  }

  /// The first version of the core group.
  public static let v1 = APIVersion(group: "", version: "v1")

  /// `group/version`, or `version` for the core group.
  public var description: String { group.isEmpty ? version : group + "/" + version }
}
