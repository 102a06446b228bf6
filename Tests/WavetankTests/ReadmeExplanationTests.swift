import ClusterSimulation
import Foundation
import RunReports
import ScenarioFiles
import SimulationEngine
import TestSupport
import Testing

/// What README.md shows of explanations is what the commands print.
@Suite struct ReadmeExplanationTests {
  @Test func explanationsArePrintedAsTheyAre() throws {
    let readme = try String(
      contentsOf: PackageFolder.url.appending(path: "README.md"), encoding: .utf8)
    let block = try #require(
      readme.components(separatedBy: "```").first { $0.hasPrefix("text\ndefault/giant") })
    let path = PackageFolder.url.appending(path: "Scenarios/resource-exhaustion.yaml").path
    let configuration = try Scenario.read(path).configuration
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
    #expect(block == "text\n\(shown.joined(separator: "\n\n"))\n")
  }
}
