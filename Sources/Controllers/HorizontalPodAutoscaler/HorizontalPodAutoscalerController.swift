import ClusterState
import KubernetesObjects
import SimulationEngine

/// Sets the size of workloads by what their pods use.
///
/// Each autoscaler has a clock of its own, which begins when the controller first sees it: the next
/// look is due one period after the end of the last, or after a write of the object if that comes
/// first. Source: `pkg/controller/podautoscaler`, Kubernetes 1.18 to 1.36; classic autoscalers are
/// those of 1.2.
package struct HorizontalPodAutoscalerController: Controller {
  /// The controller's timers.
  enum Timer: UInt8 {
    /// The next look at an autoscaler is due.
    case look
    /// The next round of the classic era is due.
    case round
  }

  /// What the controller knows of one autoscaler.
  struct Entry: Sendable {
    var memory = AutoscalerMemory()
    /// The look that is under way.
    var sync: AutoscalerSync?
    /// When the next look is due; unset if none is planned.
    var due: SimulationTime = .unset
    var timerGeneration: Int32 = 0
    /// Whether the last look changed nothing and left nothing to wait for.
    var isQuiet = false
  }

  let settings: AutoscalerSettings
  var entries: ContiguousArray<Entry> = []
  var selections = AutoscalerSelections()
  /// When the process began.
  private var start = SimulationTime.zero
  /// Whether the rounds of the classic era have begun: they do with the first autoscaler.
  private var hasRounds = false
  /// The autoscalers that wait for the size of each workload, in the order of their writes.
  var scaling: [WorkloadID: ContiguousArray<Int32>] = [:]

  /// A controller that knows no autoscaler.
  package init(settings: AutoscalerSettings) { self.settings = settings }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "horizontal-pod-autoscaler-controller" }

  /// The component that events name.
  static let component = "horizontal-pod-autoscaler"

  /// Autoscalers.
  package var interests: SubjectSet { .autoscalers }

  /// Nothing waits but for its time.
  package var hasWork: Bool { false }

  /// Takes up the autoscalers that are there; the rounds of the classic era count from here.
  package mutating func list(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    start = now
    for row in cluster.autoscalers.indices where cluster.autoscalers[row].isPresent {
      let change = ClusterChange(.autoscaler, .added, index: Int32(row), time: now)
      observe(change, at: now, in: cluster, actions: &actions)
    }
  }

  /// The rounds of the classic era come again by themselves.
  package func period(of timer: ControllerTimer) -> SimulationDuration? {
    timer.purpose == Timer.round.rawValue ? settings.syncPeriod : nil
  }

  /// A look that will find what the last one found is a round like any other.
  package func isRound(_ timer: ControllerTimer) -> Bool {
    timer.purpose == Timer.round.rawValue
      || Int(timer.key) < entries.count && entries[Int(timer.key)].isQuiet
  }

  /// Plans a look at an autoscaler that is new or has changed.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    guard change.subject == .autoscaler else { return }
    grow(to: change.index)
    if change.verb == .removed {
      selections.forget(change.index)
      entries[Int(change.index)] = Entry()
    } else {
      if change.verb != .reported { entries[Int(change.index)].isQuiet = false }
      plan(change.index, at: now, actions: &actions)
    }
  }

  /// Nothing is done on a delivery.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {}

  /// Looks at an autoscaler, or at all of them.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .look:
      let entry = entries[Int(timer.key)]
      guard entry.timerGeneration == timer.generation, entry.due.isSet else { return }
      entries[Int(timer.key)].due = .unset
      look(at: timer.key, at: now, in: cluster, actions: &actions)
    case .round:
      for row in cluster.autoscalers.indices where cluster.autoscalers[row].isPresent {
        grow(to: Int32(row))
        if entries[row].sync == nil {
          look(at: Int32(row), at: now, in: cluster, actions: &actions)
        }
      }
    case nil: break
    }
  }

  /// Goes on once a write has been answered.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    switch write {
    case .editWorkload(let workload, _):
      guard var rows = scaling[workload], let row = rows.first else { return }
      rows.removeFirst()
      scaling[workload] = rows.isEmpty ? nil : rows
      finishScaling(of: row, at: now, in: cluster, actions: &actions)
    case .setAutoscalerStatus(let row, _): finish(row, at: now, actions: &actions)
    default: break
    }
  }

  /// An autoscaler whose metrics are good wants a size within its bounds, those of its last look.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.autoscalers.indices where cluster.autoscalers[row].isPresent {
      let record = cluster.autoscalers[row]
      guard record.status.condition("ScalingActive")?.status == .yes, row < entries.count,
        entries[row].isQuiet
      else { continue }
      let desired = record.status.desiredReplicas
      if desired > record.spec.maxReplicas || desired < record.spec.minReplicas {
        return UnsettledObject(
          .autoscaler, Int32(row),
          "wants \(desired) replicas and is held to \(record.spec.minReplicas) to "
            + "\(record.spec.maxReplicas)")
      }
    }
    return nil
  }

  /// Plans the next look at the autoscaler in `row`, one period from now, unless one is planned.
  private mutating func plan(
    _ row: Int32, at now: SimulationTime, actions: inout ControllerActions
  ) {
    guard settings.era == .modern else { return beginRounds(at: now, actions: &actions) }
    guard !entries[Int(row)].due.isSet else { return }
    entries[Int(row)].due = now.addingSaturating(settings.syncPeriod)
    entries[Int(row)].timerGeneration &+= 1
    actions.append(
      .setTimer(
        ControllerTimer(
          Timer.look.rawValue, key: row, generation: entries[Int(row)].timerGeneration),
        after: settings.syncPeriod))
  }

  /// Asks for the next round of the classic era, unless there are rounds.
  private mutating func beginRounds(
    at now: SimulationTime, actions: inout ControllerActions
  ) {
    guard !hasRounds else { return }
    hasRounds = true
    let passed = (now - start) / settings.syncPeriod
    let next = start + settings.syncPeriod * (passed + 1)
    actions.append(.setTimer(ControllerTimer(Timer.round.rawValue), after: next - now))
  }

  /// Ends the look at the autoscaler in `row`, and plans the next.
  mutating func finish(
    _ row: Int32, at now: SimulationTime, actions: inout ControllerActions
  ) {
    entries[Int(row)].sync = nil
    plan(row, at: now, actions: &actions)
  }

  private mutating func grow(to row: Int32) {
    while entries.count <= Int(row) { entries.append(Entry()) }
  }
}
