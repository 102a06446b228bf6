import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@testable import ClusterSimulation

/// Objects that are applied a second time.
@Suite("Updates of pods and nodes")
struct UpdateTests {
  private static func pod(_ change: (inout Pod) -> Void = { _ in }) -> Pod {
    var pod = Pod(
      metadata: ObjectMeta(name: "p", namespace: "default"), spec: SmallCluster.spec("p"))
    change(&pod)
    return pod
  }

  private static func run(
    _ objects: [any APIObject], then changed: [any APIObject]
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, replicas: 0, until: 200)
    configuration.initialObjects += objects
    configuration.timeline = [TimelineEntry(at: .seconds(100), .apply(changed))]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  @Test("a gated pod is narrowed to a node, and goes there when its gate goes")
  func gated() {
    var gate = PodSchedulingGate()
    gate.name = "example.org/q"
    let gated = Self.pod { $0.spec.schedulingGates = [gate] }
    let free = Self.pod { $0.spec.nodeSelector = ["kubernetes.io/hostname": "worker-2"] }
    let state = Self.run([gated], then: [free])
    #expect(state.recording.refusals.isEmpty)
    #expect(state.cluster.pods[PodID(0)].node == NodeID(2))
  }

  @Test("a new image of a running pod restarts its container once, with the new image")
  func image() {
    let state = Self.run([Self.pod()], then: [Self.pod { $0.spec.containers[0].image = "other:2" }])
    let pod = state.cluster.pods[PodID(0)]
    #expect(pod.restarts == 1)
    #expect(pod.isReady)
    let pulled = state.recording.events.map { state.recording.text(of: $0, in: state.cluster) }
    #expect(pulled.contains("Successfully pulled image \"other:2\""))
  }

  @Test("an image that changes is no restart of the pod's other containers, and no crash")
  func otherContainers() {
    let two = Self.pod {
      $0.spec.restartPolicy = .never
      $0.spec.containers.append(Container(name: "d", image: "registry.example/d:1"))
    }
    var changed = two
    changed.spec.containers[1].image = "registry.example/d:2"
    let state = Self.run([two], then: [changed])
    #expect(state.cluster.pods[PodID(0)].restarts == 1, "whatever the restart policy says")
    #expect(state.cluster.pods[PodID(0)].phase == .running)
    #expect(
      !state.recording.events.contains { state.recording.messages[Int($0.reason)] == "BackOff" })
  }

  @Test("what may not change is refused with its field, and the pod stays as it is")
  func refused() {
    let changed = Self.pod { $0.spec.nodeSelector = ["disk": "ssd"] }
    let state = Self.run([Self.pod()], then: [changed])
    #expect(state.recording.refusals.map(\.status.code) == [422])
    #expect(
      state.recording.refusals[0].status.message.hasPrefix(
        "Pod \"p\" is invalid: spec: Forbidden: pod updates may not change fields other than"))
    let template = state.cluster.templates[state.cluster.pods[PodID(0)].template]
    #expect(template.pod.spec.nodeSelector == nil)
  }

  @Test("no pod moves to another node by an update")
  func otherNode() {
    let state = Self.run([Self.pod()], then: [Self.pod { $0.spec.nodeName = "worker-9" }])
    #expect(state.recording.refusals.map(\.status.code) == [422])
  }

  @Test("a manifest that names a pod's node changes nothing, whether or not the node is there")
  func sameNode() {
    for node in ["worker-1", "nowhere"] {
      let pod = Self.pod { $0.spec.nodeName = node }
      let changed = Self.pod {
        $0.spec.nodeName = node
        $0.metadata.labels["new"] = "yes"
      }
      var configuration = SmallCluster.configuration(.modern, replicas: 0, until: 40)
      configuration.initialObjects.append(pod)
      configuration.timeline = [TimelineEntry(at: .seconds(20), .apply([changed]))]
      var simulation = Simulation(configuration)
      simulation.runToEnd()
      let cluster = simulation.state.cluster
      #expect(simulation.state.recording.refusals.isEmpty, "\(node)")
      let template = cluster.templates[cluster.pods[PodID(0)].template]
      #expect(template.pod.metadata.labels["new"] == "yes", "\(node)")
    }
  }

  @Test("a node takes taints and labels that are applied, loses those that go, and keeps others'")
  func node() {
    var first = Node()
    first.metadata.name = "worker-0"
    first.metadata.labels = ["disk": "ssd"]
    first.spec.taints = [Taint(key: "keep", value: "out", effect: .noSchedule)]
    var second = Node()
    second.metadata.name = "worker-0"
    var configuration = SmallCluster.configuration(.modern, replicas: 0, until: 200)
    configuration.timeline = [
      TimelineEntry(at: .seconds(50), .labelNodes(.node("worker-0"), [("owner", "me")])),
      TimelineEntry(at: .seconds(60), .apply([first])),
      TimelineEntry(at: .seconds(120), .apply([second])),
    ]
    var simulation = Simulation(configuration)
    simulation.run(until: .seconds(100))
    func labels() -> String {
      let set = simulation.state.cluster.nodes[0].labels
      return simulation.state.world.cluster.labels(of: set).description
    }
    #expect(simulation.state.cluster.nodes[0].taints.count == 1)
    #expect(labels().contains("ssd"))
    simulation.runToEnd()
    #expect(simulation.state.cluster.nodes[0].taints.isEmpty)
    #expect(!labels().contains("ssd") && labels().contains("me") && labels().contains("linux"))
  }

  @Test("an update counts one generation, however much it changes")
  func generation() throws {
    var second = SmallCluster.controller("web", replicas: 3)
    second.spec.minReadySeconds = 7
    second.spec.template.spec.containers[0].image = "web:2"
    var configuration = SmallCluster.configuration(.modern, replicas: 1, until: 200)
    configuration.initialObjects = [SmallCluster.controller("web", replicas: 1)]
    configuration.timeline = [TimelineEntry(at: .seconds(60), .apply([second]))]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let record = try #require(simulation.state.cluster.workloads.first)
    #expect(record.generation == 2 && record.replicas == 3 && record.minReady == .seconds(7))
  }

  @Test("a selector, a pattern or a node that nothing matches is told as what kubectl says")
  func nothingFound() {
    var configuration = SmallCluster.configuration(.modern, replicas: 1, until: 200)
    configuration.timeline = [
      TimelineEntry(
        at: .seconds(60),
        .delete(
          .selected(
            kind: "Pod", namespace: "default", selector: LabelSelector(matching: ["a": "b"])),
          grace: nil, propagation: .background)),
      TimelineEntry(
        at: .seconds(61),
        .evict(.matching(kind: "Pod", namespace: "default", NamePattern("none-*")))),
      TimelineEntry(at: .seconds(62), .cordon(.selected(LabelSelector(matching: ["a": "b"])))),
      TimelineEntry(at: .seconds(63), .cordon(.node("worker-0"))),
    ]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    #expect(
      simulation.state.recording.refusals.map(\.status.message) == [
        "No resources found in default namespace: no pods match a=b",
        "No resources found in default namespace: no pods match none-*",
        "No resources found: no nodes match a=b",
      ])
  }
}
