import ClusterState
import KubernetesObjects

/// Whether volumes can be reached from a node and unbound claims can be satisfied there.
///
/// Source: `pkg/scheduler/framework/plugins/volumebinding/binder.go` and
/// `component-helpers/storage/volume`, Kubernetes 1.34.
struct VolumePlacement {
  private let cluster: ClusterState
  private let assumed: AssumedVolumes

  init(_ cluster: ClusterState, _ cache: SchedulerCache) {
    self.cluster = cluster
    assumed = cache.assumedVolumes
  }

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
    assignments(of: claims, onNode: node, labels) != nil
  }

  /// Where each of `claims`, smallest first, gets its volume on the node; nil if one cannot have
  /// any.
  func assignments(
    of claims: [PersistentVolumeClaim], onNode node: String, _ labels: LabelSet
  ) -> [ClaimAssignment]? {
    var chosen: Set<String> = []
    var assignments: [ClaimAssignment] = []
    for claim in claims {
      let selected =
        claim.metadata.annotations[StorageAnnotations.selectedNode] ?? assumed.node(of: claim)
      if let selected, selected != node { return nil }
      if selected == nil, let volume = volume(for: claim, labels, excluding: chosen) {
        chosen.insert(volume)
        assignments.append(ClaimAssignment(claim: claim, means: .volume(volume)))
      } else if canProvision(claim, labels) {
        assignments.append(ClaimAssignment(claim: claim, means: .provision(node: node)))
      } else {
        return nil
      }
    }
    return assignments
  }

  /// The name of the smallest volume that satisfies `claim` on a node with `labels`.
  private func volume(
    for claim: PersistentVolumeClaim, _ labels: LabelSet, excluding chosen: Set<String>
  ) -> String? {
    if let name = assumed.volume(of: claim), let volume = cluster.storage.volumes[name] {
      return isReachable(volume, from: labels) ? name : nil
    }
    let wanted = claim.requestedStorage
    var reserved: PersistentVolume?
    var smallest: PersistentVolume?
    cluster.storage.forEachCandidate(for: claim) { volume in
      let name = volume.metadata.name
      guard volume.className == claim.className, volume.size >= wanted,
        volume.spec.volumeMode == claim.spec.volumeMode,
        !volume.metadata.isBeingDeleted, !chosen.contains(name)
      else { return }
      if volume.isReserved(for: claim) {
        reserved = reserved ?? volume
      } else if smallest.map({ volume.size < $0.size }) ?? true, volume.phase == .available,
        claim.spec.accessModes.allSatisfy(volume.spec.accessModes.contains),
        claim.spec.selector.map({ $0.matches(volume.metadata.labels) }) ?? true,
        !assumed.isTaken(name, from: claim), isReachable(volume, from: labels)
      {
        smallest = volume
      }
    }
    if let reserved { return isReachable(reserved, from: labels) ? reserved.metadata.name : nil }
    return smallest?.metadata.name
  }

  /// Whether the claim's class can make a volume for a node with `labels`.
  private func canProvision(_ claim: PersistentVolumeClaim, _ labels: LabelSet) -> Bool {
    guard let storageClass = cluster.storage.storageClass(of: claim), storageClass.hasProvisioner
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
