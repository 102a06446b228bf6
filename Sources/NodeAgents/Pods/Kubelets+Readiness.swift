import ClusterState
import SimulationEngine

/// Readiness that is forced from outside, as an application does that is told to.
extension Kubelets {
  /// Lets the readiness probes of `pod` fail from now on, until they are let succeed; then every
  /// container is ready as soon as it runs, after a restart too.
  package mutating func setReadiness(
    of pod: PodID, _ isReady: Bool, at now: SimulationTime,
    actions: inout ContiguousArray<KubeletAction>
  ) {
    growWorkers(to: pod)
    workers[pod.row].isHeldUnready = !isReady
    workers[pod.row].isHeldReady = isReady
    guard workers[pod.row].stage == .active || workers[pod.row].stage == .terminating else {
      return
    }
    if isReady {
      for row in workers[pod.row].containerRows where containers[row].state == .running {
        containers[row].isReady = true
      }
    }
    var context = KubeletContext(now: now, taking: &actions)
    scheduleStatus(of: pod, noticed: now, &context)
    actions = context.actions
  }
}
