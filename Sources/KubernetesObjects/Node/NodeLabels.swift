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
  public static let arch = "kubernetes.io/arch"
  /// The operating system, by its key before 1.14.
  public static let betaOS = "beta.kubernetes.io/os"
  /// The architecture, by its key before 1.14.
  public static let betaArch = "beta.kubernetes.io/arch"
  /// The cloud's name for a machine of this size.
  public static let instanceType = "node.kubernetes.io/instance-type"
  /// The cloud's name for the size, by its key before 1.17.
  public static let betaInstanceType = "beta.kubernetes.io/instance-type"
  /// Keeps the node out of the count by which a zone is found disrupted.
  public static let excludeDisruption = "node.kubernetes.io/exclude-disruption"
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

extension Node {
  /// Adds the labels that the kubelet of the node gives it, where the node has none of the key: the
  /// host name, the operating system (`linux` unless said), the architecture (`amd64` unless said).
  ///
  /// A label of the node's own counts for its older or newer twin too. Source: `initialNode` of
  /// `pkg/kubelet/kubelet_node_status.go`, and `labelReconcileInfo` of
  /// `pkg/controller/nodelifecycle`, v1.34, which keeps the older keys of system and architecture.
  public mutating func addKubeletLabels() {
    metadata.labels[NodeLabels.hostname] = metadata.labels[NodeLabels.hostname] ?? metadata.name
    for (key, beta, usual) in [
      (NodeLabels.os, NodeLabels.betaOS, "linux"), (NodeLabels.arch, NodeLabels.betaArch, "amd64"),
    ] {
      let value = metadata.labels[key] ?? metadata.labels[beta] ?? usual
      metadata.labels[key] = value
      metadata.labels[beta] = metadata.labels[beta] ?? value
    }
    if let type = metadata.labels[NodeLabels.instanceType]
      ?? metadata.labels[NodeLabels.betaInstanceType]
    {
      metadata.labels[NodeLabels.instanceType] = type
      metadata.labels[NodeLabels.betaInstanceType] =
        metadata.labels[NodeLabels.betaInstanceType] ?? type
    }
  }
}
