import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@testable import RunReports

@Suite("autoscalers.csv")
struct AutoscalersTableTests {
  /// The rows of a run of a minute: two pods of half a core share two and a half, and a queue has
  /// nobody who tells of it.
  private static func rows() throws -> [String] {
    var configuration = SimulationConfiguration(
      name: "small", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.ending = .at(.seconds(62))
    var node = Node()
    node.status.capacity = [.cpu: Quantity(8), .memory: Quantity(8 << 30), .pods: Quantity(20)]
    configuration.nodePools = [NodePool(name: "n", count: 1, template: node)]
    var controller = ReplicationController()
    controller.metadata = ObjectMeta(name: "web", namespace: "default")
    controller.spec.replicas = 2
    controller.spec.selector = ["app": "web"]
    controller.spec.template.metadata.labels = ["app": "web"]
    var container = Container(name: "c", image: "registry.example/web:1")
    container.resources.requests = [.cpu: Quantity(milliValue: 500)]
    controller.spec.template.spec.containers = [container]
    var autoscaler = HorizontalPodAutoscaler()
    autoscaler.metadata = ObjectMeta(name: "web", namespace: "default")
    autoscaler.spec.scaleTargetRef.apiVersion = "v1"
    autoscaler.spec.scaleTargetRef.kind = "ReplicationController"
    autoscaler.spec.scaleTargetRef.name = "web"
    autoscaler.spec.maxReplicas = 3
    autoscaler.spec.metrics = [
      MetricSpec(.resource(.cpu), target: .utilization(50)),
      MetricSpec(.external(MetricIdentifier("queue")), target: .averageValue(Quantity(30))),
    ]
    autoscaler.applyDefaults()
    configuration.initialObjects = [controller, autoscaler]
    var behavior = PodBehavior()
    behavior.cpuUsage = .constant(1250)
    configuration.behaviors = [BehaviorRule(behavior: behavior)]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let report = RunReport(ReportSource(simulation.state), identity: RunIdentity(version: "0"))
    let bytes = try #require(report.bytes(of: AutoscalersTable.fileName))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("each metric has a row at each change, with what limits the size and why")
  func rows() throws {
    let rows = try Self.rows()
    #expect(rows[0] == AutoscalersTable.columns.map(\.name).joined(separator: ","))
    #expect(
      rows[1...2] == [
        "0.000000,default,web,ReplicationController/web,1,3,0,0,Resource,cpu,50,,,,,",
        "0.000000,default,web,ReplicationController/web,1,3,0,0,External,queue,,,30,,,",
      ])
    let grown = try #require(rows.first { $0.contains(",2,3,Resource,cpu,50,250,,1250m,") })
    #expect(grown.contains(",TooManyReplicas,the desired replica count is more than the maximum"))
  }
}
