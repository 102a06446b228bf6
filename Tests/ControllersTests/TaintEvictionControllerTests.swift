import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("TaintEvictionController")
struct TaintEvictionControllerTests {
  @Test(
    "a pod goes at once, later or never, by the time that it tolerates the taint",
    arguments: [(nil, 0), (30, 30), (Int64.max, nil)] as [(Int64?, Int64?)])
  func tolerations(seconds: Int64?, deleted: Int64?) throws {
    var loop = try Self.loop(tolerating: seconds)
    loop.cluster.taint(NodeID(0))
    loop.advance(to: 100) { _, _ in }
    #expect(loop.writes.map(\.second) == (deleted.map { [$0] } ?? []))
  }

  @Test("a taint that is taken off in time spares the pod")
  func takenOff() throws {
    var loop = try Self.loop(tolerating: 30)
    loop.cluster.taint(NodeID(0))
    loop.advance(to: 20) { _, _ in }
    loop.cluster.state.setTaints(NodeID(0), [], at: .seconds(20))
    loop.advance(to: 100) { _, _ in }
    #expect(loop.writes.isEmpty)
  }

  /// A controller and a pod on a node; nil tolerates nothing, the greatest number all.
  private static func loop(tolerating seconds: Int64?) throws -> ControlLoop {
    let settings = NodeLifecycleSettings(eviction: .taints(NodeLifecycleSettings.Zones()))
    var loop = ControlLoop([TaintEvictionController(settings: settings)])
    let node = try loop.cluster.node("worker")
    let tolerations = seconds.map {
      [
        Toleration(
          key: "maintenance", operation: .exists, effect: .noExecute,
          tolerationSeconds: $0 == .max ? nil : $0)
      ]
    }
    let template = loop.cluster.template(app: "web", tolerations: tolerations ?? [])
    let name = PodName(loop.cluster.state.symbols.intern("a"))
    let pod = try loop.cluster.state.createPod(
      template: template, name: name, owner: .absent, at: .zero)
    _ = loop.cluster.state.bind(pod, to: node, at: .zero)
    _ = loop.cluster.changes()
    return loop
  }
}

extension TestCluster {
  fileprivate mutating func taint(_ node: NodeID) {
    let key = state.symbols.intern("maintenance")
    let taint = NodeTaint(key: key, value: .empty, effect: .noExecute, added: .zero)
    state.setTaints(node, [taint], at: .zero)
  }
}
