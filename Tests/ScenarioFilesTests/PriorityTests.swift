import ClusterSimulation
import KubernetesObjects
import ScenarioFiles
import Testing

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
    var specs: [PodSpec] = []
    for object in try read(text + Self.classes).initialObjects {
      if let workload = object as? any WorkloadObject { specs.append(workload.podTemplate.spec) }
    }
    #expect(specs.map(\.priority) == [1000, 7, 2_000_001_000, 1000])
    #expect(specs[1].preemptionPolicy == .never && specs[1].priorityClassName == "usual")
    let bare = try read(Self.header + Self.pod("a")).initialObjects
    guard let pod = bare[0] as? Pod else { Issue.record("expected a pod"); return }
    #expect(pod.spec.priority == 0)
  }

  @Test("an unknown class is an error at the place where it is named")
  func unknownClasses() throws {
    #expect(
      try lines(Self.header + Self.controller("higg") + Self.classes)
        == [
          "scenario.yaml:14:26: error: spec.template.spec.priorityClassName: no PriorityClass "
            + "with name higg was found; did you mean high?"
        ])
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
    let configuration = try read(Self.header + timeline)
    guard case .apply(let objects) = configuration.timeline[0].action,
      let pod = objects[0] as? Pod
    else {
      Issue.record("expected a pod")
      return
    }
    #expect(pod.spec.priority == 3)
  }

  @Test("the first era knows no priorities")
  func classicEra() throws {
    let text = Self.header + "  controlPlane: {profile: classic}\n" + Self.controller("nobody")
    guard let controller = try read(text).initialObjects[0] as? ReplicationController else {
      Issue.record("expected a controller")
      return
    }
    #expect(controller.spec.template.spec.priority == nil)
  }

  @Test("a scheduler's file sets the pauses, and the control plane's settings go before it")
  func pauses() throws {
    let file = """
        scheduler:
          configuration:
            apiVersion: kubescheduler.config.k8s.io/v1
            kind: KubeSchedulerConfiguration
            podInitialBackoffSeconds: 2
            podMaxBackoffSeconds: 20
            profiles: [{schedulerName: default-scheduler}]

      """
    let settings = try read(Self.header + file).controlPlane.scheduler
    #expect(settings.initialBackoff == .seconds(2) && settings.maximumBackoff == .seconds(20))
    let own = "  controlPlane: {podMaxBackoffSeconds: 30}\n"
    let both = try read(Self.header + own + file).controlPlane.scheduler
    #expect(both.initialBackoff == .seconds(2) && both.maximumBackoff == .seconds(30))
  }
}
