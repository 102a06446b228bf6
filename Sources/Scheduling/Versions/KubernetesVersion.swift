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

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
