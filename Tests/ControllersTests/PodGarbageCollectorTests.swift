import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("PodGarbageCollector")
struct PodGarbageCollectorTests {
  @Test(
    "ended pods beyond the threshold go, the oldest first; a threshold of zero keeps all",
    arguments: [(4, []), (3, []), (2, [0]), (1, [0, 1]), (0, []), (-1, [])] as [(Int, [Int])])
  func threshold(_ threshold: Int, collected: [Int]) throws {
    var settings = PodGarbageCollector.Settings()
    settings.terminatedPodThreshold = threshold
    var cluster = TestCluster()
    var collector = PodGarbageCollector(settings: settings)
    for row in 0..<4 {
      let pod = try cluster.runningPod("p\(row)", app: "web")
      guard row < 3 else { continue }
      cluster.state.report(pod, phase: .succeeded, isReady: false, restarts: 0, at: .seconds(3))
    }
    #expect(cluster.round(&collector, at: 20).map(\.row) == collected)
  }

  @Test(
    "out of service: what is being deleted goes by force, if its node is not ready",
    arguments: [
      // Taint, node ready, pod being deleted, collected.
      ("node.kubernetes.io/out-of-service", false, true, true),
      ("node.kubernetes.io/out-of-service", false, false, false),
      ("node.kubernetes.io/out-of-service", true, true, false),
      ("node.kubernetes.io/unreachable", false, true, false),
    ], [NodeTaintEffect.noExecute, .noSchedule])
  func outOfService(
    _ row: (key: String, isReady: Bool, isDeleting: Bool, isCollected: Bool),
    effect: NodeTaintEffect
  ) throws {
    var cluster = TestCluster()
    var collector = PodGarbageCollector(settings: PodGarbageCollector.Settings())
    let node = try cluster.node("worker")
    let pod = try cluster.runningPod("a", app: "web", on: node)
    if !row.isReady {
      cluster.state.setReady(node, .unknown, reason: .empty, at: .seconds(5))
    }
    let key = cluster.state.symbols.intern(row.key)
    let taint = NodeTaint(key: key, value: .empty, effect: effect, added: .seconds(6))
    cluster.state.setTaints(node, [taint], at: .seconds(6))
    if row.isDeleting {
      cluster.state.requestDeletion(of: pod, grace: .seconds(30), at: .seconds(7))
    }
    #expect(cluster.round(&collector, at: 20) == (row.isCollected ? [pod] : []))
    cluster.state.setTaints(node, [], at: .seconds(21))
    #expect(cluster.round(&collector, at: 40) == [])
  }

  @Test("the pods of a node that is gone go after the quarantine")
  func orphans() throws {
    var cluster = TestCluster()
    var collector = PodGarbageCollector(settings: PodGarbageCollector.Settings())
    let node = try cluster.node("worker")
    let pod = try cluster.runningPod("a", app: "web", on: node)
    cluster.state.removeNode(node, at: .seconds(10))
    #expect(cluster.round(&collector, at: 40) == [])
    #expect(cluster.round(&collector, at: 60) == [pod])
  }
}

extension TestCluster {
  /// Lets the collector look once; returns what it deletes by force.
  fileprivate mutating func round(
    _ collector: inout PodGarbageCollector, at second: Int64
  ) -> [PodID] {
    var actions: ControllerActions = []
    for change in changes() {
      collector.observe(change, at: .seconds(second), in: state, actions: &actions)
    }
    collector.wake(for: ControllerTimer(0), at: .seconds(second), in: state, actions: &actions)
    return actions.compactMap {
      if case .write(.deletePod(let pod, _, isForced: true)) = $0 { pod } else { nil }
    }
  }
}
