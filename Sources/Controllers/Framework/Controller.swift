import ClusterState
import SimulationEngine

/// A control loop: it sees writes, compares what is there with what is wanted, and asks for the
/// difference.
///
/// A controller is a value and knows only the store's tables. It neither posts events nor writes:
/// it says what it wants done, and its manager sees to that. A call goes through a witness once a
/// delivery; the loop over the writes lies within the controller.
package protocol Controller: Sendable {
  /// The name of the component, as kube-controller-manager calls it.
  var name: String { get }

  /// The subjects whose writes the controller watches.
  var interests: SubjectSet { get }

  /// Whether a delivery is followed by a sync; a controller that polls waits for its period.
  var syncsOnDelivery: Bool { get }

  /// Whether anything waits for a sync.
  var hasWork: Bool { get }

  /// Asks for the timers that have to run from the start.
  mutating func begin(_ rounds: NeededRounds, actions: inout ControllerActions)

  /// Notes the writes at `positions` of the log.
  mutating func observe(
    _ positions: Range<Int>, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions)

  /// Notes one write.
  mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions)

  /// Takes up everything that is there, as a process does that starts in the middle of a cluster's
  /// life and sees no writes of before.
  mutating func list(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions)

  /// Compares and asks for the difference, for everything that has changed.
  mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions)

  /// How often a timer comes again by itself; nil for one that comes once.
  func period(of timer: ControllerTimer) -> SimulationDuration?

  /// Whether a timer is one of rounds that go on for ever and of which nothing is expected: a run
  /// that waits until all is settled does not wait for it.
  func isRound(_ timer: ControllerTimer) -> Bool

  /// Acts on a timer that is due.
  mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions)

  /// Notes what came of a write that the controller had asked for.
  mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions)

  /// Takes what the metrics APIs have answered.
  mutating func observe(
    _ readings: [MetricsReading], for request: MetricsRequest, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions)

  /// What of the controller's objects is not as a settled controller leaves it, for the check of
  /// invariants; nil if all is. Asked only while nothing of the controller is under way.
  func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject?
}

/// Which regular rounds can find anything in a run: see
/// `SimulationConfiguration.keepsNodesSteady`.
package struct NeededRounds: Hashable, Sendable {
  /// Passes over all nodes.
  package var nodes: Bool
  /// Collections of garbage.
  package var garbage: Bool
  /// Looks at the schedules of cron jobs.
  package var cronJobs: Bool

  /// These rounds are needed.
  package init(nodes: Bool, garbage: Bool, cronJobs: Bool) {
    self.nodes = nodes
    self.garbage = garbage
    self.cronJobs = cronJobs
  }
}

/// An object that its controller should have seen to.
package struct UnsettledObject: Hashable, Sendable {
  /// The object.
  package let object: ClusterChange.Subject
  /// Its row.
  package let index: Int32
  /// What is wrong with it.
  package let finding: String

  /// The object in row `index`.
  package init(_ object: ClusterChange.Subject, _ index: Int32, _ finding: String) {
    self.object = object
    self.index = index
    self.finding = finding
  }
}

extension Controller {
  /// Most controllers follow their watches.
  package var syncsOnDelivery: Bool { true }

  /// Most controllers need no timer at the start.
  package mutating func begin(_ rounds: NeededRounds, actions: inout ControllerActions) {}

  /// Notes the writes one by one.
  @inlinable package mutating func observe(
    _ positions: Range<Int>, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    for position in positions {
      observe(cluster.changes[position], at: now, in: cluster, actions: &actions)
    }
  }

  /// Most timers come once.
  package func period(of timer: ControllerTimer) -> SimulationDuration? { nil }

  /// What comes again by itself is a round.
  package func isRound(_ timer: ControllerTimer) -> Bool { period(of: timer) != nil }

  /// Most controllers ask for no metrics.
  package mutating func observe(
    _ readings: [MetricsReading], for request: MetricsRequest, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {}

  /// Most controllers see what they have written when the watch brings it.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {}

  /// Nothing is known to be wrong.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? { nil }
}
