import ClusterSimulation
import KubernetesObjects
import Scheduling
import Testing

/// What a run shows of the scheduler's version.
@Suite struct UpgradeTests {
  /// A run of five nodes under `version`, whose profile has no default spread constraints.
  private static func run(
    _ version: KubernetesVersion, _ gates: FeatureGates = [:]
  )
    -> SchedulingRun
  {
    var run = SchedulingRun(nodes: 5, until: 30)
    run.configuration.controlPlane.version = version
    run.configuration.controlPlane.featureGates = gates
    var arguments = PodTopologySpreadArgs()
    arguments.defaultingType = .list
    var spread = PluginConfig()
    spread.name = "PodTopologySpread"
    spread.arguments = .podTopologySpread(arguments)
    var profile = KubeSchedulerProfile()
    profile.pluginConfig = [spread]
    var configuration = KubeSchedulerConfiguration()
    configuration.profiles = [profile]
    run.configuration.scheduling.rules = .configuration(configuration)
    return run
  }

  /// A pod that takes a port of its node.
  private static func agent(_ number: Int) -> Pod {
    SchedulingRun.pod("agent-\(number)", milliCPU: 100) { pod in
      var port = ContainerPort()
      port.containerPort = 9100
      port.hostPort = 9100
      pod.spec.containers[0].ports = [port]
    }
  }

  @Test(
    "Pods alike that come together look at one node each after the first, since 1.36",
    arguments: [
      (KubernetesVersion.v1_34, [:], [5, 5, 5, 5, 5]), (.v1_36, [:], [5, 1, 1, 1, 1]),
      (.v1_36, [.opportunisticBatching: false], [5, 5, 5, 5, 5]),
    ] as [(KubernetesVersion, FeatureGates, [Int32])])
  func batching(version: KubernetesVersion, gates: FeatureGates, evaluated: [Int32]) throws {
    var run = Self.run(version, gates)
    for number in 0..<5 { run.create(Self.agent(number)) }
    let outcome = run.outcome()
    #expect(outcome.recording.attempts.map(\.evaluated) == evaluated)
    #expect(Set(outcome.recording.attempts.map(\.node)).count == 5)
  }

  @Test("A pod that comes more than half a second later begins anew")
  func age() throws {
    var run = Self.run(.v1_36)
    run.create(Self.agent(0))
    run.create(Self.agent(1), at: 1)
    #expect(run.outcome().recording.attempts.map(\.evaluated) == [5, 5])
  }

  @Test("The message says what the version says", arguments: KubernetesVersion.allCases)
  func taintMessage(version: KubernetesVersion) throws {
    var run = Self.run(version)
    run.configuration.nodePools[0].template.spec.taints = [
      Taint(key: "team", value: "lab", effect: .noSchedule)
    ]
    run.create(SchedulingRun.pod("p"))
    let message = try #require(run.outcome().events("FailedScheduling").first)
    let reason = version == .v1_34 ? "taint {team: lab}" : "taint(s)"
    #expect(message.contains("5 node(s) had untolerated \(reason)"))
  }
}
