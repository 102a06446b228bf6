import ClusterState
import KubernetesObjects

/// `MaxEBSVolumeCount`, `MaxGCEPDVolumeCount` and their like: not more volumes of one kind on a
/// node than it can attach.
///
/// Volumes count once however many pods mount them, whether the pods name them or claims stand for
/// them. A claim or volume that is missing counts as a volume of its own, as it may turn out to be
/// of the kind. Source: `MaxPDVolumeCountChecker`, Kubernetes 1.2; `nonCSILimits`, Kubernetes 1.20.
public struct MaxVolumeCount: FilterPlugin {
  /// Which volumes are counted.
  public enum Kind: String, Sendable {
    /// Amazon's block volumes: 39, which leaves one of Linux's 40 device names for the root; from
    /// 1.13 on 25 of the machines on Nitro.
    case awsElasticBlockStore = "attachable-volumes-aws-ebs"
    /// Google's persistent disks: 16.
    case gcePersistentDisk = "attachable-volumes-gce-pd"
    /// Microsoft's disks: 16.
    case azureDisk = "attachable-volumes-azure-disk"
    /// OpenStack's volumes: 256.
    case cinder = "attachable-volumes-cinder"

    /// How many a node can attach that does not say.
    ///
    /// Source: `DefaultMaxEBSVolumes` and its like, Kubernetes 1.2 and 1.20.
    public var defaultLimit: Int64 {
      switch self {
      case .awsElasticBlockStore: 39
      case .gcePersistentDisk, .azureDisk: 16
      case .cinder: 256
      }
    }
  }

  /// The name that the predicates of this kind share.
  public static let name = "MaxPDVolumeCount"

  private let kind: Kind
  private let era: ClassicEra
  private var wanted: Set<String> = []

  /// The predicate for volumes of `kind` as `era` had it.
  public init(_ kind: Kind, era: ClassicEra) {
    self.kind = kind
    self.era = era
  }

  /// Notes the volumes that `pod` mounts; a pod without is skipped.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    wanted = volumes(of: cluster.templates[pod.template], cluster)
    return wanted.isEmpty ? .skip : .proceed
  }

  /// Turns down the nodes that cannot attach so many.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    var known = TemplateMemo<Set<String>>()
    pass.retain { excess(on: $0, &known, cluster, cache) > 0 ? .unschedulable() : nil }
  }

  /// How many volumes too many `node` would have; zero or less if none.
  func excess(
    on node: NodeID, _ known: inout TemplateMemo<Set<String>>, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) -> Int64 {
    var attached: Set<String> = []
    for placed in cache.pods[node.row] {
      attached.formUnion(
        known.value(of: placed.template) {
          volumes(of: cluster.templates[placed.template], cluster)
        })
    }
    guard !wanted.isSubset(of: attached) else { return 0 }
    return Int64(attached.union(wanted).count) - limit(of: node, cluster, cache)
  }

  /// The text of Kubernetes 1.20.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) exceed max volume count"]
  }

  /// What the node says it can attach, of 1.20, else what machines of its type can; else the
  /// default.
  ///
  /// Source: `getMaxEBSVolume` of `nodevolumelimits/non_csi.go`, Kubernetes 1.20.
  private func limit(of node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache) -> Int64 {
    guard era == .v1_20 else { return kind.defaultLimit }
    if let resource = cluster.resources.find(kind.rawValue),
      cluster.nodes[node.row].allocatable.extended.contains(where: { $0.resource == resource })
    {
      return cache.allocatable.amount(of: resource, row: node.row)
    }
    guard kind == .awsElasticBlockStore,
      let type = cluster.nodes[node.row].labels.instanceType(cluster.symbols),
      Self.isNitro(type)
    else { return kind.defaultLimit }
    return Self.nitroLimit
  }

  /// How many of Amazon's volumes a machine on Nitro takes.
  private static let nitroLimit: Int64 = 25

  /// Whether the name of a machine's type matches `^[cmr]5.*|t3|z1d`.
  private static func isNitro(_ type: String) -> Bool {
    ["c5", "m5", "r5"].contains(type.prefix(2)) || type.contains("t3") || type.contains("z1d")
  }

  private func volumes(of template: PodTemplate, _ cluster: ClusterState) -> Set<String> {
    var found: Set<String> = []
    let namespace = cluster.symbols[template.namespace]
    for volume in template.pod.spec.volumes {
      if case .persistentVolumeClaim(let source) = volume.source {
        if let id = identity(ofClaim: source.claimName, in: namespace, cluster) { found.insert(id) }
      } else if let id = identity(of: volume.source) {
        found.insert(id)
      }
    }
    return found
  }

  /// What stands behind a claim; a name of its own if that is not known, nil for another kind.
  private func identity(
    ofClaim name: String, in namespace: String, _ cluster: ClusterState
  ) -> String? {
    let unknown = "claim \(namespace)/\(name)"
    guard let claim = cluster.storage.claim(name, in: namespace), !claim.spec.volumeName.isEmpty
    else { return unknown }
    guard let volume = cluster.storage.volumes[claim.spec.volumeName] else { return unknown }
    return volume.spec.source.flatMap { identity(of: $0) }
  }

  /// What tells volumes of the kind apart; nil for another kind.
  private func identity(of source: VolumeSource) -> String? {
    switch (kind, source) {
    case (.awsElasticBlockStore, .awsElasticBlockStore(let disk)): disk.volumeID
    case (.gcePersistentDisk, .gcePersistentDisk(let disk)): disk.pdName
    case (.azureDisk, .azureDisk(let disk)): disk.diskName
    case (.cinder, .cinder(let volumeID)): volumeID
    default: nil
    }
  }
}

extension LabelSet {
  /// The type of the machine of a node with these labels; nil if they do not say.
  fileprivate func instanceType(_ symbols: SymbolTable) -> String? {
    for key in [NodeLabels.instanceType, NodeLabels.betaInstanceType] {
      if let value = symbols.find(key).flatMap({ self[$0] }) { return symbols[value] }
    }
    return nil
  }
}
