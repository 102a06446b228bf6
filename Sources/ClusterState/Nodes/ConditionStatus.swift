/// The status of a condition, as the API reports it, or that the object has no such condition.
public enum ConditionStatus: UInt8, Sendable {
  /// The condition has never been reported.
  case absent
  /// `True`.
  case yes
  /// `False`.
  case no
  /// `Unknown`: nobody has heard from the node.
  case unknown

  /// The API's word; empty for `absent`.
  public var name: String {
    switch self {
    case .absent: ""
    case .yes: "True"
    case .no: "False"
    case .unknown: "Unknown"
    }
  }
}
