import ClusterSimulation
import Foundation
import RunReports
import ScenarioFiles
import TestSupport
import Testing

/// The page about the rehearsal of an upgrade says what the committed reports say.
@Suite struct UpgradePageTests {
  /// A committed table as rows of cells by column; no cell that is asked for holds a comma.
  private static func rows(_ run: String, _ file: String) throws -> [[String: String]] {
    let text = try String(
      contentsOf: PackageFolder.url.appending(path: "Reports/\(run)/\(file)"), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
  }

  private static var page: String {
    get throws {
      let path = "Sources/ClusterSimulation/ClusterSimulation.docc/UpgradeRehearsal.md"
      return try String(contentsOf: PackageFolder.url.appending(path: path), encoding: .utf8)
    }
  }

  /// Where each pod runs, by name.
  private static func places(_ run: String) throws -> [String: String] {
    var places: [String: String] = [:]
    for row in try rows(run, "pods.csv") { places[row["pod"] ?? ""] = row["node"] ?? "" }
    return places
  }

  @Test func `every pod that lands elsewhere is in the table`() throws {
    let (before, after) = (try Self.places("upgrade-before"), try Self.places("upgrade-after"))
    #expect(before.keys.sorted() == after.keys.sorted())
    let moved = before.keys.sorted().filter { before[$0] != after[$0] }
    #expect(!moved.isEmpty)
    var table = "| pod | 1.34 | 1.36 |\n| --- | --- | --- |\n"
    for pod in moved { table += "| \(pod) | \(before[pod] ?? "") | \(after[pod] ?? "") |\n" }
    #expect(try Self.page.contains(table), "expected in the page:\n\(table)")
  }

  @Test func `agents after the first are looked at on one node`() throws {
    func evaluated(_ run: String) throws -> [String] {
      try Self.rows(run, "scheduling.csv").filter { $0["pod"]?.hasPrefix("agent-") ?? false }
        .compactMap { $0["nodes_evaluated"] }
    }
    #expect(try evaluated("upgrade-before") == ["6", "6", "6", "6"])
    #expect(try evaluated("upgrade-after") == ["6", "1", "1", "1"])
  }

  @Test func `the messages are those of the events`() throws {
    for run in ["upgrade-before", "upgrade-after"] {
      let path = "Reports/\(run)/events.csv"
      let events = try String(
        contentsOf: PackageFolder.url.appending(path: path), encoding: .utf8)
      let line = try #require(events.split(separator: "\n").first { $0.contains("FailedSched") })
      let message = try #require(line.split(separator: "\"").first { $0.hasPrefix("0/6") })
      #expect(try Self.page.contains(message), "expected in the page: \(message)")
    }
  }

  @Test func `the scores are those that an explanation shows`() throws {
    for run in ["upgrade-before", "upgrade-after"] {
      let path = PackageFolder.url.appending(path: "Scenarios/\(run).yaml").path
      let configuration = try Scenario.read(path).configuration
      guard
        case .explained(let attempt, let cluster) = PodInquiry(pod: "cache-1").answer(
          configuration)
      else {
        Issue.record("\(run): cache-1 is not explained")
        continue
      }
      let lines = ExplanationText(attempt, cluster, width: 80, showsAll: false).lines
      let table = lines.drop { !$0.hasPrefix("NODE ") }.prefix { !$0.isEmpty }
      let text = table.joined(separator: "\n")
      #expect(try Self.page.contains("```text\n\(text)\n```"), "expected in the page:\n\(text)")
    }
  }
}
