import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("NodeLifecycleController")
struct NodeLifecycleControllerTests {
  @Test("a silent node is tainted after the grace; each pod goes when its toleration ends")
  func timeline() throws {
    var run = try Run(nodes: 2, silent: 1)
    run.advance(to: 600)
    #expect(run.unknownAt == 50)
    #expect(run.taintedAt(.unreachableNoSchedule) == 50)
    #expect(run.taintedAt(.unreachableNoExecute) == 50)
    #expect(run.deletedAt == [350])
  }

  @Test("nothing is tainted for execution while every zone is fully disrupted")
  func allZonesDisrupted() throws {
    var run = try Run(nodes: 2, silent: 2)
    run.advance(to: 600)
    #expect(run.unknownAt == 50)
    #expect(run.taintedAt(.unreachableNoExecute) == nil)
    #expect(run.deletedAt == [])
  }

  @Test("a rate that comes back begins without a token: the next node is tainted ten seconds later")
  func rateComesBack() throws {
    // Three of five not ready are a partial disruption, in which the rate is zero; two are none.
    var run = try Run(nodes: 5, silent: 3, zones: ["a", "a", "a", "a", "a"])
    run.advance(to: 1000)
    #expect(run.taintedAll(.unreachableNoExecute) == [])
    run.silent = 2
    run.advance(to: 1100)
    #expect(run.taintedAll(.unreachableNoExecute) == [1015, 1025])
  }

  @Test("a total disruption ends with a node that is ready, and the dead one is tainted 10 s later")
  func totalDisruptionEnds() throws {
    var run = try Run(nodes: 2, silent: 2)
    run.advance(to: 602)
    run.silent = 1
    run.advance(to: 700)
    #expect(run.taintedAll(.unreachableNoExecute) == [615])
  }

  @Test("a node that is excluded from the count does not make its zone disrupted")
  func excludedNodes() throws {
    var run = try Run(nodes: 5, silent: 3)
    run.label(NodeID(2), [NodeLabels.zone: "a", NodeLabels.excludeDisruption: ""])
    run.advance(to: 80)
    #expect(run.taintedAll(.unreachableNoExecute) == [50, 60, 70])
  }

  @Test("a node whose labels change counts in its new zone")
  func movedNodes() throws {
    var run = try Run(nodes: 5, silent: 3)
    run.advance(to: 100)
    #expect(run.taintedAll(.unreachableNoExecute) == [])
    run.label(NodeID(2), [NodeLabels.betaZone: "b", NodeLabels.zone: "a"])
    run.advance(to: 130)
    // Its new zone has a token; the old one has to wait for its first.
    #expect(run.taintedAll(.unreachableNoExecute) == [110, 120, 130])
  }

  @Test("zones are told apart by the labels of before 1.17 too", arguments: NodeLabels.zoneKeys)
  func zoneLabels(key: String) throws {
    // In one zone, three of five would be a partial disruption, in which nothing is tainted.
    var run = try Run(nodes: 5, silent: 3, zones: ["a", "a", "a", "b", "b"], key: key)
    run.advance(to: 100)
    #expect(run.taintedAt(.unreachableNoExecute) == 50)
  }

  @Test("a node that is heard again loses its taints, and its pods stay")
  func nodeReturns() throws {
    var run = try Run(nodes: 2, silent: 1)
    run.advance(to: 200)
    run.silent = 0
    run.advance(to: 600)
    #expect(run.deletedAt == [])
    #expect(run.nodes[0].taints.isEmpty)
  }

  @Test("a cordoned node has the taint of cordons, and loses it with the cordon")
  func cordons() throws {
    var run = try Run(nodes: 1, silent: 0)
    run.isCordoned = true
    run.advance(to: 20)
    #expect(run.nodes[0].taints.count == 1 && run.taintedAt(.unschedulable) != nil)
    // Being ready takes off the taints of the condition alone.
    run.advance(to: 100)
    #expect(run.nodes[0].taints.count == 1)
    run.isCordoned = false
    run.advance(to: 120)
    #expect(run.nodes[0].taints.isEmpty)
  }

  @Test("a taint of the condition that somebody takes off comes back, as often as it is taken off")
  func takenOff() throws {
    var run = try Run(nodes: 3, silent: 1)
    run.advance(to: 100)
    let first = run.taintedAll(.unreachableNoExecute).count
    #expect(first == 1 && run.nodes[0].taints.count == 2)
    for round in 1...2 {
      run.clearTaints(NodeID(0))
      run.advance(to: 100 + Int64(round) * 50)
      #expect(run.taintedAll(.unreachableNoExecute).count == 1 + round)
      #expect(run.nodes[0].taints.count == 2)
    }
    // A ready node gets rid of what does not hold for it.
    run.mark(NodeID(1), .unreachableNoExecute)
    run.advance(to: 260)
    #expect(run.nodes[1].taints.isEmpty)
  }

  /// Nodes, of one zone unless said, of which the first few are silent from time 0 on; one pod is
  /// on the first.
  private struct Run {
    private var loop: ControlLoop
    var silent: Int
    var isCordoned = false

    init(
      nodes: Int, silent: Int, zones: [String] = [], key: String = NodeLabels.zone
    ) throws {
      var settings = NodeLifecycleSettings(eviction: .taints(NodeLifecycleSettings.Zones()))
      settings.nodeMonitorGracePeriod = .seconds(50)
      loop = ControlLoop([
        NodeLifecycleController(settings: settings), TaintEvictionController(settings: settings),
      ])
      self.silent = silent
      let toleration = Toleration(
        key: "node.kubernetes.io/unreachable", operation: .exists, effect: .noExecute,
        tolerationSeconds: 300)
      let template = loop.cluster.template(app: "web", tolerations: [toleration])
      let ids = try (0..<nodes).map { row in
        let zone = zones.isEmpty ? "a" : zones[row]
        return try loop.cluster.node("worker-\(row)", zone: zone, key: key)
      }
      let name = PodName(loop.cluster.state.symbols.intern("a"))
      let pod = try loop.cluster.state.createPod(
        template: template, name: name, owner: .absent, at: .zero)
      _ = loop.cluster.state.bind(pod, to: ids[0], at: .zero)
    }

    var nodes: ContiguousArray<NodeRecord> { loop.cluster.state.nodes }

    var unknownAt: Int64? {
      loop.writes.first {
        if case .setNodeReady(_, .unknown, _) = $0.write { true } else { false }
      }?
      .second
    }

    var deletedAt: [Int64] {
      loop.writes.filter { if case .deletePod = $0.write { true } else { false } }.map(\.second)
    }

    func taintedAt(_ taint: NodeLifecycleTaint) -> Int64? {
      loop.writes.first {
        if case .setTaint(_, taint, isPresent: true) = $0.write { true } else { false }
      }?.second
    }

    func taintedAll(_ taint: NodeLifecycleTaint) -> [Int64] {
      loop.writes.filter {
        if case .setTaint(_, taint, isPresent: true) = $0.write { true } else { false }
      }.map(\.second)
    }

    mutating func clearTaints(_ node: NodeID) {
      loop.cluster.state.setTaints(node, [], at: .zero)
    }

    mutating func mark(_ node: NodeID, _ taint: NodeLifecycleTaint) {
      loop.cluster.state.apply(.setTaint(node, taint, isPresent: true), at: .zero)
    }

    mutating func label(_ node: NodeID, _ labels: Labels) {
      let set = loop.cluster.state.intern(labels)
      loop.cluster.state.setLabels(node, set, at: .zero)
    }

    mutating func advance(to end: Int64) {
      let (silent, isCordoned) = (silent, isCordoned)
      loop.advance(to: end) { cluster, now in
        cluster.state.setCordoned(NodeID(0), isCordoned, at: .seconds(now))
        for row in cluster.state.nodes.indices where row >= silent {
          cluster.state.noteHeartbeat(NodeID(row), at: .seconds(now))
          cluster.state.setReady(NodeID(row), .yes, reason: .empty, at: .seconds(now))
        }
      }
    }
  }
}
