import ClusterState
import KubernetesObjects
import SimulationEngine

/// What becomes of a container, drawn from its pod's behavior.
extension Kubelets {
  /// The instants that a run of a container leads to; nil for never.
  struct Life {
    /// When the container counts as started: its startup probe has succeeded.
    var started: SimulationTime
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
    if traits.isSidecar {
      var life = Life(started: now, ready: now)
      guard traits.hasProbes else { return life }
      let schedule = ProbeSchedule(started: now, applicationReady: now)
      let container = template.pod.spec.initContainers[Int(index)]
      life.started = schedule.startup(of: container)
      life.ready = schedule.readiness(of: container)
      return life
    }
    if traits.isInit {
      return Life(started: now, end: now.addingSaturating(settings.initContainerRuntime))
    }
    var life = naturalLife(pod, index, template, cluster, now: now)
    if traits.hasProbes { applyProbes(to: &life, pod, index, template, cluster, now: now) }
    return life
  }

  /// The life of a container that nobody watches.
  private func naturalLife(
    _ pod: PodID, _ index: UInt16, _ template: PodTemplate, _ cluster: borrowing ClusterState,
    now: SimulationTime
  ) -> Life {
    let behavior = behavior(of: pod)
    let startup = draw(behavior.startup, "startup", pod, index, cluster) ?? .zero
    var life = Life(started: now, ready: now.addingSaturating(startup))
    let fixed = fixedRuns.isEmpty ? nil : fixedRuns[pod]
    if let fixed, fixed.runtime >= .zero {
      life.end = now.addingSaturating(fixed.runtime)
    } else if let runtime = draw(behavior.runtime, "runtime", pod, index, cluster) {
      life.end = now.addingSaturating(runtime)
    }
    guard life.end != nil else { return life }
    if let fixed {
      life.exitCode = fixed.exitCode
    } else if behavior.failuresPerMillion > 0 {
      var stream = stream("failure", pod, index, cluster)
      let isFailure = Int64(stream.bounded(1_000_000)) < behavior.failuresPerMillion
      life.exitCode = isFailure ? behavior.failureExitCode : 0
    }
    return life
  }

  /// Lets probes delay readiness and, where the application is not up in time, end the run: the
  /// container is told to stop, and killed when its grace period is over.
  private func applyProbes(
    to life: inout Life, _ pod: PodID, _ index: UInt16, _ template: PodTemplate,
    _ cluster: borrowing ClusterState, now: SimulationTime
  ) {
    let container = template.pod.spec.containers[Int(index) - template.initContainerCount]
    let schedule = ProbeSchedule(started: now, applicationReady: life.ready ?? now)
    life.ready = schedule.readiness(of: container)
    guard let (killed, probe) = schedule.kill(of: container) else { return }
    let seconds =
      probe.terminationGracePeriodSeconds ?? template.pod.spec.terminationGracePeriodSeconds
    let grace = max(
      settings.minimumGracePeriod, SimulationDuration.seconds(1).multipliedSaturating(by: seconds))
    let shutdown = shutdownTime(of: pod, cluster)
    let end = killed.addingSaturating(min(shutdown, grace))
    if let natural = life.end, natural <= end { return }
    life.end = end
    life.exitCode = shutdown <= grace ? ExitCode.terminated : ExitCode.killed
  }

  /// How long the containers of `pod` take to stop: the preStop hook, then the program.
  func shutdownTime(of pod: PodID, _ cluster: borrowing ClusterState) -> SimulationDuration {
    let template = cluster.templates[cluster.pods[pod].template]
    let behavior = behavior(of: pod)
    let hook = SimulationDuration.seconds(1).multipliedSaturating(by: template.preStopSleepSeconds)
    let own = draw(behavior.shutdown, "shutdown", pod, 0, cluster) ?? .zero
    return own.addingSaturating(hook).bounded
  }

  private func draw(
    _ distribution: Distribution?, _ purpose: String, _ pod: PodID, _ index: UInt16,
    _ cluster: borrowing ClusterState
  ) -> SimulationDuration? {
    guard let distribution else { return nil }
    if case .constant(let law) = distribution {
      return max(.zero, SimulationDuration(nearestToSeconds: law.value))
    }
    var stream = stream(purpose, pod, index, cluster)
    return max(.zero, SimulationDuration(nearestToSeconds: distribution.sample(using: &stream)))
  }

  /// The stream `<purpose>/<namespace>/<pod>/<container>/<run>`: another pod, another container or
  /// one more restart changes nobody else's luck.
  private func stream(
    _ purpose: String, _ pod: PodID, _ index: UInt16, _ cluster: borrowing ClusterState
  ) -> RandomStream {
    let worker = workers[pod.row]
    let run = index < worker.containerCount ? containers[worker.row(index)].restarts : 0
    let record = cluster.pods[pod]
    let namespace = cluster.symbols[cluster.templates[record.template].namespace]
    let name = record.name.text(cluster.symbols)
    return RandomStream(seed: seed, name: "\(purpose)/\(namespace)/\(name)/\(index)/\(run)")
  }
}

/// The exit codes of containers that are stopped from outside: 128 plus the signal's number.
enum ExitCode {
  /// Ended by SIGTERM.
  static let terminated: Int32 = 143
  /// Ended by SIGKILL.
  static let killed: Int32 = 137
}
