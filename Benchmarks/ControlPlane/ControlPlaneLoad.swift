import ClusterSimulation
import KubernetesObjects
import SimulationEngine

/// A cluster into which replication controllers bring all their pods at once: what the benchmarks
/// of the control plane run.
struct ControlPlaneLoad: Sendable {
  /// How many nodes there are, in three zones.
  let nodeCount: Int
  /// How many pods come, in replication controllers of at most 1,000.
  let podCount: Int
  /// Whether the scheduler asks its default plugins; if not, it takes the nodes in turn, and what
  /// is measured is everything but the decision.
  var asksPlugins = true

  /// What one run took.
  struct Outcome {
    var seconds = 0.0
    var events = 0
    /// The most memory that was resident beyond what the process held before, in bytes.
    var residentBytes = 0
  }

  var name: String { "\(podCount) pods on \(nodeCount) nodes" }

  /// Runs until the pods are ready, and to the end of two minutes.
  func run() -> Outcome {
    var outcome = Outcome()
    let memoryBefore = ResidentMemory.startPeak()
    let start = ProcessorClock.seconds
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    outcome.seconds = ProcessorClock.seconds - start
    outcome.residentBytes = ResidentMemory.peak - memoryBefore
    outcome.events = simulation.eventCount
    let ready = simulation.state.cluster.workloads.reduce(0) { $0 + Int($1.status.readyReplicas) }
    precondition(ready == podCount, "only \(ready) of \(podCount) pods are ready")
    return outcome
  }

  /// Clients without rate limits, and a scheduler that takes 100 µs a pod, or 20 where there are
  /// very many.
  var configuration: SimulationConfiguration {
    var settings = ControlPlaneSettings(profile: .modern)
    settings.kubeAPIQPSThousandths = 0
    settings.scheduler.kubeAPIQPSThousandths = 0
    settings.scheduler.cycleLatencyPerNode = .zero
    settings.scheduler.cycleLatency = .microseconds(podCount > 500_000 ? 20 : 100)
    settings.replication.burstReplicas = 1_000_000
    var configuration = SimulationConfiguration(name: "control-plane", controlPlane: settings)
    configuration.ending = .at(.seconds(120))
    configuration.samplesNodes = false
    configuration.recordsEvents = false
    if !asksPlugins { configuration.scheduling.rules = .configuration(.withoutRules) }
    var node = Node()
    node.status.capacity = [.cpu: Quantity(32), .memory: Quantity(128 << 30), .pods: Quantity(110)]
    var pool = NodePool(name: "worker", count: nodeCount, template: node)
    pool.zones = ["a", "b", "c"]
    configuration.nodePools = [pool]
    var left = podCount
    while left > 0 {
      configuration.initialObjects.append(
        Self.controller(
          "web-\(configuration.initialObjects.count)", replicas: Int32(min(left, 1000))))
      left -= 1000
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

extension KubeSchedulerConfiguration {
  /// A scheduler that no plugin tells anything: every node is feasible, and the next one is taken.
  fileprivate static var withoutRules: KubeSchedulerConfiguration {
    var plugin = Plugin()
    var profile = KubeSchedulerProfile()
    plugin.name = "*"
    profile.plugins[.multiPoint].disabled = [plugin]
    plugin.name = "PrioritySort"
    profile.plugins[.queueSort].enabled = [plugin]
    plugin.name = "DefaultBinder"
    profile.plugins[.bind].enabled = [plugin]
    var configuration = KubeSchedulerConfiguration()
    configuration.profiles = [profile]
    return configuration
  }
}
