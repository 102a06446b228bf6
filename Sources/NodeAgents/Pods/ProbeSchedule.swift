import KubernetesObjects
import SimulationEngine

/// When the probes of a container that gets ready at a known instant succeed or give up.
///
/// A container here refuses its probes at once until one instant and answers them from then on, so
/// their outcome can be worked out when it starts, and a probe costs no event. Source:
/// `pkg/kubelet/prober/worker.go`, Kubernetes 1.20 to 1.34; the first probe runs
/// `initialDelaySeconds` after the start, without the random delay that only a kubelet that has
/// itself just started adds.
struct ProbeSchedule {
  /// When the container started.
  let started: SimulationTime
  /// When its application begins to answer.
  let applicationReady: SimulationTime

  /// When the startup probe lets the container count as started; at once without one.
  func startup(of container: Container) -> SimulationTime {
    guard let probe = container.startupProbe else { return started }
    return firstSuccess(of: probe, notBefore: applicationReady)
  }

  /// When the container is ready: the readiness probe, which waits for the startup probe, has
  /// succeeded as often as it must. Without one, when both it and its application have started.
  func readiness(of container: Container) -> SimulationTime {
    let begin = max(applicationReady, startup(of: container))
    guard let probe = container.readinessProbe else { return begin }
    return firstSuccess(of: probe, notBefore: begin)
  }

  /// When the startup probe, or without one the liveness probe, has failed for the last time that
  /// it may; nil if the application answers before.
  func kill(of container: Container) -> (time: SimulationTime, probe: Probe)? {
    guard let probe = container.startupProbe ?? container.livenessProbe else { return nil }
    let failures = Int64(max(1, probe.failureThreshold) - 1)
    let lastChance = (started + delay(probe))
      .addingSaturating(period(probe).multipliedSaturating(by: failures))
    return applicationReady > lastChance ? (lastChance, probe) : nil
  }

  private func firstSuccess(of probe: Probe, notBefore ready: SimulationTime) -> SimulationTime {
    let repeats = period(probe).multipliedSaturating(by: Int64(max(1, probe.successThreshold) - 1))
    let first = started + delay(probe)
    guard ready > first else { return first.addingSaturating(repeats) }
    let period = period(probe)
    let periods = ((ready - first).microseconds - 1) / period.microseconds + 1
    return first.addingSaturating(period.multipliedSaturating(by: periods))
      .addingSaturating(repeats)
  }

  private func delay(_ probe: Probe) -> SimulationDuration {
    .seconds(Int64(max(0, probe.initialDelaySeconds)))
  }

  private func period(_ probe: Probe) -> SimulationDuration {
    .seconds(Int64(max(1, probe.periodSeconds)))
  }
}
