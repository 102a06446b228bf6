import ClusterState
import KubernetesObjects

/// Which pods have a claim for one pod only, to see that it is one at a time.
struct ExclusiveClaims {
  private var waiting: Set<PodID> = []
  /// How many pods waited for a claim that another had, so that a law that was never tried is seen.
  var contests: Int { waiting.count }

  /// The claim for one pod only that two pods have; one that has ended has it no more.
  mutating func excess(in cluster: ClusterState) -> String? {
    let exclusive = cluster.claims.indices.filter {
      let record = cluster.claims[$0]
      return record.isPresent && record.claim.spec.accessModes.contains(.readWriteOncePod)
    }
    guard !exclusive.isEmpty else { return nil }
    var holders: [ClaimID: PodID] = [:]
    var candidates: [(PodID, ClaimID)] = []
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      guard !pod.isRemoved, !pod.phase.isTerminal else { continue }
      let namespace = cluster.templates[pod.template].namespace
      for name in cluster.claimNames(of: PodID(row)) {
        guard let claim = cluster.claim(named: name, in: namespace), exclusive.contains(claim.row)
        else { continue }
        guard pod.node.isPresent else {
          candidates.append((PodID(row), claim))
          continue
        }
        if let other = holders.updateValue(PodID(row), forKey: claim), other.row != row {
          return "claim \(name) for one pod only is held by pods \(other.row) and \(row)"
        }
      }
    }
    for (pod, claim) in candidates where holders[claim] != nil { waiting.insert(pod) }
    return nil
  }
}
