import ClusterState
import SimulationEngine

/// How long a daemon set waits on each node before it deletes a pod that has failed again.
///
/// Source: `flowcontrol.Backoff` as `NewDaemonSetsController` makes it, 1 s to 15 min, and
/// `failedPodsBackoffKey`, Kubernetes 1.20 to 1.36: a changed specification begins anew.
struct FailedPodBackOff: Sendable {
  private static let longest = SimulationDuration.seconds(15 * 60)

  private struct Entry: Sendable {
    var generation: Int64
    var pause: SimulationDuration
    var updated: SimulationTime
  }

  private var entries: [NodeID: Entry] = [:]

  /// No failures.
  init() {}

  /// Notes a failed pod on `node` of the set of `generation`: nil if it may go now, else how long
  /// to wait.
  mutating func next(
    on node: NodeID, generation: Int64, at now: SimulationTime
  ) -> SimulationDuration? {
    guard let known = entries[node], known.generation == generation,
      now - known.updated <= Self.longest * 2
    else {
      entries[node] = Entry(generation: generation, pause: .seconds(1), updated: now)
      return nil
    }
    if now - known.updated < known.pause { return known.pause }
    entries[node] = Entry(
      generation: generation, pause: min(known.pause * 2, Self.longest), updated: now)
    return nil
  }
}
