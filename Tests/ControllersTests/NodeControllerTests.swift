import ClusterState
import Controllers
import SimulationEngine
import Testing

@Suite("NodeController")
struct NodeControllerTests {
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
    var loop = ControlLoop([NodeController(settings: Self.classic)])
    let nodes = try (0..<3).map { try loop.cluster.node("silent-\($0)") }
    let alive = try loop.cluster.node("alive")
    for (row, node) in nodes.enumerated() {
      _ = try loop.cluster.runningPod("p\(row)", app: "web", on: node)
    }
    loop.advance(to: 330) { cluster, now in
      cluster.state.noteHeartbeat(alive, at: .seconds(now))
    }
    #expect(Self.deletions(loop, isForced: false) == [300, 310, 320])
  }

  @Test(
    "what is still there after its grace is taken away, at the next look that the limit allows",
    arguments: [(30, 330), (35, 340), (0, nil), (600, 600)] as [(Int64, Int64?)])
  func forcesAfterGrace(grace: Int64, forced: Int64?) throws {
    var loop = ControlLoop([NodeController(settings: Self.classic)])
    let silent = try loop.cluster.node("silent")
    let alive = try loop.cluster.node("alive")
    _ = try loop.cluster.runningPod("a", app: "web", on: silent, grace: grace)
    loop.advance(to: 900) { cluster, now in
      cluster.state.noteHeartbeat(alive, at: .seconds(now))
    }
    #expect(Self.deletions(loop, isForced: false) == [300])
    #expect(Self.deletions(loop, isForced: true) == (forced.map { [$0] } ?? []))
  }

  @Test("a node that is heard again in time keeps what has been told to go, until its kubelet acts")
  func forcesNothingOfReadyNodes() throws {
    var loop = ControlLoop([NodeController(settings: Self.classic)])
    let silent = try loop.cluster.node("silent")
    let alive = try loop.cluster.node("alive")
    _ = try loop.cluster.runningPod("a", app: "web", on: silent)
    loop.advance(to: 900) { cluster, now in
      cluster.state.noteHeartbeat(alive, at: .seconds(now))
      guard now >= 320 else { return }
      cluster.state.noteHeartbeat(silent, at: .seconds(now))
      cluster.state.setReady(silent, .yes, reason: .empty, at: .seconds(now))
    }
    #expect(Self.deletions(loop, isForced: false) == [300])
    #expect(Self.deletions(loop, isForced: true) == [])
  }

  /// The seconds at which pods were deleted, by force or not.
  private static func deletions(_ loop: ControlLoop, isForced: Bool) -> [Int64] {
    loop.writes.compactMap { second, write in
      if case .deletePod(_, _, isForced) = write { second } else { nil }
    }
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
    var loop = ControlLoop([NodeController(settings: settings)])
    let silent = try loop.cluster.node("silent")
    let alive = hasSecondNode ? [try loop.cluster.node("alive")] : []
    _ = try loop.cluster.runningPod("a", app: "web", on: silent)
    loop.advance(to: end) { cluster, now in
      let time = SimulationTime.seconds(now)
      for node in alive { cluster.state.noteHeartbeat(node, at: time) }
      guard let heardAgain, now >= heardAgain else { return }
      cluster.state.noteHeartbeat(silent, at: time)
      cluster.state.setReady(silent, .yes, reason: .empty, at: time)
    }
    var timeline = Timeline()
    for (second, write) in loop.writes {
      switch write {
      case .setNodeReady(silent, .unknown, _): timeline.unknown = .seconds(second)
      case .deletePod: timeline.deleted = timeline.deleted ?? .seconds(second)
      default: break
      }
    }
    return timeline
  }
}
