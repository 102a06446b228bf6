import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation

@Suite("GPUs in a run")
struct DeviceTests {
  /// Nodes with four GPUs each and nothing else, invariants checked after every event.
  private static func configuration(nodes: Int = 1) -> SimulationConfiguration {
    var configuration = SmallCluster.configuration(.modern, nodes: nodes, until: 600)
    configuration.initialObjects = []
    configuration.nodePools[0].template.status.capacity[.gpu] = Quantity(4)
    return configuration
  }

  private static func pod(
    _ name: String, milli: Int64 = 1000, whole: Int64 = 0, node: String = ""
  ) -> Pod {
    var pod = Pod(
      metadata: ObjectMeta(name: name, namespace: "default"), spec: SmallCluster.spec(name))
    pod.spec.restartPolicy = .never
    pod.spec.nodeName = node
    if milli < 1000 { pod.metadata.annotations[GPURequest.milliAnnotation] = String(milli) }
    if whole > 0 {
      pod.spec.containers[0].resources.requests[.gpu] = Quantity(whole)
      pod.spec.containers[0].resources.limits[.gpu] = Quantity(whole)
    }
    pod.applyDefaults()
    return pod
  }

  /// Lets `pods` arrive a second apart, each for so many seconds.
  private static func arrive(
    _ pods: [(Pod, seconds: Int64)], in configuration: inout SimulationConfiguration
  ) {
    for (row, (pod, seconds)) in pods.enumerated() {
      configuration.arrivals.templates.append(pod)
      configuration.arrivals.arrivals.append(
        RecordedArrivals.Arrival(
          time: .seconds(Int64(row + 1)), name: pod.metadata.name, template: Int32(row),
          runtime: .seconds(seconds), exitCode: 0))
    }
  }

  private static func devices(_ simulation: borrowing Simulation) -> [String] {
    (0..<simulation.state.cluster.pods.count).map {
      simulation.state.cluster.pods[PodID($0)].devices.description
    }
  }

  @Test("shares lie on the tightest device, whole GPUs on idle ones, and all are given back")
  func placement() {
    var configuration = Self.configuration()
    Self.arrive(
      [
        (Self.pod("a", milli: 600), 100), (Self.pod("b", whole: 1), 100),
        (Self.pod("c", milli: 500), 100), (Self.pod("d", milli: 400), 100),
        (Self.pod("e", milli: 500), 100), (Self.pod("f", whole: 2), 30),
      ], in: &configuration)
    var simulation = Simulation(configuration)
    simulation.run(until: .seconds(60))
    #expect(Self.devices(simulation) == ["0", "1", "2", "0", "2", ""])
    let cluster = simulation.state.cluster
    #expect((0..<4).map { cluster.devices.taken($0, row: 0) } == [1000, 1000, 1000, 0])
    // One whole GPU and two with shares: the pod that wants two finds one.
    let attempt = simulation.state.recording.attempts.last { $0.result == .unschedulable }
    let message = attempt.map { simulation.state.recording.messages[Int($0.message)] } ?? ""
    #expect(
      message.hasPrefix("0/1 nodes are available: 1 Insufficient nvidia.com/gpu."), "\(message)")
    simulation.runToEnd()
    #expect(Self.devices(simulation)[5] == "1-3")
    #expect(simulation.state.cluster.devices.idleCount(row: 0) == 4)
    #expect(simulation.schedulerIdleDevices == 4)
  }

  @Test("the samples count devices and thousandths, a device with shares once")
  func samples() throws {
    var configuration = Self.configuration()
    Self.arrive(
      [
        (Self.pod("a", milli: 300), 400), (Self.pod("b", milli: 300), 400),
        (Self.pod("c", whole: 2), 400),
      ], in: &configuration)
    var simulation = Simulation(configuration)
    simulation.run(until: .seconds(100))
    let resources = simulation.state.cluster.resources
    func last(_ name: ResourceName) throws -> UtilizationSample {
      let id = try #require(resources.find(name.rawValue))
      return try #require(
        simulation.state.recording.utilization.last { $0.resource == id && $0.scope == .cluster })
    }
    let gpus = try last(.gpu)
    #expect(gpus.capacity == 4 && gpus.allocatable == 4 && gpus.requested == 3)
    let milli = try last(.gpuMilli)
    #expect(milli.capacity == 4000 && milli.allocatable == 4000 && milli.requested == 2600)
  }

  @Test("a share that is bound by hand gets its device at the binding, and the scheduler learns it")
  func boundByHand() {
    var configuration = Self.configuration()
    configuration.initialObjects = [Self.pod("hand", milli: 700, node: "worker-0")]
    Self.arrive(
      [(Self.pod("a", milli: 300), 60), (Self.pod("b", milli: 301), 60)], in: &configuration)
    var simulation = Simulation(configuration)
    simulation.run(until: .seconds(30))
    #expect(Self.devices(simulation) == ["0", "0", "1"])
  }

  @Test("a share by hand that no device has room for takes none")
  func tooMuchByHand() {
    var configuration = Self.configuration()
    configuration.initialObjects = (0..<5).map {
      Self.pod("hand-\($0)", milli: 700, node: "worker-0")
    }
    var simulation = Simulation(configuration)
    simulation.run(until: .seconds(30))
    #expect(Self.devices(simulation) == ["0", "1", "2", "3", ""])
    simulation.runToEnd()
  }

  @Test(
    "whatever arrives, no device holds more than it has, and what ends is given back",
    arguments: 1...6)
  func randomArrivals(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "devices in a run")
    var configuration = Self.configuration(nodes: 3)
    configuration.seed = seed
    Self.arrive(
      (0..<40).map { row in
        let pod =
          random.index(below: 3) == 0
          ? Self.pod("p\(row)", whole: 1 + Int64(random.index(below: 3)))
          : Self.pod("p\(row)", milli: 50 * (1 + Int64(random.index(below: 19))))
        return (pod, 1 + Int64(random.index(below: 40)))
      }, in: &configuration)
    configuration.timeline = [
      TimelineEntry(at: .seconds(20), .fail(.node("worker-1"))),
      TimelineEntry(at: .seconds(35), .leave(.node("worker-2"))),
      TimelineEntry(at: .seconds(90), .recover(.node("worker-1"))),
    ]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let cluster = simulation.state.cluster
    for row in 0..<cluster.nodes.count {
      var taken: Int64 = 0
      cluster.pods.forEach(on: NodeID(row)) { pod in
        let record = cluster.pods[pod]
        guard !record.phase.isTerminal, let demand = cluster.templates[record.template].devices
        else { return }
        taken += Int64(record.devices.count) * Int64(demand.milli)
      }
      #expect(4000 - Int64(cluster.devices.totalFree(row: row)) == taken, "seed \(seed)")
    }
    #expect((0..<cluster.pods.count).contains { !cluster.pods[PodID($0)].devices.isEmpty })
  }

  @Test("the binding that a trace recorded is kept beside the simulated one")
  func recordedBindings() {
    var configuration = Self.configuration()
    Self.arrive([(Self.pod("a"), 10), (Self.pod("b"), 10)], in: &configuration)
    configuration.arrivals.arrivals[1].recordedBinding = .seconds(9)
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    #expect(simulation.state.recording.recordedBindings == [.unset, .seconds(9)])
  }
}

extension Simulation {
  /// How many devices of the first node are idle for the scheduler.
  fileprivate var schedulerIdleDevices: Int { state.schedulerView.devices.idleCount(row: 0) }
}
