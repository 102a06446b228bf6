import ClusterState
import KubernetesObjects
import SimulationEngine

/// Rolls the pods of deployment configurations from one template to the next, by way of replication
/// controllers called after the configuration and the version.
///
/// Source: `pkg/apps/controller`, OpenShift 3.11.
///
/// **Divergence:** deployer pods, which do the scaling and are gone after, and hooks are not
/// simulated. Only a change of the template begins a rollout.
package struct DeploymentConfigController: Controller {
  private enum Timer: UInt8 {
    /// The pause between two steps is over, or a rollout may have taken too long.
    case step
    /// The pause after a refused controller is over.
    case retry
  }

  /// What is known of one configuration's rollout.
  private struct Progress: Sendable {
    var writesInFlight = 0
    var isDirty = false
    /// When the rollout to this version began, and when its last step was made.
    var began: SimulationTime = .unset
    var stepped: SimulationTime = .unset
    /// The template whose rollout was given up.
    var failed: PodTemplateID = .absent
  }

  private var queue = WorkQueue()
  private var delayed = DelayedKeys(timer: Timer.step.rawValue)
  private var progress: [WorkloadID: Progress] = [:]
  /// The configuration for which each controller is written.
  private var askers: [WorkloadID: WorkloadID] = [:]

  /// A controller that knows no configuration.
  package init() {}

  /// As in openshift-controller-manager.
  package var name: String { "deploymentconfig-controller" }

  /// Configurations and their controllers, and pods while there is one that waits for their end.
  package var interests: SubjectSet { progress.isEmpty ? .workloads : [.workloads, .pods] }

  /// Whether any configuration waits to be looked at.
  package var hasWork: Bool { !queue.isEmpty }

  /// Notes a change of a configuration, of one of its controllers, or the end of one of its pods.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .workload:
      let id = WorkloadID(index: change.index)
      note(id, cluster)
      note(cluster.workloads[id.row].owner, cluster)
    case .pod where change.verb == .removed || change.verb == .reported:
      let owner = cluster.pods[PodID(index: change.index)].owner
      if owner.isPresent { note(cluster.workloads[owner.row].owner, cluster) }
    default: break
    }
  }

  private mutating func note(_ id: WorkloadID, _ cluster: borrowing ClusterState) {
    guard id.isPresent, cluster.workloads[id.row].kind == .deploymentConfig else { return }
    queue.add(id.index)
  }

  /// Looks at every configuration to which something has happened.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while let key = queue.next() { sync(WorkloadID(index: key), now, cluster, &actions) }
  }

  private mutating func sync(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard let rollout = DeploymentConfigRollout(id, in: cluster) else { return progress[id] = nil }
    guard !queue.awaitsRetry(of: id.index) else { return }
    var known = progress[id] ?? Progress()
    defer { progress[id] = known }
    guard known.writesInFlight == 0 else { return known.isDirty = true }
    let hasFailed = known.failed == rollout.record.template
    switch hasFailed ? .wait : rollout.step(in: cluster) {
    case .begin(let version):
      known.began = now
      known.stepped = .unset
      let draft = rollout.draft(version: version, in: cluster)
      send([.createWorkload(draft)], of: id, &known, &actions)
    case .scale(let resizes):
      let pause = SimulationDuration.seconds(1)
        .multipliedSaturating(by: rollout.detail.strategy.updatePeriodSeconds)
      let due = known.stepped.isSet ? known.stepped.addingSaturating(pause) : now
      guard due <= now else {
        delayed.add(id.index, after: due - now, at: now, actions: &actions)
        break
      }
      known.stepped = now
      send(
        resizes.map { .editWorkload($0.set, WorkloadEdit(replicas: $0.replicas)) }, of: id, &known,
        &actions)
    case .wait where !hasFailed: giveUpIfLate(rollout, &known, now, cluster, &actions)
    case .wait: break
    case .complete:
      known.began = .unset
      known.stepped = .unset
      send(rollout.surplus(in: cluster).map { .removeWorkload($0) }, of: id, &known, &actions)
    }
    let status = rollout.status(in: cluster)
    if status != rollout.record.status {
      send([.setStatus(id, status)], of: id, &known, &actions)
    }
  }

  /// Gives a rollout up that has taken too long: the pods of the version before come back.
  private mutating func giveUpIfLate(
    _ rollout: DeploymentConfigRollout, _ known: inout Progress, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    guard known.began.isSet, let newest = rollout.newest(in: cluster) else { return }
    let limit = SimulationDuration.seconds(1)
      .multipliedSaturating(by: rollout.detail.strategy.timeoutSeconds)
    let due = known.began.addingSaturating(limit)
    guard due <= now else {
      return delayed.add(rollout.id.index, after: due - now, at: now, actions: &actions)
    }
    known.failed = rollout.record.template
    known.began = .unset
    var writes: [ClusterWrite] = [.editWorkload(newest, WorkloadEdit(replicas: 0))]
    if let former = rollout.sets.dropLast().last {
      writes.append(
        .editWorkload(former, WorkloadEdit(replicas: rollout.record.replicas)))
    }
    send(writes, of: rollout.id, &known, &actions)
    let name = cluster.symbols[cluster.workloads[newest.row].name]
    actions.append(
      .recordEvent(
        WorkloadEvent(
          rollout.id, "DeploymentFailed", isWarning: true,
          .text("Rollout of \"\(name)\" has failed: it took too long"))))
  }

  private mutating func send(
    _ writes: [ClusterWrite], of id: WorkloadID, _ known: inout Progress,
    _ actions: inout ControllerActions
  ) {
    known.writesInFlight += writes.count
    for write in writes {
      switch write {
      case .editWorkload(let set, _), .removeWorkload(let set): askers[set] = id
      default: break
      }
      actions.append(.write(write))
    }
  }

  /// Looks at a configuration whose time has come.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .step: if delayed.end(timer) { queue.add(timer.key) }
    case .retry, nil: queue.retry(timer.key, at: now)
    }
    sync(at: now, in: cluster, actions: &actions)
  }

  /// Notes the end of a write; after the last one the configuration is looked at again.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard let id = configuration(of: write), progress[id] != nil else { return }
    progress[id]?.writesInFlight -= 1
    if case .createWorkload(let draft) = write {
      note(outcome, of: draft, id, now, cluster, &actions)
    }
    guard progress[id]?.writesInFlight == 0, progress[id]?.isDirty ?? false else { return }
    progress[id]?.isDirty = false
    queue.add(id.index)
    sync(at: now, in: cluster, actions: &actions)
  }

  private mutating func note(
    _ outcome: WriteOutcome, of draft: WorkloadDraft, _ id: WorkloadID, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    switch outcome {
    case .createdWorkload:
      queue.forget(id.index)
      let version = draft.name.split(separator: "-").last ?? ""
      let text = "Created new replication controller \"\(draft.name)\" for version \(version)"
      actions.append(.recordEvent(WorkloadEvent(id, "DeploymentCreated", .text(text))))
    case .refused(let reason):
      let text = "Couldn't deploy version: \(reason)"
      actions.append(
        .recordEvent(
          WorkloadEvent(id, "DeploymentCreationFailed", isWarning: true, .text(text))))
      guard let pause = queue.fail(id.index, at: now) else { return }
      let timer = ControllerTimer(Timer.retry.rawValue, key: id.index)
      actions.append(.setTimer(timer, after: pause))
    case .created, .createdRevision, .done, .namespaceTerminating: break
    }
  }

  private func configuration(of write: ClusterWrite) -> WorkloadID? {
    switch write {
    case .createWorkload(let draft): draft.owner
    case .editWorkload(let set, _), .removeWorkload(let set): askers[set]
    case .setStatus(let id, _): id
    default: nil
    }
  }
}
