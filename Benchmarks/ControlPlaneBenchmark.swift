import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine

/// Pods of replication controllers through the whole control plane: created, scheduled, pulled,
/// started, ready.
struct ControlPlaneBenchmark: Benchmark {
  static let name = "control-plane"
  static let summary = "pods of replication controllers, created, scheduled, started, ready"

  func run() throws -> [BenchmarkRow] {
    var rows: [BenchmarkRow] = []
    for (nodes, pods) in [(100, 3000), (1000, 30_000), (5000, 150_000)] {
      var events = 0
      var ready = 0
      let seconds = Measurement(repetitions: 1).seconds {
        var simulation = Simulation(Self.configuration(nodes: nodes, pods: pods))
        simulation.runToEnd()
        events = simulation.eventCount
        ready = Int(simulation.state.cluster.replicaControllers.reduce(0) { $0 + $1.readyReplicas })
      }
      precondition(ready == pods, "only \(ready) of \(pods) pods are ready")
      let name = "\(pods) pods on \(nodes) nodes"
      rows.append(BenchmarkRow(Self.self, case: name, seconds, unit: "s"))
      rows.append(
        BenchmarkRow(
          Self.self, case: name + ", per event", seconds * 1e9 / Double(events), unit: "ns"))
    }
    return rows
  }

  /// Replication controllers of 1,000 pods each on nodes that hold 30 of them with room to spare.
  static func configuration(nodes: Int, pods: Int) -> SimulationConfiguration {
    var settings = ControlPlaneSettings(profile: .modern)
    settings.kubeAPIQPSThousandths = 0
    settings.scheduler.kubeAPIQPSThousandths = 0
    settings.scheduler.cycleLatencyPerNode = .zero
    settings.scheduler.cycleLatency = .microseconds(100)
    settings.replication.burstReplicas = 1_000_000
    var configuration = SimulationConfiguration(name: "control-plane", controlPlane: settings)
    configuration.ending = .at(.seconds(120))
    configuration.samplesNodes = false
    configuration.recordsEvents = false
    var node = Node()
    node.status.capacity = [.cpu: Quantity(32), .memory: Quantity(128 << 30), .pods: Quantity(110)]
    var pool = NodePool(name: "worker", count: nodes, template: node)
    pool.zones = ["a", "b", "c"]
    configuration.nodePools = [pool]
    for row in 0..<max(1, pods / 1000) {
      configuration.initialObjects.append(
        .replicationController(controller("web-\(row)", replicas: Int32(min(pods, 1000)))))
    }
    return configuration
  }

  private static func controller(_ name: String, replicas: Int32) -> ReplicationController {
    var controller = ReplicationController()
    controller.metadata = ObjectMeta(name: name, namespace: "default")
    controller.spec.replicas = replicas
    controller.spec.template.metadata.labels = ["app": name]
    var container = Container(name: "c", image: "registry.example/app:1")
    container.resources.requests = [
      .cpu: Quantity(milliValue: 500), .memory: Quantity(1 << 30),
    ]
    controller.spec.template.spec.containers = [container]
    return controller
  }
}
