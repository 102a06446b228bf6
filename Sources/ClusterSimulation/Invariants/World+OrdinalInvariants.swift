import ClusterState

/// A stateful set never has two pods of one ordinal: both would hold one identity and one disk.
extension World {
  private struct Ordinal: Hashable {
    let owner: WorkloadID
    let name: PodName
  }

  func verifyOrdinals() throws(InvariantViolation) {
    guard cluster.workloads.contains(where: { $0.kind == .statefulSet }) else { return }
    var seen: Set<Ordinal> = []
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      guard record.isActive, !record.isRemoved, record.owner.isPresent,
        cluster.workloads[record.owner.row].kind == .statefulSet
      else { continue }
      guard seen.insert(Ordinal(owner: record.owner, name: record.name)).inserted else {
        throw violation(describe(PodID(row)), "is the second of its ordinal")
      }
    }
  }
}
