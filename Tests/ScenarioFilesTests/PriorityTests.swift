import ClusterState
import KubernetesObjects
import ScenarioFiles
import Testing

@testable import ClusterSimulation

/// Priorities as the API server's admission gives them, and the profile that goes without saying.
@Suite struct PriorityTests {
  private static let header = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: test}
    spec:
      duration: 1m

    """
  private static let classes = """
    ---
    {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 1000}
    ---
    {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: usual}, value: 7,
     globalDefault: true, preemptionPolicy: Never}

    """

  private static func pod(_ name: String, _ spec: String = "") -> String {
    "---\n{apiVersion: v1, kind: Pod, metadata: {name: \(name)}, spec: {containers: "
      + "[{name: c, image: a}]\(spec)}}\n"
  }

  private static func controller(_ className: String) -> String {
    """
    ---
    apiVersion: v1
    kind: ReplicationController
    metadata: {name: web}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec:
          priorityClassName: \(className)
          containers: [{name: c, image: a}]

    """
  }

  private func read(_ text: String) throws -> SimulationConfiguration {
    let folder = try ScenarioFolder(["scenario.yaml": text])
    defer { folder.remove() }
    return try Scenario.read(folder.path("scenario.yaml")).configuration
  }

  private func lines(_ text: String) throws -> [String] {
    let folder = try ScenarioFolder(["scenario.yaml": text])
    defer { folder.remove() }
    return folder.lines()
  }

  @Test("a scenario without a profile runs Kubernetes 1.34")
  func defaultProfile() throws {
    let configuration = try read(Self.header)
    #expect(configuration.controlPlane.profile == .modern)
    #expect(configuration.scheduling.tieBreak == .random)
    #expect(
      try read(Self.header + "  controlPlane: {maxPods: 5}\n").controlPlane.profile == .modern)
  }

  @Test("pods get the priority of their class, of the default class, or zero")
  func priorities() throws {
    let text =
      Self.header + Self.pod("a", ", priorityClassName: high") + Self.pod("b")
      + Self.pod("c", ", priorityClassName: system-node-critical") + Self.controller("high")
    let specs = try self.specs(ofPodsIn: text + Self.classes)
    #expect(specs["a"]?.priority == 1000 && specs["c"]?.priority == 2_000_001_000)
    #expect(specs["b"]?.priority == 7 && specs["b"]?.preemptionPolicy == .never)
    #expect(specs["b"]?.priorityClassName == "usual")
    #expect(specs.first { $0.key.hasPrefix("web-") }?.value.priority == 1000)
    #expect(try self.specs(ofPodsIn: Self.header + Self.pod("a"))["a"]?.priority == 0)
  }

  /// What the pods of a scenario are like after a minute, by name.
  private func specs(ofPodsIn text: String) throws -> [String: PodSpec] {
    var simulation = Simulation(try read(text))
    simulation.run(until: .seconds(60))
    let cluster = simulation.state.world.cluster
    var specs: [String: PodSpec] = [:]
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      specs[pod.name.text(cluster.symbols)] = cluster.templates[pod.template].pod.spec
    }
    return specs
  }

  @Test("an unknown class is an error at the place where it is named")
  func unknownClasses() throws {
    #expect(
      try lines(Self.header + Self.pod("a", ", priorityClassName: gold"))
        == [
          "scenario.yaml:7:111: error: spec.priorityClassName: no PriorityClass with name gold "
            + "was found; there is system-cluster-critical, system-node-critical"
        ])
  }

  @Test("a class that is applied later serves the pods that come after it")
  func laterClasses() throws {
    let timeline = """
        timeline:
          - at: 1s
            apply:
              - {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass,
                 metadata: {name: late}, value: 3}
              - apiVersion: v1
                kind: Pod
                metadata: {name: a}
                spec: {priorityClassName: late, containers: [{name: c, image: a}]}

      """
    #expect(try specs(ofPodsIn: Self.header + timeline)["a"]?.priority == 3)
  }

  @Test("the first era knows no priorities")
  func classicEra() throws {
    let text = Self.header + "  controlPlane: {profile: classic}\n" + Self.controller("nobody")
    #expect(try specs(ofPodsIn: text).first?.value.priority == .some(nil))
  }

  @Test("a scheduler's file sets pauses and the rate of its client, unless settings do")
  func pauses() throws {
    let file = """
        scheduler:
          configuration:
            apiVersion: kubescheduler.config.k8s.io/v1
            kind: KubeSchedulerConfiguration
            podInitialBackoffSeconds: 2
            podMaxBackoffSeconds: 20
            clientConnection: {qps: 12.5, burst: 40}
            profiles: [{schedulerName: default-scheduler}]

      """
    let settings = try read(Self.header + file).controlPlane.scheduler
    #expect(settings.initialBackoff == .seconds(2) && settings.maximumBackoff == .seconds(20))
    #expect(settings.kubeAPIQPSThousandths == 12_500 && settings.kubeAPIBurst == 40)
    let own = "  controlPlane: {podMaxBackoffSeconds: 30, schedulerKubeAPIQPS: 7}\n"
    let both = try read(Self.header + own + file).controlPlane.scheduler
    #expect(both.initialBackoff == .seconds(2) && both.maximumBackoff == .seconds(30))
    #expect(both.kubeAPIQPSThousandths == 7_000 && both.kubeAPIBurst == 40)
  }
}
