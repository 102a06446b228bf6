import ClusterState
import SimulationEngine

/// Everything that a run consists of, in one value.
package struct SimulationState: Sendable {
  /// What the components share.
  var world: World
  var scheduler: SchedulerLoop
  var manager: ControllerManager
  var host: KubeletHost
  var timeline = Timeline()
  var arrivals = Arrivals()
  var faults = Faults()
  var levels = LevelFollower()
  var metrics = MetricsServer()
  var leaderElection = LeaderElection()
  /// The bounds of what is measured.
  var window: WindowBounds
  /// Whether a run that ends by itself is near its end.
  var settling = Settling()
  /// The invariant that an event has broken, if they are checked.
  var violation: InvariantViolation?
  /// Where time has come to stand still, if it has.
  var standstill: Standstill?

  init(_ configuration: SimulationConfiguration) {
    world = World(configuration)
    window = WindowBounds(configuration)
    scheduler = SchedulerLoop(configuration)
    manager = ControllerManager(configuration)
    host = KubeletHost(configuration)
  }

  /// Applies the next event if it is due by `limit` and within the run; false if none is.
  mutating func step(until limit: SimulationTime) -> Bool {
    let horizon = min(limit, world.configuration.ending.limit)
    let bound = window.next
    let last = window.lastBeforeNext(endingAt: world.configuration.ending.limit)
    guard let event = world.loop.next(until: min(horizon, last)) else {
      if bound <= horizon {
        window.pass(in: &world)
        return true
      }
      if limit >= world.configuration.ending.limit { world.isFinished = true }
      return false
    }
    apply(event)
    settleWrites()
    if world.configuration.checksInvariants { checkInvariants(after: event) }
    endIfSettled(after: event)
    let count = world.loop.firedEventCountAtInstant
    if count >= world.configuration.eventsBetweenClockChecks {
      checkClock(after: event, number: count)
    }
    return true
  }

  /// Records what the event wrote and sees to it that watchers are woken.
  mutating func settleWrites() {
    world.recording.followQueue(scheduler.census(), world.cluster, at: now)
    world.followChanges(from: levels.position, host.kubelets)
    if levels.position != world.cluster.changes.end { settling.lastWrite = now }
    if levels.position == world.cluster.changes.end && world.cursors.areSettled { return }
    levels.follow(in: &world, &timeline.loads, host.kubelets)
    world.wakeWatchers()
    world.forgetChanges(before: levels.position)
  }
}
