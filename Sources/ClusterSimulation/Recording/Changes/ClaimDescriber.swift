import ClusterState
import KubernetesObjects

/// Persistent volume claims in the change log.
enum ClaimDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.claim]

  static func rowCount(in view: ChangeView) -> Int { view.cluster.claims.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let cluster = view.cluster
    let record = cluster.claims[row]
    var told = ObjectDescription(
      kind: "PersistentVolumeClaim", namespace: cluster.symbols[record.namespace],
      name: cluster.symbols[record.name], isPresent: record.isPresent)
    switch record.owner {
    case .nobody: break
    case .workload(let owner):
      told.add("owner", WorkloadDescriber.reference(to: owner, in: cluster))
    case .pod(let pod): told.add("owner", "Pod/\(cluster.pods[pod].name.text(cluster.symbols))")
    }
    told.add("finalizers", "kubernetes.io/pvc-protection")
    told.add("phase", record.claim.phase.rawValue)
    let annotations = record.claim.metadata.annotations
    told.add("volume", record.claim.spec.volumeName)
    told.add("bind-completed", annotations[StorageAnnotations.bindCompleted] ?? "")
    told.add("selected-node", annotations[StorageAnnotations.selectedNode] ?? "")
    if record.isDeleting { told.add("deleting", "grace=0") }
    return told
  }
}

/// Persistent volumes in the change log.
enum VolumeDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.volume]

  static func rowCount(in view: ChangeView) -> Int { view.cluster.volumes.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let record = view.cluster.volumes[row]
    var told = ObjectDescription(
      kind: "PersistentVolume", name: view.cluster.symbols[record.name],
      isPresent: record.isPresent)
    told.add("finalizers", "kubernetes.io/pv-protection")
    told.add("phase", record.volume.phase.rawValue)
    told.add("reclaim", record.volume.spec.persistentVolumeReclaimPolicy.rawValue)
    if let claim = record.volume.spec.claimRef {
      told.add("claimRef", "\(claim.namespaceOrDefault)/\(claim.name)")
    }
    if record.isDeleting { told.add("deleting", "grace=0") }
    return told
  }
}
