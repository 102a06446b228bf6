import ClusterState
import KubernetesObjects
import SimulationEngine

/// What the kubelet tells the API server of its pods, and when.
extension Kubelets {
  /// Sees to it that a status is written after the runtime's next relist, once however many
  /// containers changed before.
  mutating func scheduleStatus(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    guard !workers[pod.row].isStatusDue else { return }
    workers[pod.row].isStatusDue = true
    context.post(.statusDue(pod), at: nextRelist(context.now) + settings.statusLatency)
  }

  mutating func scheduleRemoval(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    context.post(.removalDue(pod), at: nextRelist(context.now) + settings.statusLatency)
  }

  private func nextRelist(_ now: SimulationTime) -> SimulationTime {
    let period = settings.relistPeriod.microseconds
    guard period > 0 else { return now }
    let periods = (now.microseconds + period - 1) / period
    return SimulationTime(microseconds: periods * period)
  }

  mutating func writeStatus(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    workers[pod.row].isStatusDue = false
    let worker = workers[pod.row]
    guard isConnected(worker.node), worker.stage != .lost, !cluster.pods[pod].isRemoved else {
      return
    }
    context.actions.append(.report(pod, status(of: pod, cluster)))
  }

  mutating func requestRemoval(of pod: PodID, _ context: inout KubeletContext) {
    guard isConnected(workers[pod.row].node), workers[pod.row].stage == .stopped else { return }
    context.actions.append(.remove(pod))
  }

  /// The status of `pod` as its containers stand.
  func status(of pod: PodID, _ cluster: borrowing ClusterState) -> PodStatusReport {
    let worker = workers[pod.row]
    if let failure = worker.failure {
      return PodStatusReport(phase: .failed, isReady: false, restarts: 0, failure: failure)
    }
    guard worker.firstContainer >= 0 else {
      return PodStatusReport(phase: .pending, isReady: false, restarts: 0, failure: nil)
    }
    let spec = cluster.templates[cluster.pods[pod].template].pod.spec
    let rows = containerRows(of: pod, cluster)
    let initRows = rows.prefix(spec.initContainers.count)
    let mainRows = rows.dropFirst(spec.initContainers.count)
    let phase = PodPhaseRule.phase(
      initContainers: initRows.lazy
        .filter { row in
          !(spec.initContainers[row - rows.lowerBound].isSidecar
            && containers[row].state != .waiting && containers[row].state != .unreported)
        }
        .map { containers[$0] },
      containers: mainRows.lazy.map { containers[$0] },
      restartPolicy: spec.restartPolicy.phaseRule)
    let isReady =
      phase == .running && worker.stage == .active
      && mainRows.allSatisfy { containers[$0].isReady }
    let restarts = rows.reduce(Int32(0)) { max($0, containers[$1].restarts) }
    return PodStatusReport(phase: phase, isReady: isReady, restarts: restarts, failure: nil)
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
