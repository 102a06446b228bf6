import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import StructuredText
import TestSupport
import Testing

@Suite("TaintEvictionController")
struct TaintEvictionControllerTests {
  @Test(
    "of each taint the first toleration that tolerates it counts, and of these the shortest",
    arguments: [
      (["a"], [], TolerationTime.none),
      (["a"], ["a=30"], .limited(.seconds(30))),
      (["a"], ["a=0"], .limited(.zero)),
      (["a"], ["a=-5"], .limited(.zero)),
      (["a"], ["a"], .unlimited),
      (["a"], ["", "a=30"], .unlimited),
      (["a"], ["a=30", ""], .limited(.seconds(30))),
      (["a"], ["a=60", "a=30"], .limited(.seconds(60))),
      (["a", "b"], ["a"], .none),
      (["a", "b"], ["a=600", "b=60"], .limited(.seconds(60))),
      (["a", "b"], ["b", "=40"], .limited(.seconds(40))),
      ([], [], .unlimited),
    ] as [([String], [String], TolerationTime)])
  func tolerationTime(taints: [String], tolerations: [String], expected: TolerationTime) {
    let time = TolerationTime(
      of: tolerations.map(Self.toleration), under: taints.map { Taint(key: $0, effect: .noExecute) }
    )
    #expect(time == expected)
  }

  @Test(
    "a timer starts with the first taint, is kept by others and ends when nothing limits it",
    arguments: [
      // What the pod tolerates, when which taints are there, and when it is deleted.
      (["a=30"], [(10, ["a"])], [40]),
      ([], [(10, ["a"])], [10]),
      (["a"], [(10, ["a"])], []),
      (["a=30"], [(10, ["a"]), (20, [])], []),
      (["a=30"], [(10, ["a"]), (20, []), (25, ["a"])], [55]),
      // A shorter toleration of a later taint takes nothing, a longer one grants nothing.
      (["a=60", "b=5"], [(10, ["a"]), (20, ["a", "b"])], [70]),
      (["a=30", "b=60"], [(10, ["a"]), (20, ["b"])], [40]),
      // What is left is tolerated for ever.
      (["a=30", "b"], [(10, ["b"]), (20, ["a", "b"]), (30, ["b"])], []),
      // What is not tolerated at all counts now.
      (["a=30"], [(10, ["a"]), (20, ["a", "b"])], [20]),
    ] as [([String], [(Int64, [String])], [Int64])])
  func timers(tolerations: [String], taints: [(Int64, [String])], deleted: [Int64]) throws {
    var loop = try Self.loop(tolerating: tolerations)
    for (second, keys) in taints {
      loop.advance(to: second) { cluster, now in
        if now == second { cluster.taint(NodeID(0), keys, at: now) }
      }
    }
    loop.advance(to: 200) { _, _ in }
    #expect(loop.writes.map(\.second) == deleted)
  }

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func `a pod that bears an unreachable node for 6000 s goes then`() throws {
    let file = "worked-examples.json"
    let bytes = try #require(try SharedFolder.bytes("cases/" + file))
    let cases = try #require(try JSONReader.read(bytes, file: file)["cases"]).elements
    let example = try #require(cases.first { $0["id"]?.text == "taint-unreachable-6000" })
    let taint = try #require(example["input"]?["taint"]?["key"]).text
    let toleration = try #require(example["input"]?["tolerations"]?.elements.first)
    #expect(toleration["operator"]?.text == "Exists" && toleration["effect"]?.text == "NoExecute")
    let key = try #require(toleration["key"]).text
    let seconds = try #require(toleration["tolerationSeconds"]).text
    var loop = try Self.loop(tolerating: ["\(key)=\(seconds)"])
    loop.advance(to: 7000) { cluster, now in
      if now == 10 { cluster.taint(NodeID(0), [taint], at: now) }
    }
    let evicted = try #require(Int64(example["expected"]?["evicted_after_s"]?.text ?? ""))
    #expect(loop.writes.map(\.second) == [10 + evicted])
  }

  @Test("a pod that has ended goes as well, and its object leaves at once")
  func endedPods() throws {
    var loop = try Self.loop(tolerating: ["a=30"])
    loop.cluster.state.report(
      PodID(0), phase: .succeeded, isReady: false, restarts: 0, at: .seconds(1))
    loop.advance(to: 100) { cluster, now in
      if now == 10 { cluster.taint(NodeID(0), ["a"], at: now) }
    }
    #expect(loop.writes.map(\.second) == [40])
    #expect(loop.cluster.state.pods[PodID(0)].removed == .seconds(40))
  }

  @Test("a write of anything else of the node looks at no pod again, and tells nothing twice")
  func otherWrites() throws {
    let loop = try Self.loop(tolerating: [])
    var cluster = loop.cluster
    var controller = try #require(
      TaintEvictionController(
        settings: NodeLifecycleSettings(eviction: .taints(NodeLifecycleSettings.Zones()))))
    cluster.taint(NodeID(0), ["a"], at: 10)
    let label = cluster.state.intern(["x": "y"])
    cluster.state.setLabels(NodeID(0), label, at: .seconds(10))
    let first = cluster.sync(&controller)
    #expect(first.count == 2, "one event and one deletion")
    cluster.state.setCordoned(NodeID(0), true, at: .seconds(11))
    #expect(cluster.sync(&controller).isEmpty)
    cluster.taint(NodeID(0), ["a", "b"], at: 12)
    #expect(cluster.sync(&controller).count == 2)
  }

  /// A controller and a pod on a node.
  private static func loop(tolerating tolerations: [String]) throws -> ControlLoop {
    let settings = NodeLifecycleSettings(eviction: .taints(NodeLifecycleSettings.Zones()))
    var loop = ControlLoop([TaintEvictionController(settings: settings)])
    let node = try loop.cluster.node("worker")
    let template = loop.cluster.template(
      app: "web", tolerations: tolerations.map(Self.toleration))
    let name = PodName(loop.cluster.state.symbols.intern("a"))
    let pod = try loop.cluster.state.createPod(
      template: template, name: name, owner: .absent, at: .zero)
    _ = loop.cluster.state.bind(pod, to: node, at: .zero)
    _ = loop.cluster.changes()
    return loop
  }

  /// `key=seconds`, or `key` for ever; without a key, every taint.
  private static func toleration(_ text: String) -> Toleration {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    return Toleration(
      key: String(parts[0]), operation: .exists, effect: .noExecute,
      tolerationSeconds: parts.count > 1 ? Int64(parts[1]) : nil)
  }
}

extension TestCluster {
  /// Replaces the taints of `node` by `NoExecute` ones with these keys.
  fileprivate mutating func taint(_ node: NodeID, _ keys: [String], at second: Int64) {
    let taints = keys.map {
      NodeTaint(
        key: state.symbols.intern($0), value: .empty, effect: .noExecute, added: .seconds(second))
    }
    state.setTaints(node, ContiguousArray(taints), at: .seconds(second))
  }
}
