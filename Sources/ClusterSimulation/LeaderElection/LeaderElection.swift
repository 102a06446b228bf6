import SimulationEngine

/// The components that have been started again and do not lead yet.
///
/// A candidate that finds a lease waits until it has not seen it renewed for as long as a lease
/// holds. The time counts from its own first look, so how long ago the last process ended does not
/// matter. Source: `leaderelection.go` of client-go, Kubernetes 1.36, whose attempts come by
/// `JitterUntil` with a factor of 1.2.
///
/// A scheduler that is stopped gives its lease back, so the next one leads at once; a controller
/// manager keeps its lease. Source: `ReleaseOnCancel` in `makeLeaderElectionConfig` of
/// `cmd/kube-scheduler/app/options`, which `cmd/kube-controller-manager/app` does not set.
struct LeaderElection: Sendable {
  private struct Candidacy: Sendable {
    /// How many processes of the component have started or ended.
    var generation: UInt16 = 0
    var isWaiting = false
  }

  private var scheduler = Candidacy()
  private var controllerManager = Candidacy()

  private subscript(component: ControlPlaneComponent) -> Candidacy {
    get {
      switch component {
      case .scheduler: scheduler
      case .controllerManager: controllerManager
      }
    }
    set {
      switch component {
      case .scheduler: scheduler = newValue
      case .controllerManager: controllerManager = newValue
      }
    }
  }

  /// Notes the end of `component`: one that waits for its lease waits no more.
  mutating func end(_ component: ControlPlaneComponent) {
    self[component].generation &+= 1
    self[component].isWaiting = false
  }

  /// Starts `component`; returns the number of its life, and how long it waits until it leads.
  /// Nil if it waits already.
  mutating func start(
    _ component: ControlPlaneComponent, _ settings: LeaderElectionSettings, seed: UInt64
  ) -> (generation: UInt16, wait: SimulationDuration)? {
    guard !self[component].isWaiting else { return nil }
    self[component].generation &+= 1
    self[component].isWaiting = true
    let generation = self[component].generation
    if component == .scheduler { return (generation, .zero) }
    var stream = RandomStream(
      seed: seed, name: "leader-election/\(component.rawValue)/\(generation)")
    var wait = SimulationDuration.zero
    let period = settings.retryPeriod.microseconds
    while wait < settings.leaseDuration {
      wait += .microseconds(period + stream.integer(in: 0...(period / 5 * 6)))
    }
    return (generation, wait)
  }

  /// Lets the process `generation` of `component` lead, if it still runs; returns whether it does.
  mutating func lead(_ component: ControlPlaneComponent, generation: UInt16) -> Bool {
    guard self[component].isWaiting, self[component].generation == generation else { return false }
    self[component].isWaiting = false
    return true
  }
}
