/// Why a filter plugin turns a node down: a code, and reasons as a number of the plugin's own.
///
/// Nodes are turned down by the thousand and almost never asked why, so the texts are made from
/// `detail` only when somebody does: see `FilterPlugin.reasons(for:in:)`.
public struct Rejection: Hashable, Sendable {
  /// Whether evicting others may help.
  public let code: StatusCode
  /// What the plugin needs to name its reasons.
  public let detail: UInt64

  /// A rejection that evictions may cure.
  @inlinable public static func unschedulable(_ detail: UInt64 = 0) -> Rejection {
    Rejection(code: .unschedulable, detail: detail)
  }

  /// A rejection that no eviction cures.
  @inlinable public static func unresolvable(_ detail: UInt64 = 0) -> Rejection {
    Rejection(code: .unschedulableAndUnresolvable, detail: detail)
  }

  /// A rejection with `code` because of `detail`.
  @inlinable public init(code: StatusCode, detail: UInt64) {
    self.code = code
    self.detail = detail
  }
}

/// What became of one node in a filter pass.
public struct Verdict: Hashable, Sendable {
  /// The place of the plugin among the profile's filters.
  public let plugin: Int16
  /// Why the plugin turned the node down.
  public let rejection: Rejection

  /// The verdict of the filter in place `plugin`.
  @inlinable public init(plugin: Int16, rejection: Rejection) {
    self.plugin = plugin
    self.rejection = rejection
  }
}
