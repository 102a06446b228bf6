/// The name of an image, taken apart: `registry/path:tag@digest`.
public struct ImageName: Hashable, Sendable {
  /// The name without tag and digest.
  public let repository: String
  /// The tag; nil if none is written.
  public let tag: String?
  /// The digest; nil if none is written.
  public let digest: String?

  /// Takes `text` apart.
  ///
  /// A colon before the last slash belongs to the registry's port.
  public init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    digest = parts.count == 2 ? String(parts[1]) : nil
    let name = parts.first ?? ""
    let lastSlash = name.lastIndex(of: "/") ?? name.startIndex
    if let colon = name[lastSlash...].lastIndex(of: ":") {
      repository = String(name[..<colon])
      tag = String(name[name.index(after: colon)...])
    } else {
      repository = String(name)
      tag = nil
    }
  }

  /// Whether the name means whatever is newest: the tag is `latest`, or neither tag nor digest is
  /// written.
  public var isLatest: Bool { tag == "latest" || tag == nil && digest == nil }
}
