import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine

/// Small configurations for tests: nodes of four cores and one replication controller.
enum SmallCluster {
  static func configuration(
    _ profile: ControlPlaneSettings.Profile, nodes: Int = 3, replicas: Int32 = 6,
    until end: Int64 = 1200
  ) -> SimulationConfiguration {
    var configuration = SimulationConfiguration(
      name: "test", controlPlane: ControlPlaneSettings(profile: profile))
    // Rounds in step, so that instants can be told beforehand.
    configuration.controlPlane.nodeLifecycle.nodeMonitorPhase = .seconds(5)
    configuration.controlPlane.kubelet.firstRound = .zero
    configuration.ending = .at(.seconds(end))
    configuration.scheduling = SchedulingConfiguration(profile: profile)
    configuration.nodePools = [NodePool(name: "worker", count: nodes, template: node)]
    configuration.initialObjects = [
      controller("web", replicas: replicas), service("web"),
    ]
    configuration.checksInvariants = true
    return configuration
  }

  static var node: Node {
    var node = Node()
    node.status.capacity = [.cpu: Quantity(4), .memory: Quantity(16 << 30), .pods: Quantity(110)]
    return node
  }

  static func controller(_ name: String, replicas: Int32) -> ReplicationController {
    var controller = ReplicationController()
    controller.metadata = ObjectMeta(name: name, namespace: "default")
    controller.spec.replicas = replicas
    controller.spec.selector = ["app": name]
    controller.spec.template.metadata.labels = ["app": name]
    controller.spec.template.spec = spec(name)
    return controller
  }

  static func spec(_ name: String, milliCPU: Int64 = 100) -> PodSpec {
    var spec = PodSpec()
    var container = Container(name: "c", image: "registry.example/\(name):1")
    container.resources.requests = [
      .cpu: Quantity(milliValue: milliCPU), .memory: Quantity(100 << 20),
    ]
    spec.containers = [container]
    return spec
  }

  static func service(_ name: String) -> Service {
    var service = Service()
    service.metadata = ObjectMeta(name: name, namespace: "default")
    service.spec.selector = ["app": name]
    return service
  }
}
