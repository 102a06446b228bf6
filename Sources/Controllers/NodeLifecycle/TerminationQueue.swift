import ClusterState
import SimulationEngine

/// The nodes whose pods have been told to go and may not have gone: what is still there after the
/// grace is taken away.
///
/// The queue is looked at as often as a rate limit allows, also in vain. Source: the
/// `terminationEvictor` and `terminatePods` of `pkg/controller/node`, Kubernetes 1.1 to 1.4.
struct TerminationQueue: Sendable {
  private struct Entry: Sendable {
    let node: NodeID
    let added: SimulationTime
    var due: SimulationTime
  }

  /// The longest grace that is waited for: kube-controller-manager's `maximumGracePeriod`.
  private static let maximumGrace = SimulationDuration.minutes(5)

  private var entries: ContiguousArray<Entry> = []
  private var limiter: TokenBucket

  /// An empty queue that is looked at this often, in thousandths a second; zero for no limit.
  init(thousandthsPerSecond rate: Int64) {
    limiter = TokenBucket(thousandthsPerSecond: rate, burst: 1)
  }

  /// Adds a node whose pods have been told to go at `now`.
  mutating func add(_ node: NodeID, at now: SimulationTime) {
    entries.append(Entry(node: node, added: now, due: now))
  }

  mutating func remove(_ node: NodeID) { entries.removeAll { $0.node == node } }

  mutating func clear() { entries.removeAll(keepingCapacity: true) }

  /// When the queue is looked at next; nil if nothing waits.
  func nextTime(at now: SimulationTime) -> SimulationTime? {
    guard let first = entries.map(\.due).min() else { return nil }
    var next = limiter
    let time = next.take(at: now)
    return limiter.interval == .zero ? max(first, time) : time
  }

  /// Looks at the nodes that are due, as the limit allows, and asks for what is overdue there.
  mutating func process(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    while let row = entries.indices.min(by: { entries[$0].due < entries[$1].due }),
      limiter.tryTake(at: now), entries[row].due <= now
    {
      let passed = now - entries[row].added
      var wait: SimulationDuration?
      cluster.pods.forEach(on: entries[row].node) { pod in
        let isDeleting = cluster.pods[pod].isDeleting
        // The request may still wait for the client's rate limit.
        let wanted = isDeleting ? cluster.pods[pod].deletionGrace : cluster.grace(of: pod)
        let grace = min(wanted, Self.maximumGrace)
        if passed < grace {
          wait = max(wait ?? .zero, grace - passed)
        } else if isDeleting {
          actions.append(.write(.deletePod(pod, .nodeTimeout, isForced: true)))
        }
      }
      if let wait {
        entries[row].due = now + wait
      } else {
        entries.remove(at: row)
      }
    }
  }
}
