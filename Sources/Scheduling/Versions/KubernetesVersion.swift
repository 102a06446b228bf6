/// A version of Kubernetes whose modern control plane is rebuilt here.
///
/// Versions stand in order. What a version changes is one row for each rule in `VersionRules`.
public enum KubernetesVersion: String, CaseIterable, Comparable, Sendable,
  CustomStringConvertible
{
  /// Kubernetes 1.34; the recorded decisions are those of 1.34.1.
  case v1_34 = "1.34"
  /// Kubernetes 1.36; the recorded decisions are those of 1.36.2.
  case v1_36 = "1.36"

  /// The version where none is named: the newest.
  public static let standard = v1_36

  /// Whether `a` came before `b`.
  public static func < (a: Self, b: Self) -> Bool { a.place < b.place }

  /// The version as in `1.34`.
  public var description: String { rawValue }

  /// The version here that comes nearest to the one in `text`, such as `v1.36.2` or `1.35`: of
  /// another that is a version at all, the newest that is not newer, or else the oldest.
  public static func nearest(to text: String) -> Self? {
    guard let minor = minor(of: text) else { return nil }
    return allCases.last { Self.minor(of: $0.rawValue) ?? 0 <= minor } ?? allCases.first
  }

  /// The 36 of a text such as `v1.36.2`; nil if it is no version of Kubernetes 1.
  public static func minor(of text: String) -> Int? {
    let numbers = text.drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count >= 2, numbers[0] == "1" else { return nil }
    return Int(numbers[1].prefix { $0.isASCII && $0.isNumber })
  }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
