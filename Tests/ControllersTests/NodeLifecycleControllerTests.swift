import ClusterState
import Controllers
import SimulationEngine
import Testing

@Suite("NodeLifecycleController")
struct NodeLifecycleControllerTests {
  @Test("a silent node is Unknown after the grace and evicted 300 s after its last heartbeat")
  func classicTimeline() throws {
    let timeline = try Self.run(Self.classic, until: 400)
    #expect(timeline.unknown == .seconds(40))
    #expect(timeline.deleted == .seconds(300))
  }

  @Test("where the timeout counts from the change of the condition, it adds to the grace")
  func textbookTimeline() throws {
    var settings = Self.classic
    settings.nodeMonitorGracePeriod = .seconds(30)
    settings.eviction = .deletion(
      NodeLifecycleSettings.Deletion(
        countsFromHeartbeat: false, isGraceful: false, forcesAfterGrace: false,
        stopsWithoutReadyNodes: false, sparesCordonedNodes: false))
    let timeline = try Self.run(settings, until: 400)
    #expect(timeline.unknown == .seconds(30))
    #expect(timeline.deleted == .seconds(330))
  }

  @Test("a node that is heard again in time loses nothing")
  func nodeReturns() throws {
    let timeline = try Self.run(Self.classic, until: 700, heardAgain: 200)
    #expect(timeline.unknown == .seconds(40))
    #expect(timeline.deleted == nil)
  }

  @Test("while no node at all is ready, nothing is evicted")
  func segmentation() throws {
    let timeline = try Self.run(Self.classic, until: 700, hasSecondNode: false)
    #expect(timeline.unknown == .seconds(40))
    #expect(timeline.deleted == nil)
  }

  @Test("nodes are evicted ten seconds apart")
  func rateLimit() throws {
    var cluster = TestCluster()
    let nodes = try (0..<3).map { try cluster.node("silent-\($0)") }
    let alive = try cluster.node("alive")
    for (row, node) in nodes.enumerated() {
      _ = try cluster.runningPod("p\(row)", app: "web", on: node)
    }
    var deletions: [Int64] = []
    Self.drive(Self.classic, &cluster, until: 330, alive: [alive]) { action, now in
      if case .deletePod = action { deletions.append(now) }
    }
    #expect(deletions == [300, 310, 320])
  }

  static var classic: NodeLifecycleSettings {
    NodeLifecycleSettings(
      eviction: .deletion(
        NodeLifecycleSettings.Deletion(
          countsFromHeartbeat: true, isGraceful: true, forcesAfterGrace: true,
          stopsWithoutReadyNodes: true, sparesCordonedNodes: true)))
  }

  private struct Timeline {
    var unknown: SimulationTime?
    var deleted: SimulationTime?
  }

  /// One node falls silent at time 0, and is perhaps heard again.
  private static func run(
    _ settings: NodeLifecycleSettings, until end: Int64, heardAgain: Int64? = nil,
    hasSecondNode: Bool = true
  ) throws -> Timeline {
    var cluster = TestCluster()
    let silent = try cluster.node("silent")
    let alive = hasSecondNode ? [try cluster.node("alive")] : []
    _ = try cluster.runningPod("a", app: "web", on: silent)
    var timeline = Timeline()
    drive(settings, &cluster, until: end, alive: alive, returning: heardAgain.map { (silent, $0) })
    {
      action, now in
      switch action {
      case .setNodeReady(silent, .unknown, _): timeline.unknown = .seconds(now)
      case .deletePod, .forceDeletePod: timeline.deleted = timeline.deleted ?? .seconds(now)
      default: break
      }
    }
    return timeline
  }

  /// Runs a controller second by second; nodes in `alive` are heard before every pass.
  private static func drive(
    _ settings: NodeLifecycleSettings, _ cluster: inout TestCluster, until end: Int64,
    alive: [NodeID], returning: (node: NodeID, at: Int64)? = nil,
    _ observe: (ControllerAction, Int64) -> Void
  ) {
    var controller = NodeLifecycle(settings: settings)
    var evictionDue: Int64?
    for now in 0...end {
      var actions: ContiguousArray<ControllerAction> = []
      let time = SimulationTime.seconds(now)
      for node in alive { cluster.state.noteHeartbeat(node, at: time) }
      if let returning, now >= returning.at {
        cluster.state.noteHeartbeat(returning.node, at: time)
        cluster.state.setReady(returning.node, .yes, reason: .empty, at: time)
      }
      if now % 5 == 0 { controller.monitor(at: time, in: cluster.state, actions: &actions) }
      if evictionDue == now {
        controller.evict(at: time, in: cluster.state, actions: &actions)
      }
      for action in actions {
        if case .post(.nodeEvictionDue, let delay) = action {
          evictionDue = now + delay / .seconds(1)
          if evictionDue == now { evict(&controller, &cluster, now, &evictionDue, observe) }
        }
        observe(action, now)
      }
      cluster.apply(Array(actions), at: time)
    }
  }

  private static func evict(
    _ controller: inout NodeLifecycle, _ cluster: inout TestCluster, _ now: Int64,
    _ due: inout Int64?, _ observe: (ControllerAction, Int64) -> Void
  ) {
    var actions: ContiguousArray<ControllerAction> = []
    controller.evict(at: .seconds(now), in: cluster.state, actions: &actions)
    for action in actions {
      if case .post(.nodeEvictionDue, let delay) = action { due = now + delay / .seconds(1) }
      observe(action, now)
    }
    cluster.apply(Array(actions), at: .seconds(now))
  }
}
