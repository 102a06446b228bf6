import Controllers
import SimulationEngine

extension SimulationState {
  /// Creates what is there at time 0 and posts what is known to come.
  mutating func begin() {
    scheduler.begin(in: &world)
    host.begin(in: &world)
    timeline.begin(in: &world, &host)
    arrivals.begin(in: &world, &host)
    faults.begin(in: &world)
    manager.begin(neededRounds, in: &world)
    metrics.begin(in: &world)
    world.loop.post(.sampleDue, after: .zero)
    settleWrites()
  }

  private var neededRounds: NeededRounds {
    let isSteady = host.kubelets.settings.skipsIdleRounds
    return NeededRounds(
      nodes: !isSteady, garbage: !isSteady || configuration.canPodsBecomeGarbage,
      cronJobs: configuration.hasCronJobs)
  }

  /// Closes the recording: the last samples' instant, and one more draw from every stream.
  mutating func finish() {
    world.recording.end = now
    if world.isFinished, case .at(let end) = configuration.ending { world.recording.end = end }
    world.recording.whatIsLeft = whatIsLeftAtLimit
    world.recording.eventCount = world.loop.firedEventCount
    world.recording.unseed =
      world.podNames.unseed() ^ arrivals.unseed() ^ faults.unseed() ^ scheduler.unseed()
  }
}
