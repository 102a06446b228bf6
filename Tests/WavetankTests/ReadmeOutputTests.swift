import ClusterSimulation
import Foundation
import RunReports
import ScenarioFiles
import SimulationEngine
import TestSupport
import Testing

/// What README.md shows of commands is what they print.
@Suite struct ReadmeOutputTests {
  /// The block of the README that begins with `start`, without its language.
  private static func block(_ start: String) throws -> String {
    let readme = try String(
      contentsOf: PackageFolder.url.appending(path: "README.md"), encoding: .utf8)
    let block = readme.components(separatedBy: "```").first { $0.hasPrefix("text\n" + start) }
    return String(try #require(block).dropFirst(5))
  }

  private static func scenario(_ name: String) -> String {
    PackageFolder.url.appending(path: "Scenarios/\(name).yaml").path
  }

  @Test func theFirstRunPrintsWhatIsShown() throws {
    let outcome = try Shell().run(["run", Self.scenario("node-failure"), "--no-html"])
    #expect(outcome.code == 0)
    #expect(try Self.block("node-failure: ") == outcome.output)
  }

  @Test func viewsArePrintedAsTheyAre() throws {
    let scenario = Self.scenario("rolling-update")
    let shell = try Shell()
    let table = try shell.run(["get", "deploy,rs", scenario, "--at", "2m8s"])
    let status = try shell.run(
      ["rollout", "status", "deploy/web", scenario, "--at", "2m8s", "--at", "4m"])
    #expect(try Self.block("NAME ") == table.output + "\n" + status.output)
  }

  @Test func explanationsArePrintedAsTheyAre() throws {
    let configuration = try Scenario.read(Self.scenario("resource-exhaustion")).configuration
    let questions = [
      PodInquiry(pod: "giant", near: .minutes(2)), PodInquiry(pod: "worker-hqq6g"),
    ]
    var shown: [String] = []
    for question in questions {
      guard case .explained(let attempt, let cluster) = question.answer(configuration) else {
        Issue.record("\(question.text) is not explained")
        continue
      }
      let text = ExplanationText(attempt, cluster, width: 80, showsAll: false)
      shown.append(text.lines.joined(separator: "\n"))
    }
    #expect(try Self.block("default/giant") == shown.joined(separator: "\n\n") + "\n")
  }
}
