import Foundation
import Testing

@testable import ClusterSimulation
@testable import wavetank

/// A broken invariant ends the run with one message and exit code 70, and leaves nothing behind.
@Suite struct BrokenInvariantTests {
  private static let scenario = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: broken}
    spec:
      duration: 5m
      seed: 7
      controlPlane: {profile: textbook}
      nodePools:
        - {name: w, count: 2, template: {status: {capacity: {cpu: 4, memory: 8Gi, pods: 110}}}}
    """

  @Test func `the message names invariant, time, event and the command that replays it`() throws {
    let shell = try Shell(["broken.yaml": Self.scenario])
    defer { shell.remove() }
    let path = shell.folder.appending(path: "broken.yaml").path
    let output = shell.folder.appending(path: "reports").path
    let arguments = try ParsedArguments(
      [path, "--output", output, "--set", "duration=2m", "--check-invariants"], RunCommand.syntax)
    var command = try RunCommand(arguments)
    command.prepare = { simulation in
      simulation.run(until: .seconds(10))
      simulation.state.scheduler.arrivals.pausedCount -= 3
    }
    let said = Complaints()
    let code = command.run(Terminal(complaining: said.add))
    #expect(code == .brokenInvariant && code.rawValue == 70)
    let lines = said.text.split(separator: "\n").map(String.init)
    #expect(
      lines.first == "broken: error: a broken invariant: the scheduler loses no pod and queues "
        + "none twice")
    #expect(lines.contains { $0.hasPrefix("  found   the scheduler has lost a pod") })
    #expect(lines.contains { $0.hasPrefix("  time    1") && $0.hasSuffix(" s") })
    #expect(lines.contains { $0.hasPrefix("  event   number ") })
    #expect(
      lines.contains(
        "  replay  wavetank run \(path) --seed 7 --set duration=2m --check-invariants"))
    #expect(lines.count == 6)
    #expect(try shell.names == ["broken.yaml"])
  }

  @Test func `a sound run passes the same checks`() throws {
    let shell = try Shell(["broken.yaml": Self.scenario])
    defer { shell.remove() }
    let outcome = try shell.run("run", "broken.yaml", "--check-invariants", "--quiet")
    #expect(outcome.code == 0 && outcome.problems.isEmpty)
  }

  @Test func `what happens next is not run`() throws {
    var configuration = SimulationConfiguration(
      name: "broken", controlPlane: ControlPlaneSettings(profile: .textbook))
    configuration.ending = .at(.seconds(60))
    configuration.checksInvariants = true
    var simulation = Simulation(configuration)
    simulation.run(events: 3)
    let before = simulation.violation
    #expect(before == nil)
    simulation.state.scheduler.arrivals.pausedCount -= 1
    let goesOn = simulation.run(until: .latest)
    let found = simulation.violation
    let violation = try #require(found)
    #expect(violation.invariant == .schedulingQueue && violation.eventNumber == 4)
    let count = simulation.eventCount
    #expect(!goesOn && count == 4)
    #expect(violation.event.contains("Due"))
  }
}
