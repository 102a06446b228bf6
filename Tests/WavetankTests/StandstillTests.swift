import Foundation
import ScenarioFiles
import SimulationEngine
import Testing

@testable import ClusterSimulation
@testable import wavetank

/// A run in which time stands still ends with one message and exit code 65, and leaves nothing.
@Suite struct StandstillTests {
  /// A run over `objects` with these settings of the control plane.
  private static func scenario(_ settings: String, profile: String = "classic") -> String {
    """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: fight}
    spec:
      duration: 2s
      controlPlane: {profile: \(profile), \(settings)}
      nodePools:
        - {name: w, count: 2, template: {status: {capacity: {cpu: 4, memory: 8Gi, pods: 110}}}}
      manifests: [objects.yaml]
    """
  }

  /// Two replication controllers that fight where owners do not count: `all` counts the pods of
  /// `some` too, has more than it wants, and deletes; `some` has less than it wants, and creates.
  private static let objects = """
    apiVersion: v1
    kind: ReplicationController
    metadata: {name: all}
    spec:
      replicas: 2
      selector: {app: web}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: web}]}
    ---
    apiVersion: v1
    kind: ReplicationController
    metadata: {name: some}
    spec:
      replicas: 3
      selector: {app: web, version: "2"}
      template:
        metadata: {labels: {app: web, version: "2"}}
        spec: {containers: [{name: web, image: web}]}
    """

  private static let timeless = "watchLatency: 0s, apiServerWriteLatency: 0s, kubeAPIQPS: 0"

  /// How `wavetank run` ends, what it says, and which files there are then.
  private static func run(
    _ scenario: String, _ options: [String] = []
  ) throws -> (code: ExitCode, lines: [String], names: [String]) {
    let shell = try Shell(["fight.yaml": scenario, "objects.yaml": objects])
    defer { shell.remove() }
    let path = shell.folder.appending(path: "fight.yaml").path
    let output = shell.folder.appending(path: "reports").path
    let arguments = try ParsedArguments(
      [path, "--output", output, "--quiet"] + options, RunCommand.syntax)
    var command = try RunCommand(arguments)
    command.prepare = { simulation in
      var configuration = simulation.state.configuration
      configuration.eventsBetweenClockChecks = 500
      simulation = Simulation(configuration)
    }
    let said = Complaints()
    let code = command.run(Terminal(complaining: said.add))
    let text = said.text.replacing(shell.folder.path + "/", with: "")
    return (code, text.split(separator: "\n").map(String.init), try shell.names)
  }

  @Test(arguments: [[], ["--decisions"], ["--check-invariants"]])
  func `controllers that undo each other's work at one instant end the run`(
    options: [String]
  ) throws {
    let (code, lines, names) = try Self.run(Self.scenario(Self.timeless), options)
    #expect(code == .badInput)
    #expect(
      lines == [
        "fight.yaml: error: the clock stands still at 0.000000 s, where 1500 events have happened, "
          + "as pods of ReplicationController default/some are created again and again; expected "
          + "time to pass between cause and effect: give apiServerWriteLatency or watchLatency a "
          + "value, or kubeAPIQPS a limit"
      ])
    #expect(names == ["fight.yaml", "objects.yaml"])
  }

  @Test(arguments: [
    "watchLatency: 5ms, apiServerWriteLatency: 0s, kubeAPIQPS: 0",
    "watchLatency: 0s, apiServerWriteLatency: 5ms, kubeAPIQPS: 0",
    "watchLatency: 0s, apiServerWriteLatency: 0s, kubeAPIQPS: 20",
  ])
  func `what the message suggests helps`(settings: String) throws {
    let (code, lines, names) = try Self.run(Self.scenario(settings))
    #expect(code == .done && lines.isEmpty && names.contains("reports"))
  }

  @Test func `controllers that own their pods do not fight`() throws {
    let (code, lines, _) = try Self.run(Self.scenario(Self.timeless, profile: "modern"))
    #expect(code == .done && lines.isEmpty)
  }

  @Test func `of an endless run, only what was before its end is explained`() throws {
    let later =
      Self.scenario(Self.timeless).replacing("[objects.yaml]", with: "[]") + """

          timeline:
            - {at: 1s, apply: objects.yaml}
          workloads:
            - name: early
              arrivals: {every: 10ms}
              limit: 1
              template: {spec: {containers: [{name: c, image: i}]}}
        """
    let shell = try Shell(["fight.yaml": later, "objects.yaml": Self.objects])
    defer { shell.remove() }
    let path = shell.folder.appending(path: "fight.yaml").path
    var configuration = try Scenario.read(path, options: ScenarioOptions()).configuration
    configuration.eventsBetweenClockChecks = 500
    guard case .endless(let standstill) = PodInquiry(pod: "early-0").answer(configuration) else {
      Issue.record("the run has an end")
      return
    }
    #expect(standstill.time == .seconds(1))
    let inquiry = PodInquiry(pod: "early-0", near: .milliseconds(10))
    guard case .explained = inquiry.answer(configuration) else {
      Issue.record("the attempt before is not explained")
      return
    }
  }

  @Test(arguments: ControlPlaneSettings.Profile.allCases)
  func `a large instant that ends is let pass`(profile: ControlPlaneSettings.Profile) throws {
    let settings =
      Self.timeless
        + """
        , schedulerCycleLatency: 0s, schedulerCycleLatencyPerNode: 0s, schedulerBindLatency: 0s, \
        syncLatency: 0s, sandboxLatency: 0s, containerStartLatency: 0s, statusLatency: 0s, \
        registryLatency: 0s, relistPeriod: 0s, defaultImageSize: 0, schedulerKubeAPIQPS: 0
        """
    let objects = Self.objects.replacing("replicas: 2", with: "replicas: 150")
      .replacing("replicas: 3", with: "replicas: 0")
    let shell = try Shell([
      "fight.yaml": Self.scenario(settings, profile: profile.rawValue)
        .replacing("duration: 2s", with: "duration: 30s"),
      "objects.yaml": objects,
    ])
    defer { shell.remove() }
    let path = shell.folder.appending(path: "fight.yaml").path
    var configuration = try Scenario.read(path, options: ScenarioOptions()).configuration
    configuration.eventsBetweenClockChecks = 1
    var simulation = Simulation(configuration)
    simulation.run(until: .latest)
    let (standstill, readyCount) = (
      simulation.standstill, simulation.state.cluster.workloads[0].status.readyReplicas
    )
    #expect(standstill == nil && readyCount == 150, "\(readyCount)")
  }
}
