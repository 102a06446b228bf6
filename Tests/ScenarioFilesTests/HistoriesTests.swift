import ClusterSimulation
import Foundation
import KubernetesObjects
import NodeAgents
import SimulationEngine
import TestSupport
import Testing

@testable import ScenarioFiles

/// Scenarios that were made from the inputs of recorded histories.
@Suite struct HistoriesTests {
  private static let folder = PackageFolder.url.appending(
    path: "Tests/ScenarioFilesTests/Histories")

  static let names = FileTree.files(below: folder).map {
    $0.deletingPathExtension().lastPathComponent
  }

  private static func read(_ name: String) throws -> SimulationConfiguration {
    let path = folder.appending(path: name + ".yaml").path
    let scenario = try Scenario.read(path)
    #expect(scenario.configuration.name == name)
    check(scenario)
    return scenario.configuration
  }

  /// What is odd about the scenario is only that some kinds are not simulated yet.
  private static func check(_ scenario: Scenario) {
    let others = scenario.warnings.filter { !$0.message.contains("is not simulated yet") }
    #expect(others.isEmpty, "\(scenario.configuration.name)")
  }

  @Test(arguments: names) func `a history is read and runs to its end`(name: String) throws {
    var configuration = try Self.read(name)
    configuration.checksInvariants = true
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    #expect(simulation.state.recording.end == configuration.ending.limit)
  }

  @Test func `the kubelet's script becomes behaviors, the first that matches first`() throws {
    let configuration = try Self.read("job-indexed")
    let rules = configuration.behaviors
    #expect(rules.map(\.image) == [NamePattern("idx:1"), NamePattern("idx:1"), nil])
    #expect(rules.map(\.index) == [2, nil, nil])
    #expect(rules.map(\.first) == [2, nil, nil])
    let failing = rules[0].behavior
    #expect(failing.failuresPerMillion == 1_000_000 && failing.failureExitCode == 1)
    #expect(Self.seconds(failing.runtime) == 2 && Self.seconds(failing.start) == 1)
    #expect(rules[1].behavior.failuresPerMillion == nil)
  }

  private static func seconds(_ distribution: Distribution?) -> Double? {
    guard case .constant(let law)? = distribution else { return nil }
    return law.value
  }

  @Test func `the timeline of a history says what its verbs mean`() throws {
    let entries = try Self.read("mix-003").timeline
    let words = entries.map { entry in
      switch entry.action {
      case .fail(.node(let name)): "fail \(name)"
      case .recover(.node(let name)): "recover \(name)"
      case .taint(.node(let name), let taint, let isRemoval):
        "\(isRemoval ? "untaint" : "taint") \(name) \(taint.key)"
      case .delete(.first(let count, of: .selected), let grace, .background):
        "delete \(count) \(grace == nil)"
      case .setReadiness(.first(let count, of: .selected), let isReady): "ready \(count) \(isReady)"
      case .apply(let objects): "apply \(objects.count)"
      case .evict(.first(let count, of: .selected)): "evict \(count)"
      default: "else"
      }
    }
    #expect(
      words == [
        "fail m003-a-5", "taint m003-a-1 hold", "untaint m003-a-1 hold", "delete 1 true",
        "ready 1 false", "ready 4 true", "recover m003-a-5", "apply 1", "evict 3",
      ])
    #expect(entries[0].time == .zero + .milliseconds(18_300))
  }

  @Test func `a joining node takes as long to become ready as the history says`() throws {
    let configuration = try Self.read("mix-003")
    #expect(configuration.controlPlane.kubelet.nodeReadyLatency == .seconds(1))
    var simulation = Simulation(configuration)
    simulation.run(until: .zero + .milliseconds(500))
    let nodes = simulation.state.cluster.nodes
    #expect(nodes.count == 6 && nodes.allSatisfy { $0.ready == .yes })
    simulation.run(until: .zero + .milliseconds(124_900))
    #expect(simulation.state.cluster.nodes[6].ready == .no)
    // It comes with one taint; no pass comes before it is ready.
    #expect(simulation.state.cluster.nodes[6].taints.count == 1)
    simulation.run(until: .seconds(131))
    #expect(simulation.state.cluster.nodes[6].ready == .yes)
    #expect(simulation.state.cluster.nodes[6].taints.isEmpty)
  }

  @Test(.enabled(if: SharedFolder.has("histories/to_scenario.py")))
  func `every visible history converts, checks and runs`() throws {
    let target = FileManager.default.temporaryDirectory
      .appending(path: "wavetank-histories-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: target) }
    guard try Self.convert(into: target) else { return }
    let files = FileTree.files(below: target)
    #expect(files.count >= 50)
    for file in files {
      do throws(ScenarioFailure) {
        let scenario = try Scenario.read(file.path)
        Self.check(scenario)
        var simulation = Simulation(scenario.configuration)
        simulation.runToEnd()
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  /// Converts every history into a scenario in `folder`; false, after a notice, without Python.
  private static func convert(into folder: URL) throws -> Bool {
    guard let histories = SharedFolder.url("histories") else { return false }
    let script = """
      import glob, os, sys
      sys.path.insert(0, sys.argv[1])
      import to_scenario, yaml
      for path in glob.glob(sys.argv[1] + "/**/*.yaml", recursive=True):
          with open(path, encoding="utf-8") as file: history = yaml.safe_load(file)
          with open(os.path.join(sys.argv[2], os.path.basename(path)), "w") as file:
              yaml.safe_dump_all(to_scenario.scenario(history), file, sort_keys=False)
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B", "-c", script, histories.path, folder.path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus == 0 { return true }
    Notice.print("python3 with PyYAML is not installed: the histories are not converted")
    return false
  }
}
