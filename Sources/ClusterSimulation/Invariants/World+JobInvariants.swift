import ClusterState

/// Every pod of a job counts once, and a job that is finished has none left.
extension World {
  func verifyJobs() throws(InvariantViolation) {
    guard cluster.tracksJobPods else { return }
    var created: [WorkloadID: Int32] = [:]
    var tracked: [WorkloadID: Int32] = [:]
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      guard record.owner.isPresent, cluster.workloads[record.owner.row].kind == .job else {
        continue
      }
      created[record.owner, default: 0] += 1
      if record.isTracked { tracked[record.owner, default: 0] += 1 }
    }
    for row in cluster.workloads.indices {
      let id = WorkloadID(row)
      let record = cluster.workloads[row]
      guard record.isPresent, record.deletion == nil, let progress = record.status.job else {
        continue
      }
      let counted = progress.succeeded + progress.failed
      let (made, held) = (created[id] ?? 0, tracked[id] ?? 0)
      let isIndexed = !progress.completedIndexes.isEmpty
      guard isIndexed || counted + held <= made else {
        throw violation(
          describe(id), "counts \(counted) pods and has \(held) to count, of \(made)")
      }
      try verifyEnd(of: id, held)
    }
  }

  private func verifyEnd(of id: WorkloadID, _ held: Int32) throws(InvariantViolation) {
    let status = cluster.workloads[id.row].status
    guard let end = status.jobEnd, let progress = status.job else { return }
    let listed = progress.uncountedSucceeded.count + progress.uncountedFailed.count
    guard listed == 0, status.replicas == 0, status.terminatingReplicas == 0 else {
      throw violation(describe(id), "is \(end.type) and has pods left")
    }
    guard case .job(let detail)? = cluster.detail(of: id), detail.isIndexed,
      let completions = detail.completions
    else { return }
    let ends = progress.completedIndexes.count + (progress.failedIndexes?.count ?? 0)
    guard ends <= completions else {
      throw violation(describe(id), "has ended \(ends) indexes of \(completions)")
    }
  }
}
