import ClusterState

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
    if record.isDeleting { told.add("deleting", "grace=0") }
    return told
  }
}
