import SimulationEngine

/// How a container stops that is told to, counted from the moment at which its grace begins.
///
/// The preStop hook comes out of the grace and is cut off with it; the program then has what is
/// left, and always a little. Of what has passed the kubelet takes off whole seconds. Source:
/// `killContainer` of `pkg/kubelet/kuberuntime/kuberuntime_container.go`, Kubernetes 1.2 to 1.34.
struct ContainerStop: Equatable {
  /// From the beginning of the grace to the end of the container.
  let duration: SimulationDuration
  /// Whether the program had to be killed.
  let isKilled: Bool

  /// The stop of a container with `hook` whose program takes `shutdown` from its signal on.
  ///
  /// Where a later request has shortened the grace, `elapsed` of hook and program was over when the
  /// present grace began. A sidecar's signal waits for `turn`.
  init(
    hook: SimulationDuration, shutdown: SimulationDuration, grace: SimulationDuration,
    minimum: SimulationDuration, elapsed: SimulationDuration = .zero,
    turn: SimulationDuration = .zero
  ) {
    let hookLeft = max(.zero, hook - elapsed)
    let programLeft =
      hookLeft > .zero ? shutdown : max(.zero, shutdown.addingSaturating(hook) - elapsed)
    let hooked = min(hookLeft, grace)
    let afterHook = grace - hooked.wholeSeconds
    let waited = min(max(.zero, turn - hooked), afterHook)
    let granted = max(minimum, afterHook - waited.wholeSeconds)
    isKilled = programLeft > granted
    duration = (hooked + waited).addingSaturating(min(programLeft, granted))
  }
}

extension SimulationDuration {
  fileprivate var wholeSeconds: SimulationDuration { .seconds(1) * (self / .seconds(1)) }
}
