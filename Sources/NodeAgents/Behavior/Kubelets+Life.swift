import ClusterState
import KubernetesObjects
import SimulationEngine

/// What becomes of a container, drawn from its pod's behavior.
extension Kubelets {
  /// The instants that a run of a container leads to; nil for never.
  struct Life {
    /// When the container counts as started: its startup probe has succeeded.
    var started: SimulationTime?
    var ready: SimulationTime?
    var end: SimulationTime?
    var exitCode: Int32 = 0
  }

  /// The instants of the run of container `index` that starts at `now`.
  func plan(
    _ pod: PodID, _ index: UInt16, _ cluster: borrowing ClusterState, now: SimulationTime
  ) -> Life {
    let template = cluster.templates[cluster.pods[pod].template]
    let traits = template.containers[Int(index)]
    let behavior = containerBehavior(pod, index, template)
    var life = naturalLife(pod, index, behavior, isInit: traits.isInit, cluster, now: now)
    if traits.isInit && !traits.isSidecar {
      let runtime = settings.initContainerRuntime
      life = Life(
        started: now, end: life.end ?? now.addingSaturating(runtime), exitCode: life.exitCode)
    } else if traits.hasProbes {
      applyProbes(to: &life, pod, index, template, behavior, cluster, now: now)
    }
    return life
  }

  /// The life of a container that nobody watches.
  private func naturalLife(
    _ pod: PodID, _ index: UInt16, _ behavior: ContainerBehavior, isInit: Bool,
    _ cluster: borrowing ClusterState, now: SimulationTime
  ) -> Life {
    var life = Life(started: now)
    switch behavior.startup {
    case .none: life.ready = now
    case .never: break
    case .after(let startup):
      life.ready = now.addingSaturating(draw(startup, "startup", pod, index, cluster) ?? .zero)
    }
    let fixed = fixedRuns.isEmpty || isInit ? nil : fixedRuns[pod]
    if let fixed, fixed.runtime >= .zero {
      life.end = now.addingSaturating(fixed.runtime)
    } else if let runtime = draw(behavior.runtime, "runtime", pod, index, cluster) {
      life.end = now.addingSaturating(runtime)
    }
    if let fixed {
      if life.end != nil { life.exitCode = fixed.exitCode }
    } else if let failures = behavior.failuresPerMillion, failures > 0, isInit || life.end != nil {
      var stream = stream("failure", pod, index, cluster)
      let isFailure = Int64(stream.bounded(1_000_000)) < failures
      life.exitCode = isFailure ? behavior.failureExitCode ?? 1 : 0
    }
    return life
  }

  /// Lets probes delay readiness and, where the application is not up in time, end the run: the
  /// container is told to stop, and killed when its grace period is over.
  private func applyProbes(
    to life: inout Life, _ pod: PodID, _ index: UInt16, _ template: PodTemplate,
    _ behavior: ContainerBehavior, _ cluster: borrowing ClusterState, now: SimulationTime
  ) {
    let container = template.container(Int(index))
    let schedule = ProbeSchedule(started: now, applicationReady: life.ready ?? .latest)
    if life.ready != nil {
      life.started = schedule.startup(of: container)
      life.ready = schedule.readiness(of: container)
    } else if container.startupProbe != nil {
      life.started = nil
    }
    guard let (killed, probe) = schedule.kill(of: container) else { return }
    let seconds =
      probe.terminationGracePeriodSeconds ?? template.pod.spec.terminationGracePeriodSeconds
    let stop = ContainerStop(
      hook: template.containers[Int(index)].preStop,
      shutdown: shutdownTime(of: pod, index, template, cluster),
      grace: SimulationDuration.seconds(1).multipliedSaturating(by: seconds).bounded,
      minimum: settings.minimumGracePeriod)
    let end = killed.addingSaturating(stop.duration)
    if let natural = life.end, natural <= end { return }
    life.end = end
    life.exitCode =
      stop.isKilled ? ExitCode.killed : behavior.stopExitCode ?? ExitCode.terminated
  }
}

/// The exit codes of containers that are stopped from outside: 128 plus the signal's number.
enum ExitCode {
  /// Ended by SIGTERM.
  static let terminated: Int32 = 143
  /// Ended by SIGKILL.
  static let killed: Int32 = 137
}
