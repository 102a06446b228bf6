import ClusterSimulation
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

/// Clusters that are queues of which theory knows the answer.
@Suite("Known answers of queueing theory")
struct KnownAnswerTests {
  private static let seeds = 1...30 as ClosedRange<UInt64>

  /// Jobs that arrive at random, `rate` a second, on one node with room for all.
  private static func jobs(
    _ profile: ControlPlaneSettings.Profile, seed: UInt64, rate: Double, seconds: Int64,
    _ runtime: Distribution
  ) throws -> SimulationConfiguration {
    var configuration = SimulationConfiguration(
      name: "queue", controlPlane: ControlPlaneSettings(profile: profile))
    configuration.seed = seed
    configuration.ending = .at(.seconds(seconds))
    configuration.samplePeriod = .seconds(seconds)
    configuration.recordsEvents = false
    var node = Node()
    node.status.capacity = [
      .cpu: Quantity(1_000_000), .memory: Quantity(1 << 50), .pods: Quantity(1_000_000),
    ]
    configuration.nodePools = [NodePool(name: "worker", count: 1, template: node)]
    var pod = Pod()
    pod.metadata.namespace = "default"
    var container = Container(name: "c", image: "registry.example/job:1")
    container.resources.requests = [.cpu: Quantity(1), .memory: Quantity(1)]
    pod.spec.containers = [container]
    pod.spec.restartPolicy = .never
    var behavior = PodBehavior()
    behavior.runtime = runtime
    configuration.workloads = [
      WorkloadGenerator(
        name: "job", template: pod,
        interarrival: .exponential(try ExponentialDistribution(rate: rate)), behavior: behavior,
        from: .zero, until: .seconds(seconds), limit: nil)
    ]
    return configuration
  }

  @Test(
    "pods wait for a scheduler of constant pace as Pollaczek and Khinchine say (M/D/1)",
    arguments: [0.7])
  func scheduler(load: Double) throws {
    var waits: [Double] = []
    var lengths: [Double] = []
    for seed in Self.seeds {
      var configuration = try Self.jobs(
        .modern, seed: seed, rate: load, seconds: 400,
        .constant(ConstantDistribution(1)))
      configuration.controlPlane.scheduler.cycleLatency = .seconds(1)
      configuration.controlPlane.scheduler.cycleLatencyPerNode = .zero
      var simulation = Simulation(configuration)
      simulation.runToEnd()
      let recording = simulation.state.recording
      var wait = IntegerSummary()
      for row in recording.firstAttempts.indices {
        wait.add((recording.firstAttempts[row] - recording.firstQueued[row]).microseconds)
      }
      waits.append((wait.mean ?? .nan) / 1_000_000)
      let length = try #require(recording.queue.active.summary(until: recording.end))
      lengths.append(Double(length.area) / Double(length.microseconds))
    }
    let expected = load / (2 * (1 - load))
    try expectMean(of: waits, expected)
    // Little's law.
    try expectMean(of: lengths, load * expected)
  }

  @Test("as many pods run as arrive in the time that one takes, from an empty cluster (M/M/∞)")
  func infiniteServers() throws {
    let (rate, runtime, seconds) = (0.1, 200.0, 2_000 as Int64)
    var means: [Double] = []
    for seed in Self.seeds {
      let configuration = try Self.jobs(
        .classic, seed: seed, rate: rate, seconds: seconds,
        .exponential(try ExponentialDistribution(mean: runtime)))
      var simulation = Simulation(configuration)
      simulation.runToEnd()
      let recording = simulation.state.recording
      let used = recording.resources.level(of: .cpu, scope: 0).used
      means.append(used.mean(until: recording.end) / 1_000)
    }
    // E N(t) = λ/μ · (1 − e^(−μt)), over the time of the run; e^(−10) does not matter.
    let share = runtime / Double(seconds)
    try expectMean(of: means, rate * runtime * (1 - share))
  }

  /// Expects the mean of thirty independent runs to lie within its 99.9 % confidence interval
  /// (Student's t with 29 degrees of freedom).
  private func expectMean(
    of runs: [Double], _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let count = Double(runs.count)
    let mean = runs.reduce(0, +) / count
    let squares = runs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let halfWidth = 3.659 * (squares / (count - 1) / count).squareRoot()
    #expect(
      (mean - expected).magnitude < halfWidth, "\(mean) ± \(halfWidth), expected \(expected)",
      sourceLocation: sourceLocation)
    #expect(halfWidth < expected / 4, "too few runs to tell")
  }
}
