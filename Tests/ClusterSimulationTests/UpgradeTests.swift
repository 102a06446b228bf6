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

  @Test(
    "A pod gets the zone of its node as a label when it is bound, since 1.36 or by its gate",
    arguments: [
      (KubernetesVersion.v1_34, [:], nil), (.v1_34, [.podTopologyLabelsAdmission: true], "a"),
      (.v1_36, [:], "a"), (.v1_36, [.podTopologyLabelsAdmission: false], nil),
    ] as [(KubernetesVersion, FeatureGates, String?)])
  func topologyLabels(version: KubernetesVersion, gates: FeatureGates, zone: String?) throws {
    var run = Self.run(version, gates)
    run.configuration.nodePools[0].template.metadata.labels[NodeLabels.zone] = "a"
    run.create(SchedulingRun.pod("p", app: "web"), SchedulingRun.pod("q", app: "web"))
    let outcome = run.outcome()
    for name in ["p", "q"] {
      let template = outcome.cluster.templates[try outcome.pod(name).record.template]
      #expect(template.pod.metadata.labels[NodeLabels.zone] == zone)
      #expect(template.pod.metadata.labels["app"] == "web")
    }
  }

  @Test("A pod whose node has no zone and no region keeps its labels")
  func noTopologyLabels() throws {
    var run = Self.run(.v1_36)
    run.create(SchedulingRun.pod("p", app: "web"))
    let outcome = run.outcome()
    let record = try outcome.pod("p").record
    #expect(record.node.isPresent)
    #expect(outcome.cluster.templates[record.template].pod.metadata.labels == ["app": "web"])
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
