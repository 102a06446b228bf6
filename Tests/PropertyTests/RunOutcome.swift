import ClusterSimulation
import ClusterState
import SimulationEngine

/// Everything that must be equal if two runs are.
struct RunOutcome: Equatable {
  /// The life of one pod.
  struct Life: Equatable {
    let name: String
    let node: String
    let phase: PodPhase
    let restarts: Int32
    let times: [SimulationTime]
  }

  let recording: Recording
  let lives: [Life]
  let resourceVersion: Int

  /// The outcome of a run that has come to its end.
  init(_ simulation: borrowing Simulation) {
    recording = simulation.state.recording
    resourceVersion = simulation.state.cluster.resourceVersion
    lives = Self.lives(in: simulation.state.cluster)
  }

  /// Runs `configuration` to its end.
  init(running configuration: SimulationConfiguration) {
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    self.init(simulation)
  }

  private static func lives(in cluster: ClusterState) -> [Life] {
    (0..<cluster.pods.count).map { row in
      let pod = cluster.pods[PodID(row)]
      let node = pod.node.isPresent ? cluster.symbols[cluster.nodes[pod.node.row].name] : ""
      return Life(
        name: pod.name.text(cluster.symbols), node: node, phase: pod.phase,
        restarts: pod.restarts,
        times: [
          pod.created, pod.scheduled, pod.imagePulled, pod.started, pod.firstReady,
          pod.readyTransition, pod.finished, pod.deletionRequested, pod.removed,
        ])
    }
  }

  /// Where the two part first, or nil if they are equal.
  func difference(from other: Self) -> String? {
    if self == other { return nil }
    func first<Row: Equatable>(
      _ kind: String, _ a: some Sequence<Row>, _ b: some Sequence<Row>
    ) -> String? {
      let (a, b) = (Array(a), Array(b))
      for index in 0..<max(a.count, b.count) {
        let left = index < a.count ? "\(a[index])" : "nothing"
        let right = index < b.count ? "\(b[index])" : "nothing"
        if index >= a.count || index >= b.count || a[index] != b[index] {
          return "\(kind) \(index): \(left) or \(right)"
        }
      }
      return nil
    }
    let (a, b) = (recording, other.recording)
    return first("attempt", a.attempts, b.attempts) ?? first("life", lives, other.lives)
      ?? first("node condition", a.nodeConditions, b.nodeConditions)
      ?? first("workload", a.workloads, b.workloads) ?? first("service", a.services, b.services)
      ?? first("deletion", a.deletions, b.deletions) ?? first("event", a.events, b.events)
      ?? first("queue", a.queueSamples, b.queueSamples)
      ?? first("utilization", a.utilization, b.utilization)
      ?? "events \(a.eventCount) or \(b.eventCount), unseed \(a.unseed) or \(b.unseed), "
      + "writes \(resourceVersion) or \(other.resourceVersion)"
  }
}
