import StructuredText

/// How a kind was written in an older version of its API, which kubectl can still ask for:
/// `hpa.v1.autoscaling`.
protocol OlderForm: Sendable {
  /// The older version, such as `autoscaling/v1`.
  static var apiVersion: String { get }
  /// The object `value`, which is in the version of today, in the older one.
  static func form(of value: APIField) -> SyntaxValue
}
