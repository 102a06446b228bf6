import ClusterState
import KubernetesObjects
import SimulationEngine

/// One look at a deployment configuration: what its replication controllers should be like next.
struct DeploymentConfigRollout {
  let id: WorkloadID
  let record: WorkloadRecord
  let detail: DeploymentConfigDetail
  /// Its replication controllers, oldest first.
  let sets: ContiguousArray<WorkloadID>

  /// What a look finds.
  enum Step: Equatable {
    /// The template is new: a controller has to be made for it.
    case begin(version: Int64)
    /// Controllers have to be scaled.
    case scale([Resize])
    /// Pods have to come or go first.
    case wait
    /// The newest controller has what is wanted, and the others nothing.
    case complete
  }

  /// A number of replicas for a controller.
  struct Resize: Equatable {
    let set: WorkloadID
    let replicas: Int32
  }

  /// A look at `id`; nil if it is no configuration that wants anything.
  init?(_ id: WorkloadID, in cluster: borrowing ClusterState) {
    record = cluster.workloads[id.row]
    guard record.isPresent, record.deletion == nil,
      case .deploymentConfig(let detail)? = cluster.detail(of: id)
    else { return nil }
    self.id = id
    self.detail = detail
    sets = cluster.dependents(of: id).workloads
  }

  /// The controller of the present template; nil if there is none yet.
  func newest(in cluster: borrowing ClusterState) -> WorkloadID? {
    guard let last = sets.last, case .replicaSet(let detail)? = cluster.detail(of: last),
      detail.source == record.template
    else { return nil }
    return last
  }

  /// What comes next.
  ///
  /// A rolling step adds as many new pods as the surge allows, and takes as many old ones away as
  /// are available beyond the fewest. Source: `pkg/apps/strategy/rolling` and `recreate`, OpenShift
  /// 3.11, and the rolling updater of kubectl 1.11 below them.
  func step(in cluster: borrowing ClusterState) -> Step {
    guard let newest = newest(in: cluster) else {
      return detail.isPaused ? settle(sets.last, cluster) : begin(cluster)
    }
    let olds = sets.dropLast().filter { cluster.workloads[$0.row].replicas > 0 }
    let isGone = sets.dropLast().allSatisfy { cluster.pods.counts(of: $0).live == 0 }
    switch detail.strategy.type {
    case .rolling where !olds.isEmpty: return roll(from: olds, to: newest, cluster)
    case .recreate where !olds.isEmpty || !isGone:
      return olds.isEmpty ? .wait : .scale(olds.map { Resize(set: $0, replicas: 0) })
    case .custom where !olds.isEmpty:
      return .scale(
        olds.map { Resize(set: $0, replicas: 0) }
          + [Resize(set: newest, replicas: record.replicas)])
    case .rolling, .recreate, .custom: return settle(newest, cluster)
    }
  }

  private func begin(_ cluster: borrowing ClusterState) -> Step {
    var version: Int64 = 0
    for set in sets {
      if case .replicaSet(let detail)? = cluster.detail(of: set) {
        version = max(version, detail.revision)
      }
    }
    return .begin(version: version + 1)
  }

  private func settle(_ newest: WorkloadID?, _ cluster: borrowing ClusterState) -> Step {
    guard let newest else { return .wait }
    let set = cluster.workloads[newest.row]
    guard set.replicas == record.replicas else {
      return .scale([Resize(set: newest, replicas: record.replicas)])
    }
    return set.status.availableReplicas >= record.replicas ? .complete : .wait
  }

  private func roll(
    from olds: [WorkloadID], to newest: WorkloadID, _ cluster: borrowing ClusterState
  ) -> Step {
    let wanted = record.replicas
    let steps = try? RolloutBounds.steps(
      surge: detail.strategy.maxSurge ?? 0, unavailable: detail.strategy.maxUnavailable ?? 0,
      of: wanted)
    let (surge, unavailable) = steps ?? (0, 1)
    var resizes: [Resize] = []
    let set = cluster.workloads[newest.row]
    var total = olds.reduce(set.replicas) { $0 + cluster.workloads[$1.row].replicas }
    let more = min(wanted + surge - total, wanted - set.replicas)
    if more > 0 {
      resizes.append(Resize(set: newest, replicas: set.replicas + more))
      total += more
    }
    let available = olds.reduce(set.status.availableReplicas) {
      $0 + cluster.workloads[$1.row].status.availableReplicas
    }
    var spare = max(0, available - max(0, wanted - unavailable))
    for id in olds {
      let old = cluster.workloads[id.row]
      // Pods that are not available are no loss.
      let idle = max(0, old.replicas - old.status.availableReplicas)
      let fewer = min(old.replicas, idle + spare)
      guard fewer > 0 else { continue }
      spare -= max(0, fewer - idle)
      resizes.append(Resize(set: id, replicas: old.replicas - fewer))
    }
    return resizes.isEmpty ? .wait : .scale(resizes)
  }

  /// The controller of a new version.
  func draft(version: Int64, in cluster: borrowing ClusterState) -> WorkloadDraft {
    let config = cluster.symbols[record.name]
    let name = "\(config)-\(version)"
    var pod = cluster.templates[record.template].pod
    let source = pod.metadata.labels
    pod.metadata.labels["deployment"] = name
    pod.metadata.labels["deploymentconfig"] = config
    var selector = detail.selector
    selector["deployment"] = name
    selector["deploymentconfig"] = config
    var labels = source
    labels["openshift.io/deployment-config.name"] = config
    return WorkloadDraft(
      kind: .replicationController, name: name, owner: id, labels: labels,
      selector: LabelSelector(matching: selector), template: pod, replicas: 0,
      minReady: record.minReady,
      detail: .replicaSet(
        ReplicaSetDetail(
          source: record.template, revision: version, desiredReplicas: nil, maxReplicas: nil)))
  }

  /// The old controllers that are beyond what is kept, once a rollout is complete.
  func surplus(in cluster: borrowing ClusterState) -> [WorkloadID] {
    let idle = sets.dropLast().filter {
      cluster.workloads[$0.row].replicas == 0 && cluster.pods.counts(of: $0).live == 0
    }
    return Array(idle.dropLast(Int(detail.revisionHistoryLimit)))
  }

  /// What its status says.
  func status(in cluster: borrowing ClusterState) -> WorkloadStatus {
    var status = WorkloadStatus()
    for set in sets {
      let counts = cluster.workloads[set.row].status
      status.replicas += counts.replicas
      status.readyReplicas += counts.readyReplicas
      status.availableReplicas += counts.availableReplicas
    }
    let newest = newest(in: cluster)
    status.updatedReplicas = newest.map { cluster.workloads[$0.row].status.replicas } ?? 0
    status.unavailableReplicas = max(0, status.replicas - status.availableReplicas)
    if let newest, case .replicaSet(let detail)? = cluster.detail(of: newest) {
      status.revision = detail.revision
    }
    status.observedGeneration = record.generation
    return status
  }
}
