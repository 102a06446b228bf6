import ClusterState
import KubernetesObjects
import SimulationEngine

/// What the kubelet tells the API server of its pods, and when.
extension Kubelets {
  /// Sees to it that a status is written once the kubelet knows at `noticed` what has changed;
  /// one write does for all that is known by then.
  mutating func scheduleStatus(
    of pod: PodID, noticed: SimulationTime, _ context: inout KubeletContext
  ) {
    let due = noticed + settings.statusLatency
    let pending = workers[pod.row].statusDue
    guard !pending.isSet || due < pending else { return }
    workers[pod.row].statusDue = due
    context.post(.statusDue(pod), at: due)
  }

  func scheduleRemoval(of pod: PodID, _ context: inout KubeletContext) {
    context.post(.removalDue(pod), at: noticedOwnDeed(pod, context.now) + settings.statusLatency)
  }

  /// When the runtime is next asked what has changed.
  func nextRelist(_ now: SimulationTime) -> SimulationTime {
    let period = settings.relistPeriod.microseconds
    guard period > 0 else { return now }
    return SimulationTime(microseconds: (now.microseconds + period - 1) / period * period)
  }

  mutating func writeStatus(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let worker = workers[pod.row]
    guard worker.statusDue.isSet, worker.statusDue <= context.now else { return }
    workers[pod.row].statusDue = .unset
    guard isConnected(worker.node), worker.stage != .lost, !cluster.pods[pod].isRemoved else {
      return
    }
    if worker.firstContainer >= 0 {
      workers[pod.row].setNetwork(
        worker.stage == .active || worker.stage == .terminating, at: context.now)
    }
    if !worker.isReported, worker.startTime.isSet {
      context.actions.append(.acknowledge(pod, worker.startTime))
    }
    let next = tellContainers(of: pod, at: context.now)
    if next < .latest { scheduleStatus(of: pod, noticed: next, &context) }
    context.actions.append(.report(pod, status(of: pod, cluster)))
  }

  mutating func requestRemoval(of pod: PodID, _ context: inout KubeletContext) {
    guard isConnected(workers[pod.row].node), workers[pod.row].stage == .stopped else { return }
    let end = settings.reportsEndOfDeletedPods ? endPhase(of: pod) : nil
    if end != nil { _ = tellContainers(of: pod, at: context.now) }
    context.actions.append(.remove(pod, ended: end))
  }

  /// The status of `pod` as its containers are told of.
  func status(of pod: PodID, _ cluster: borrowing ClusterState) -> PodStatusReport {
    let worker = workers[pod.row]
    let rows = worker.containerRows
    let restarts = rows.reduce(Int32(0)) { max($0, reported[$1].restarts) }
    let allRestarts = rows.reduce(Int32(0)) { $0 &+ reported[$1].restarts }
    if let failure = worker.failure {
      return PodStatusReport(
        phase: .failed, isReady: false, restarts: restarts, allRestarts: allRestarts,
        failure: failure)
    }
    let template = cluster.templates[cluster.pods[pod].template]
    let traits = template.containers
    let first = rows.lowerBound
    let phase = PodPhaseRule.phase(
      initContainers: rows.prefix(template.initContainerCount).lazy
        .filter { !traits[$0 - first].isSidecar || !reported[$0].isCreated }
        .map { reported[$0] },
      containers: rows.dropFirst(template.initContainerCount).lazy.map { reported[$0] },
      restartPolicy: phasePolicy(rows, template))
    let isAlive = worker.stage == .active || worker.stage == .terminating
    let isReady =
      phase == .running && isAlive && !worker.isHeldUnready
      && rows.allSatisfy {
        let traits = traits[$0 - first]
        return reported[$0].isReady || (traits.isInit && !traits.isSidecar)
      }
    return PodStatusReport(
      phase: phase, isReady: isReady, restarts: restarts, allRestarts: allRestarts, failure: nil)
  }
}

extension ReportedContainer {
  /// Whether the container has been created at least once.
  fileprivate var isCreated: Bool {
    if case .waiting = state { last != nil } else { true }
  }
}

extension ContainerRecord {
  /// Whether the container has been created at least once.
  var isCreated: Bool {
    switch state {
    case .unreported: false
    case .waiting: last != nil
    case .running, .exited: true
    }
  }
}

extension Kubelets {
  /// The policy by which the phase of a pod follows from its containers in `rows`: that of the pod,
  /// or, where a container has its own, the one that says what becomes of those that have ended.
  ///
  /// Source: `getPhase`, Kubernetes 1.35, which counts the containers that will be restarted.
  private func phasePolicy(
    _ rows: Range<Int>, _ template: PodTemplate
  ) -> PodPhaseRule.RestartPolicy {
    let traits = template.containers
    guard traits.contains(where: { $0.ownRestarts != nil }) else {
      return template.restartPolicy.phaseRule
    }
    var isDue = false
    for row in rows {
      let traits = traits[row - rows.lowerBound]
      switch (reported[row].state, reported[row].last) {
      case (.terminated(let run), _):
        if isRestarted(traits, after: run.exitCode, template.restartPolicy) {
          isDue = true
        } else if traits.isInit, run.exitCode != 0 {
          return .never
        }
      case (.waiting, .some): isDue = true
      case (.waiting, nil), (.running, _): break
      }
    }
    return isDue ? .always : .never
  }
}

extension RestartPolicy {
  /// The policy as the phase's rule names it.
  var phaseRule: PodPhaseRule.RestartPolicy {
    switch self {
    case .always: .always
    case .onFailure: .onFailure
    case .never: .never
    }
  }
}
