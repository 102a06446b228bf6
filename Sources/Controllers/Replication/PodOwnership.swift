import ClusterState

/// Adoption and release: a controller takes orphans that its selector matches, and lets go of pods
/// whose labels it matches no longer.
///
/// A pod is looked at when it is new or its labels or owner have changed. Until a change of owner
/// has been seen, the controller that asked for it neither creates nor deletes, as if the change
/// had been part of its sync, which it is in the real one. Source:
/// `PodControllerRefManager.ClaimPods`, Kubernetes 1.34.
struct PodOwnership: Sendable {
  /// The kind whose objects claim and release pods.
  let kind: WorkloadKind
  /// The pods to look at, in order of change.
  private var candidates: ContiguousArray<PodID> = []
  /// The controllers that have asked for a change of a pod's owner, by pod: few at any time.
  private var claimants: [PodID: WorkloadID] = [:]
  /// How many changes of owner each controller waits to see.
  private var awaited: ContiguousArray<Int32> = []

  /// The ownership of pods by objects of `kind`.
  init(kind: WorkloadKind) { self.kind = kind }

  /// Whether a pod is to be looked at.
  var hasWork: Bool { !candidates.isEmpty }

  /// Whether `id` waits to see a change of owner that it asked for.
  func awaitsChanges(for id: WorkloadID) -> Bool {
    id.row < awaited.count && awaited[id.row] > 0
  }

  /// Notes a change of `pod`; returns the controller that had asked for it, if one had.
  mutating func observe(
    _ pod: PodID, _ verb: ClusterChange.Verb, in cluster: borrowing ClusterState
  ) -> WorkloadID? {
    switch verb {
    case .added where !cluster.pods[pod].owner.isPresent:
      if !cluster.workloads.isEmpty { candidates.append(pod) }
      return nil
    case .specified: candidates.append(pod)
    case .removed: break
    case .added, .bound, .reported, .deleting: return nil
    }
    guard let claimant = claimants.removeValue(forKey: pod) else { return nil }
    awaited[claimant.row] -= 1
    return claimant
  }

  /// Looks at the pods that the selector of `id`, which is new, matches.
  mutating func lookForOrphans(
    of id: WorkloadID, in cluster: borrowing ClusterState
  ) {
    for template in cluster.workloads[id.row].matching {
      cluster.pods.forEach(of: template) { pod in
        if !cluster.pods[pod].owner.isPresent { candidates.append(pod) }
      }
    }
  }

  /// Asks for the changes of owner that are due.
  mutating func settle(
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    for pod in candidates where cluster.pods[pod].isActive && claimants[pod] == nil {
      let record = cluster.pods[pod]
      let owner = record.owner
      if owner.isPresent {
        let controller = cluster.workloads[owner.row]
        guard controller.kind == kind, controller.isPresent, controller.deletion == nil,
          !controller.matching.contains(record.template)
        else { continue }
        claim(pod, by: owner)
        actions.append(.write(.setOwner(pod, .absent)))
      } else if let adopter = adopter(of: record.template, in: cluster),
        isNamed(pod, after: adopter, cluster)
      {
        claim(pod, by: adopter)
        actions.append(.write(.setOwner(pod, adopter)))
      }
    }
    candidates.removeAll(keepingCapacity: true)
  }

  private mutating func claim(_ pod: PodID, by id: WorkloadID) {
    while awaited.count <= id.row { awaited.append(0) }
    awaited[id.row] += 1
    claimants[pod] = id
  }

  /// Whether `adopter` can have a pod of that name: a stateful set knows its own by their ordinals.
  ///
  /// Source: `isMemberOf` of `pkg/controller/statefulset`, Kubernetes 1.34.
  private func isNamed(
    _ pod: PodID, after adopter: WorkloadID, _ cluster: borrowing ClusterState
  ) -> Bool {
    guard kind == .statefulSet else { return true }
    return StatefulPod.ordinal(
      in: cluster.pods[pod].name.text(cluster.symbols),
      of: cluster.symbols[cluster.workloads[adopter.row].name]) != nil
  }

  /// The object that adopts pods of `template`: the oldest whose selector matches them, if it is of
  /// the kind.
  private func adopter(
    of template: PodTemplateID, in cluster: borrowing ClusterState
  ) -> WorkloadID? {
    let row = cluster.workloads.firstIndex {
      $0.isPresent && $0.deletion == nil && $0.kind.ownsPods && $0.matching.contains(template)
    }
    guard let row, cluster.workloads[row].kind == kind else { return nil }
    return WorkloadID(row)
  }
}
