import KubernetesObjects
import SimulationEngine

/// When probes of a container that gets ready at a known instant succeed or give up.
///
/// A container here answers its probes from one instant on, so their outcome can be worked out when
/// it starts, and a probe costs no event. Source: `pkg/kubelet/prober/worker.go`, Kubernetes 1.20
/// to 1.34; the first probe runs `initialDelaySeconds` after the start, without the random delay
/// that only a kubelet that has itself just started adds.
enum ProbeSchedule {
  /// When a readiness probe has succeeded as often as it must; at once without one.
  static func firstSuccess(
    of probe: Probe?, containerStarted: SimulationTime, applicationReady: SimulationTime
  ) -> SimulationTime {
    guard let probe else { return applicationReady }
    let first = firstProbe(probe, from: containerStarted, notBefore: applicationReady)
    let repeats = Int64(max(1, probe.successThreshold) - 1)
    return first.addingSaturating(period(probe).multipliedSaturating(by: repeats))
  }

  /// When the startup or liveness probe gives a container up that is not ready in time; nil if it
  /// does not.
  static func firstKill(
    by container: Container, containerStarted: SimulationTime, applicationReady: SimulationTime
  ) -> SimulationTime? {
    let guardian = container.startupProbe ?? container.livenessProbe
    guard let probe = guardian else { return nil }
    let failures = Int64(max(1, probe.failureThreshold) - 1)
    let lastChance = (containerStarted + delay(probe))
      .addingSaturating(period(probe).multipliedSaturating(by: failures))
    guard applicationReady > lastChance else { return nil }
    return lastChance.addingSaturating(.seconds(Int64(probe.timeoutSeconds)))
  }

  private static func firstProbe(
    _ probe: Probe, from started: SimulationTime, notBefore ready: SimulationTime
  ) -> SimulationTime {
    let first = started + delay(probe)
    guard ready > first else { return first }
    let period = period(probe).microseconds
    let periods = ((ready - first).microseconds + period - 1) / period
    return first.addingSaturating(SimulationDuration(microseconds: period * periods))
  }

  private static func delay(_ probe: Probe) -> SimulationDuration {
    .seconds(Int64(max(0, probe.initialDelaySeconds)))
  }

  private static func period(_ probe: Probe) -> SimulationDuration {
    .seconds(Int64(max(1, probe.periodSeconds)))
  }
}
