import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("TaintEvictionController")
struct TaintEvictionControllerTests {
  @Test("a silent node is tainted after the grace; each pod goes when its toleration ends")
  func timeline() throws {
    var run = try Run(nodes: 2, silent: 1)
    run.advance(to: 600)
    #expect(run.unknownAt == 50)
    #expect(run.taintedAt[.unreachableNoSchedule] == 50)
    #expect(run.taintedAt[.unreachableNoExecute] == 50)
    #expect(run.deletedAt == [350])
  }

  @Test("nothing is tainted for execution while every zone is fully disrupted")
  func allZonesDisrupted() throws {
    var run = try Run(nodes: 2, silent: 2)
    run.advance(to: 600)
    #expect(run.unknownAt == 50)
    #expect(run.taintedAt[.unreachableNoExecute] == nil)
    #expect(run.deletedAt == [])
  }

  @Test("a node that is heard again loses its taints, and its pods stay")
  func nodeReturns() throws {
    var run = try Run(nodes: 2, silent: 1)
    run.advance(to: 200)
    run.silent = 0
    run.advance(to: 600)
    #expect(run.deletedAt == [])
    #expect(run.cluster.state.nodes[0].taints.isEmpty)
  }

  /// Nodes of one zone, of which the first few are silent from time 0 on; one pod on the first.
  private struct Run {
    var cluster = TestCluster()
    var controller: NodeLifecycle
    var silent: Int
    var unknownAt: Int64?
    var taintedAt: [NodeLifecycleTaint: Int64] = [:]
    var deletedAt: [Int64] = []
    private var now: Int64 = 0
    private var posted: [(time: Int64, event: ControllerEvent)] = []

    init(nodes: Int, silent: Int) throws {
      var settings = NodeLifecycleSettings(eviction: .taints(NodeLifecycleSettings.Zones()))
      settings.nodeMonitorGracePeriod = .seconds(50)
      controller = NodeLifecycle(settings: settings)
      self.silent = silent
      let toleration = Toleration(
        key: "node.kubernetes.io/unreachable", operation: .exists, effect: .noExecute,
        tolerationSeconds: 300)
      let template = cluster.template(app: "web", tolerations: [toleration])
      let ids = try (0..<nodes).map { try cluster.node("worker-\($0)") }
      let name = PodName(cluster.state.symbols.intern("a"))
      let pod = try cluster.state.createPod(
        template: template, name: name, owner: .absent, at: .zero)
      _ = cluster.state.bind(pod, to: ids[0], at: .zero)
    }

    mutating func advance(to end: Int64) {
      while now <= end {
        for row in cluster.state.nodes.indices where row >= silent {
          cluster.state.noteHeartbeat(NodeID(row), at: .seconds(now))
          cluster.state.setReady(NodeID(row), .yes, reason: .empty, at: .seconds(now))
        }
        if now % 5 == 0 { perform { $0.monitor(at: $2, in: $1, actions: &$3) } }
        fire()
        now += 1
      }
    }

    private mutating func fire() {
      while let row = posted.firstIndex(where: { $0.time <= now }) {
        switch posted.remove(at: row).event {
        case .nodeEvictionDue: perform { $0.evict(at: $2, in: $1, actions: &$3) }
        case .tolerationDue(let pod, let generation):
          perform {
            $0.tolerationEnded(
              of: pod, generation: generation, at: $2, in: $1, actions: &$3)
          }
        default: break
        }
      }
    }

    private mutating func perform(
      _ step: (
        inout NodeLifecycle, ClusterState, SimulationTime, inout ContiguousArray<ControllerAction>
      ) -> Void
    ) {
      var actions: ContiguousArray<ControllerAction> = []
      step(&controller, cluster.state, .seconds(now), &actions)
      cluster.apply(Array(actions), at: .seconds(now))
      for change in cluster.changes() {
        controller.observe(change, at: .seconds(now), in: cluster.state, actions: &actions)
      }
      for action in actions { note(action) }
    }

    private mutating func note(_ action: ControllerAction) {
      switch action {
      case .setNodeReady(_, .unknown, _): unknownAt = unknownAt ?? now
      case .addTaint(_, let taint): taintedAt[taint] = taintedAt[taint] ?? now
      case .deletePod: deletedAt.append(now)
      case .post(let event, let delay): posted.append((now + delay / .seconds(1), event))
      default: break
      }
    }
  }
}
