import SimulationEngine

/// The growing pause before a container is started again: CrashLoopBackOff.
///
/// The first restart is immediate; the pauses are then `initial`, twice that, … up to `cap`,
/// measured from the end of the run. A run that ends more than twice `cap` after the last restart
/// begins anew. Source: `kubelet/kuberuntime` `doBackOff` with `client-go` `flowcontrol.Backoff`,
/// Kubernetes 1.2 to 1.34 (10 s and 300 s).
package struct RestartBackOff: Hashable, Sendable {
  private var pause: SimulationDuration = .zero
  private var lastRestart: SimulationTime = .unset
  /// The pause before the restart that was worked out last.
  private var wait: SimulationDuration = .zero

  /// A back-off that has seen no restart.
  package init() {}

  /// The instant at which a container whose run ended at `finished` may start again.
  ///
  /// No restart comes before `noticed`, when the kubelet learns of the end. Notes the restart: call
  /// it once a run.
  package mutating func restartTime(
    finished: SimulationTime, noticed: SimulationTime = .zero, initial: SimulationDuration,
    cap: SimulationDuration
  ) -> SimulationTime {
    let hasExpired = !lastRestart.isSet || finished - lastRestart > cap.addingSaturating(cap)
    wait = hasExpired ? .zero : pause
    pause = hasExpired ? min(cap, initial) : min(cap, pause.addingSaturating(pause))
    lastRestart = max(noticed, finished + wait)
    return lastRestart
  }

  /// Whether the pause after a run that ended at `finished` is still on at `noticed`.
  func pauses(_ finished: SimulationTime, until noticed: SimulationTime) -> Bool {
    finished + wait > noticed
  }
}
