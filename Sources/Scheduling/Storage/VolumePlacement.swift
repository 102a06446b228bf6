import ClusterState
import KubernetesObjects

/// Whether volumes can be reached from a node and unbound claims can be satisfied there.
///
/// Source: `pkg/scheduler/framework/plugins/volumebinding/binder.go` and
/// `component-helpers/storage/volume`, Kubernetes 1.34.
struct VolumePlacement {
  private let cluster: ClusterState

  init(_ cluster: ClusterState) { self.cluster = cluster }

  /// Whether the node affinity of `volume` allows nodes with `labels`.
  func isReachable(_ volume: PersistentVolume, from labels: LabelSet) -> Bool {
    guard let selector = volume.spec.nodeAffinity else { return true }
    return selector.nodeSelectorTerms.contains { term in
      // Fields are not looked at here: the check is made against labels alone.
      if term.matchExpressions.isEmpty && term.matchFields.isEmpty { return false }
      return term.matchExpressions.allSatisfy { expression in
        guard
          let requirement = try? LabelRequirement(
            key: expression.key, operation: expression.operator.labelOperator,
            values: expression.values)
        else { return false }
        return requirement.matches(value: value(of: expression.key, labels))
      }
    }
  }

  /// Whether each of `claims`, smallest first, finds a volume or can have one made on the node.
  func canBind(
    _ claims: [PersistentVolumeClaim], onNode node: String, _ labels: LabelSet
  ) -> Bool {
    var chosen: Set<String> = []
    var provisioned: [PersistentVolumeClaim] = []
    for claim in claims {
      if let selected = claim.metadata.annotations["volume.kubernetes.io/selected-node"] {
        guard selected == node else { return false }
        provisioned.append(claim)
      } else if let volume = volume(for: claim, labels, excluding: chosen) {
        chosen.insert(volume)
      } else {
        provisioned.append(claim)
      }
    }
    return provisioned.allSatisfy { canProvision($0, labels) }
  }

  /// The name of the smallest volume that satisfies `claim` on a node with `labels`.
  private func volume(
    for claim: PersistentVolumeClaim, _ labels: LabelSet, excluding chosen: Set<String>
  ) -> String? {
    let wanted = claim.requestedStorage
    let className = claim.className
    var smallest: (name: String, size: Quantity)?
    for name in cluster.storage.volumeNames where !chosen.contains(name) {
      guard let volume = cluster.storage.volumes[name], volume.className == className else {
        continue
      }
      let isReserved = volume.isReserved(for: claim)
      if volume.spec.claimRef != nil && !isReserved { continue }
      let size = volume.spec.capacity["storage"] ?? .zero
      guard size >= wanted, volume.spec.volumeMode == claim.spec.volumeMode else { continue }
      let isReachable = isReachable(volume, from: labels)
      if isReserved { return isReachable ? name : nil }
      guard volume.phase == .available, isReachable,
        claim.spec.selector.map({ $0.matches(volume.metadata.labels) }) ?? true,
        claim.spec.accessModes.allSatisfy(volume.spec.accessModes.contains)
      else { continue }
      if smallest == nil || size < smallest?.size ?? size { smallest = (name, size) }
    }
    return smallest?.name
  }

  /// Whether the claim's class can make a volume for a node with `labels`.
  private func canProvision(_ claim: PersistentVolumeClaim, _ labels: LabelSet) -> Bool {
    guard let storageClass = cluster.storage.storageClass(of: claim),
      !storageClass.provisioner.isEmpty,
      storageClass.provisioner != "kubernetes.io/no-provisioner"
    else { return false }
    let topologies = storageClass.allowedTopologies
    return topologies.isEmpty
      || topologies.contains { term in
        !term.matchLabelExpressions.isEmpty
          && term.matchLabelExpressions.allSatisfy { expression in
            value(of: expression.key, labels).map(expression.values.contains) ?? false
          }
      }
  }

  private func value(of key: String, _ labels: LabelSet) -> String? {
    cluster.symbols.find(key).flatMap { labels[$0] }.map { cluster.symbols[$0] }
  }
}

extension PersistentVolume {
  /// The name of the volume's class: the older annotation before the field; empty for none.
  fileprivate var className: String {
    metadata.annotations["volume.beta.kubernetes.io/storage-class"] ?? spec.storageClassName
  }

  /// Whether the volume names `claim` as its own.
  fileprivate func isReserved(for claim: PersistentVolumeClaim) -> Bool {
    guard let reference = spec.claimRef else { return false }
    func namespace(_ name: String) -> String { name.isEmpty ? "default" : name }
    return reference.name == claim.metadata.name
      && namespace(reference.namespace) == namespace(claim.metadata.namespace)
      && (reference.uid.isEmpty || reference.uid == claim.metadata.uid)
  }
}
