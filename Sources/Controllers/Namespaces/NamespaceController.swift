import ClusterState
import SimulationEngine

/// Empties namespaces that are deleted, and lets them go.
///
/// Each change of such a namespace, its own status among them, brings a pass after five seconds. A
/// pass deletes the pods, and once they are gone everything else. If something is left, the next
/// one comes in half the time that the pods may take to stop. Source: `pkg/controller/namespace`
/// and its `deletion`, Kubernetes 1.2 and 1.36.
///
/// **Divergence:** the default service account and `kube-root-ca.crt` are there at once.
package struct NamespaceController: Controller {
  private enum Timer: UInt8 {
    /// A namespace is to be looked at.
    case delay
    /// The pause after a pass that failed is over.
    case retry
  }

  private let settings: NamespaceSettings
  private let clock: WallClock
  private var queue = WorkQueue(longestPause: .seconds(60))
  private var delayed = DelayedKeys(timer: Timer.delay.rawValue)
  /// The passes that are under way, by row.
  private var passes: [Int32: NamespacePass] = [:]

  /// A controller that knows no namespace.
  package init(settings: NamespaceSettings, clock: WallClock) {
    self.settings = settings
    self.clock = clock
  }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "namespace-controller" }

  /// Namespaces.
  package var interests: SubjectSet { .namespaces }

  /// Whether any namespace waits to be looked at.
  package var hasWork: Bool { !queue.isEmpty }

  /// Notes a change of a namespace that is to go.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    guard change.subject == .namespace,
      cluster.namespaces.records[Int(change.index)].isTerminating
    else { return }
    guard settings.delay > .zero else { return queue.add(change.index) }
    delayed.add(change.index, after: settings.delay, at: now, actions: &actions)
  }

  /// Begins a pass over each namespace that is due.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while let row = queue.next() {
      let record = cluster.namespaces.records[Int(row)]
      guard record.isTerminating, passes[row] == nil else { continue }
      // The API keeps the instant of a deletion in whole seconds.
      let estimate = NamespacePass.estimate(
        of: record.name, deletedAt: clock.wholeSecond(record.deletion), at: now, in: cluster)
      let pass = NamespacePass(estimate: estimate)
      passes[row] = pass
      if let first = pass.left.first {
        actions.append(.write(.deleteAll(first, namespace: row)))
      }
    }
  }

  /// Takes up a namespace whose time has come.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .delay: if delayed.end(timer) { queue.add(timer.key) }
    case .retry, nil: queue.retry(timer.key, at: now)
    }
    sync(at: now, in: cluster, actions: &actions)
  }

  /// Goes on with a pass when a collection has been deleted, or ends it.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    switch write {
    case .deleteAll(let content, let row):
      guard var pass = passes[row] else { return }
      let namespace = cluster.namespaces.records[Int(row)].name
      pass.note(
        cluster.remains(of: content, in: namespace), in: cluster.symbols[namespace],
        podsFirst: settings.deletesPodsFirst)
      passes[row] = pass
      if let next = pass.left.first {
        return actions.append(.write(.deleteAll(next, namespace: row)))
      }
      report(pass, of: row, at: now, cluster, &actions)
    case .setNamespaceStatus(let row, _):
      if let pass = passes[row] { end(pass, of: row, at: now, &actions) }
    case .finalizeNamespace(let row): passes[row] = nil
    default: break
    }
  }

  /// Writes what is left into the conditions, where that is new.
  private mutating func report(
    _ pass: NamespacePass, of row: Int32, at now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    guard settings.reports, cluster.namespaces.records[Int(row)].status != pass.status else {
      return end(pass, of: row, at: now, &actions)
    }
    actions.append(.write(.setNamespaceStatus(row: row, pass.status)))
  }

  /// Lets an empty namespace go, and waits for another pass otherwise.
  private mutating func end(
    _ pass: NamespacePass, of row: Int32, at now: SimulationTime,
    _ actions: inout ControllerActions
  ) {
    if pass.remains.isEmpty {
      queue.forget(row)
      return actions.append(.write(.finalizeNamespace(row: row)))
    }
    passes[row] = nil
    let period = settings.syncPeriod.microseconds
    let next = SimulationDuration(microseconds: period - now.microseconds % period)
    if pass.unexpected.isEmpty {
      let wait = SimulationDuration.seconds(1).multipliedSaturating(by: pass.estimate / 2 + 1)
      delayed.add(row, after: min(wait, next + settings.delay), at: now, actions: &actions)
    } else if settings.triesAgain {
      guard let pause = queue.fail(row, at: now) else { return }
      actions.append(.setTimer(ControllerTimer(Timer.retry.rawValue, key: row), after: pause))
    } else {
      delayed.add(row, after: next + settings.delay, at: now, actions: &actions)
    }
  }

  /// A namespace that is to go is on its way.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.namespaces.records.indices
    where cluster.namespaces.records[row].isTerminating {
      let key = Int32(row)
      if delayed.isWaiting(key) || queue.awaitsRetry(of: key) || passes[key] != nil { continue }
      return UnsettledObject(.namespace, key, "is to go, and nobody empties it")
    }
    return nil
  }
}
