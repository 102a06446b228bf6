import ClusterState
import KubernetesObjects

/// Where a volume that is made can be reached: within the zone of the node that it is made for, or
/// of one that is chosen.
///
/// Source: `GenerateAccessibilityRequirements` and `getPVCNameHashAndIndexOffset` of
/// `kubernetes-csi/external-provisioner`, 3.0 to 5.2. Without a node the zones are taken in turn,
/// by the number at the end of the claim's name, so that the claims of a stateful set spread.
/// Volumes that many nodes may write are taken for those of file servers, which are reached from
/// everywhere.
struct VolumeTopology {
  /// A key of node labels, and the value that nodes have which reach the volume.
  private var segment: [(key: String, value: String)] = []

  /// The place of the volume that is made for `claim`.
  init(
    of claim: PersistentVolumeClaim, _ storageClass: StorageClass,
    _ cluster: borrowing ClusterState
  ) {
    guard !claim.spec.accessModes.contains(.readWriteMany) else { return }
    if let name = claim.metadata.annotations[StorageAnnotations.selectedNode] {
      if let symbol = cluster.symbols.find(name), let node = cluster.node(named: symbol) {
        segment = Self.segment(of: node, storageClass, cluster)
      }
      return
    }
    let segments = Self.allowed(storageClass, Self.segments(storageClass, cluster))
    guard !segments.isEmpty else { return }
    segment = segments[Self.place(claim.metadata.name, among: segments.count)]
  }

  /// The node affinity of the volume; nil if all nodes reach it.
  var affinity: NodeSelector? {
    guard !segment.isEmpty else { return nil }
    var term = NodeSelectorTerm()
    term.matchExpressions = segment.map {
      NodeSelectorRequirement(key: $0.key, operator: .isIn, values: [$0.value])
    }
    var selector = NodeSelector()
    selector.nodeSelectorTerms = [term]
    return selector
  }

  /// The keys by which the driver of a class tells places apart on a node.
  private static func keys(
    _ node: NodeID, _ storageClass: StorageClass, _ cluster: borrowing ClusterState
  ) -> [String] {
    let name = cluster.symbols[cluster.nodes[node.row].name]
    let drivers = cluster.storage.drivers(ofNode: name)?.drivers ?? []
    return drivers.first { $0.name == storageClass.provisioner }?.topologyKeys
      ?? [NodeLabels.zone]
  }

  private static func segment(
    of node: NodeID, _ storageClass: StorageClass, _ cluster: borrowing ClusterState
  ) -> [(key: String, value: String)] {
    keys(node, storageClass, cluster).sorted().compactMap { key in
      cluster.symbols.find(key).flatMap { cluster.nodes[node.row].labels[$0] }
        .map { (key, cluster.symbols[$0]) }
    }
  }

  /// The places of the cluster's nodes, each once, in order.
  private static func segments(
    _ storageClass: StorageClass, _ cluster: borrowing ClusterState
  ) -> [[(key: String, value: String)]] {
    var byText: [String: [(key: String, value: String)]] = [:]
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let segment = segment(of: NodeID(row), storageClass, cluster)
      guard !segment.isEmpty else { continue }
      byText[segment.map { "\($0.key)=\($0.value)" }.joined(separator: ",")] = segment
    }
    return byText.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Those of `segments` that the class allows.
  private static func allowed(
    _ storageClass: StorageClass, _ segments: [[(key: String, value: String)]]
  ) -> [[(key: String, value: String)]] {
    guard !storageClass.allowedTopologies.isEmpty else { return segments }
    return segments.filter { segment in
      storageClass.allowedTopologies.contains { term in
        term.matchLabelExpressions.allSatisfy { wanted in
          segment.contains { $0.key == wanted.key && wanted.values.contains($0.value) }
        }
      }
    }
  }

  /// The place in turn of the claim `name`: a hash of its set's name, and its number.
  private static func place(_ name: String, among count: Int) -> Int {
    var parts = name.split(separator: "-", omittingEmptySubsequences: false)
    var number: UInt32 = 0
    var text = Substring(name)
    if parts.count > 1, let last = parts.last, let ordinal = UInt32(last) {
      number = ordinal
      parts.removeLast()
      text = parts.last ?? text
    }
    return Int((fnv1(text) &+ number) % UInt32(count))
  }

  /// The 32-bit FNV-1 hash, which multiplies first.
  ///
  /// Source: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>; Go's `fnv.New32`.
  private static func fnv1(_ text: Substring) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 &* 16_777_619) ^ UInt32($1) }
  }
}
