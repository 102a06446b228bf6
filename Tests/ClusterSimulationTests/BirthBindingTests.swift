import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@testable import ClusterSimulation

/// Pods whose specification names their node: no scheduler sees them.
@Suite("Pods that name their node")
struct BirthBindingTests {
  private static func configuration(
    _ profile: ControlPlaneSettings.Profile = .modern
  ) -> SimulationConfiguration {
    var configuration = SmallCluster.configuration(profile, replicas: 0, until: 300)
    configuration.checksInvariants = true
    return configuration
  }

  private static func pod(_ name: String, on node: String, milliCPU: Int64 = 100) -> Pod {
    var spec = SmallCluster.spec(name, milliCPU: milliCPU)
    spec.nodeName = node
    return Pod(metadata: ObjectMeta(name: name, namespace: "default"), spec: spec)
  }

  private static func run(_ configuration: SimulationConfiguration) -> SimulationState {
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func places(_ state: SimulationState) -> [String] {
    (0..<state.cluster.pods.count).map { row in
      let node = state.cluster.pods[PodID(row)].node
      return node.isPresent ? state.cluster.symbols[state.cluster.nodes[node.row].name] : "-"
    }
  }

  @Test(
    "the pods of a controller are born where its template says, whatever the node forbids",
    arguments: ControlPlaneSettings.Profile.allCases)
  func template(profile: ControlPlaneSettings.Profile) {
    var configuration = Self.configuration(profile)
    var controller = SmallCluster.controller("pinned", replicas: 3)
    controller.spec.template.spec.nodeName = "worker-1"
    configuration.timeline = [
      TimelineEntry(at: .seconds(1), .cordon(.node("worker-1"))),
      TimelineEntry(at: .seconds(30), .apply([controller])),
    ]
    let state = Self.run(configuration)
    #expect(Self.places(state) == ["worker-1", "worker-1", "worker-1"])
    #expect(state.recording.attempts.isEmpty)
    #expect(state.cluster.workloads[1].status.readyReplicas == 3)
  }

  @Test("the pods of a generator and of a trace are born where they say")
  func arrivals() throws {
    var configuration = Self.configuration()
    configuration.workloads = [
      WorkloadGenerator(
        name: "job", template: Self.pod("job", on: "worker-2"),
        interarrival: .constant(try ConstantDistribution(1)), behavior: PodBehavior(),
        from: .zero, until: .seconds(30), limit: 2)
    ]
    let state = Self.run(configuration)
    #expect(Self.places(state) == ["worker-2", "worker-2"])
    #expect(state.recording.attempts.isEmpty)
  }

  @Test("a pod of a node that never comes waits, and is collected")
  func absent() {
    var configuration = Self.configuration()
    configuration.timeline = [
      TimelineEntry(at: .seconds(10), .apply([Self.pod("ghost", on: "nowhere")]))
    ]
    let state = Self.run(configuration)
    let pod = state.cluster.pods[PodID(0)]
    #expect(state.recording.attempts.isEmpty)
    #expect(!pod.started.isSet)
    #expect(
      pod.removed == .seconds(60) + .milliseconds(5), "at the first round after its quarantine")
  }

  @Test("a pod whose node comes in time runs there")
  func late() {
    var configuration = Self.configuration()
    var node = SmallCluster.node
    node.metadata.name = "late"
    configuration.timeline = [
      TimelineEntry(at: .seconds(10), .apply([Self.pod("early", on: "late")])),
      TimelineEntry(at: .seconds(30), .apply([node])),
    ]
    let state = Self.run(configuration)
    #expect(Self.places(state) == ["late"])
    #expect(state.cluster.pods[PodID(0)].isReady)
  }

  @Test("what does not fit is turned away by the kubelet, with the amounts, and replaced")
  func rejection() {
    var configuration = Self.configuration()
    var controller = SmallCluster.controller("big", replicas: 1)
    controller.spec.template.spec = SmallCluster.spec("big", milliCPU: 9000)
    controller.spec.template.spec.nodeName = "worker-0"
    configuration.ending = .at(.seconds(20))
    configuration.initialObjects.append(controller)
    let state = Self.run(configuration)
    #expect(state.cluster.pods.count > 5)
    let reasons = Set(state.recording.events.map { state.recording.messages[Int($0.reason)] })
    #expect(reasons.contains("OutOfcpu"))
    #expect(
      state.recording.messages.contains(
        "Node didn't have enough resource: cpu, requested: 9000, used: 0, capacity: 4000"))
  }
}
