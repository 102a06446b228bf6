/// The labels by which Kubernetes knows what and where a node is, each with one meaning.
///
/// Source: `k8s.io/api/core/v1/well_known_labels.go`, and `GetZoneKey` of
/// `k8s.io/component-helpers/node/topology`, v0.34, for the order among the keys of a place.
public enum NodeLabels {
  /// The node's host name.
  public static let hostname = "kubernetes.io/hostname"
  /// The operating system, in the words of Go: `linux`, `windows`.
  public static let os = "kubernetes.io/os"
  /// The processor's architecture, in the words of Go: `amd64`, `arm64`.
  // tidy allows DeadDeclaration: the list of the well-known labels is whole.
  public static let arch = "kubernetes.io/arch"
  /// The cloud's name for a machine of this size.
  // tidy allows DeadDeclaration: the list of the well-known labels is whole.
  public static let instanceType = "node.kubernetes.io/instance-type"
  public static let zone = "topology.kubernetes.io/zone"
  public static let region = "topology.kubernetes.io/region"

  /// The key of the zone before 1.17.
  public static let betaZone = "failure-domain.beta.kubernetes.io/zone"
  /// The key of the region before 1.17.
  public static let betaRegion = "failure-domain.beta.kubernetes.io/region"

  /// The keys that name the zone. The first that a node has counts: the older one is preferred.
  public static let zoneKeys = [betaZone, zone]
  /// The keys that name the region; the first that a node has counts.
  public static let regionKeys = [betaRegion, region]
}

extension Labels {
  /// The zone of a node with these labels; nil if none is named.
  public var zone: String? { NodeLabels.zoneKeys.lazy.compactMap { self[$0] }.first }
}
