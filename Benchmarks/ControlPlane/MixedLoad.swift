import AllocationCounter
import ClusterSimulation
import KubernetesObjects
import SimulationEngine

/// A cluster of Deployments, StatefulSets and Jobs that are created, rolled to another image and
/// scaled by a tenth.
struct MixedLoad: Sendable {
  /// How many nodes there are; for each there are 30 pods.
  let nodeCount: Int

  /// The pods of one workload before it is scaled.
  private static let podsEach: Int32 = 150

  /// What one run took.
  struct Outcome {
    var seconds = 0.0
    var events = 0
    /// How often memory was asked for; zero where that is not counted.
    var allocations = 0

    var nanosecondsPerEvent: Double { seconds * 1e9 / Double(events) }
    var allocationsPerEvent: Double { Double(allocations) / Double(events) }
  }

  /// How many pods are wanted at first.
  var podCount: Int { workloadCount * Int(Self.podsEach) }
  /// How many workloads there are: of four, two are Deployments, one a StatefulSet, one a Job.
  var workloadCount: Int { nodeCount / 5 }

  /// Runs until all is rolled and scaled.
  func run() -> Outcome {
    var outcome = Outcome()
    let before = wavetank_allocation_count()
    let start = ProcessorClock.seconds
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    outcome.seconds = ProcessorClock.seconds - start
    outcome.allocations = max(0, Int(wavetank_allocation_count() - before))
    outcome.events = simulation.eventCount
    let workloads = simulation.state.cluster.workloads
    let ready = workloads.filter { $0.kind != .replicaSet }
      .reduce(0) { $0 + Int($1.status.readyReplicas) }
    let wanted = Int(Self.scaled) * (workloadCount - jobCount) + jobCount * Int(Self.podsEach)
    precondition(ready == wanted, "\(ready) of \(wanted) pods are ready")
    return outcome
  }

  private static var scaled: Int32 { podsEach + podsEach / 10 }
  private var jobCount: Int { (0..<workloadCount).count { $0 % 4 == 3 } }

  /// Clients without rate limits, as for `ControlPlaneLoad`.
  private var configuration: SimulationConfiguration {
    let load = ControlPlaneLoad(nodeCount: nodeCount, podCount: 0)
    var configuration = load.configuration
    configuration.name = "workloads"
    configuration.ending = .at(.seconds(1200))
    configuration.initialObjects = (0..<workloadCount).map { workload($0, image: "1") }
    let rolled = (0..<workloadCount).filter { $0 % 4 != 3 }
    configuration.timeline = [
      TimelineEntry(at: .seconds(120), .apply(rolled.map { workload($0, image: "2") })),
      TimelineEntry(
        at: .seconds(1000),
        .apply(rolled.map { workload($0, image: "2", replicas: Self.scaled) })),
    ]
    return configuration
  }

  private func workload(
    _ number: Int, image: String, replicas: Int32 = podsEach
  ) -> any APIObject {
    let metadata = ObjectMeta(name: "app-\(number)", namespace: "default")
    var template = PodTemplateSpec()
    template.metadata.labels = ["app": metadata.name]
    var container = Container(name: "c", image: "registry.example/app:\(image)")
    container.resources.requests = [
      .cpu: Quantity(milliValue: 500), .memory: Quantity(1 << 30),
    ]
    template.spec.containers = [container]
    switch number % 4 {
    case 2:
      var set = StatefulSet()
      set.metadata = metadata
      set.spec.replicas = replicas
      set.spec.podManagementPolicy = .parallel
      set.spec.template = template
      set.spec.selector = LabelSelector(matching: template.metadata.labels)
      set.applyDefaults()
      return set
    case 3:
      var job = Job()
      job.metadata = metadata
      job.spec.parallelism = replicas
      job.spec.completions = replicas
      job.spec.template = template
      job.spec.template.spec.restartPolicy = .never
      job.applyDefaults()
      return job
    default:
      var deployment = Deployment()
      deployment.metadata = metadata
      deployment.spec.replicas = replicas
      deployment.spec.template = template
      deployment.spec.selector = LabelSelector(matching: template.metadata.labels)
      deployment.applyDefaults()
      return deployment
    }
  }
}
