import Foundation
import TestSupport
import Testing

/// The page about node failures says the instants that the committed reports have.
@Suite struct NodeFailurePageTests {
  private static let runs = ["node-failure", "node-failure-classic", "node-failure-modern"]

  /// A committed table as rows of cells by column.
  private static func rows(_ run: String, _ file: String) throws -> [[String: String]] {
    let text = try String(
      contentsOf: PackageFolder.url.appending(path: "Reports/\(run)/\(file)"), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// Seconds with three decimals, rounded down.
  private static func instant(_ text: String?) -> String {
    guard let text, let point = text.firstIndex(of: ".") else { return "–" }
    return String(text[...point] + text[text.index(after: point)...].prefix(3))
  }

  private static func greatest(_ rows: [[String: String]], _ column: String) -> String? {
    rows.compactMap { $0[column] }.max { (Double($0) ?? 0) < (Double($1) ?? 0) }
  }

  /// What happened when in one run, in the order of the page.
  private static func timeline(of run: String) throws -> [(what: String, instant: String)] {
    let conditions = try rows(run, "node_conditions.csv").filter { $0["node"] == "worker-1" }
    let evictions = try rows(run, "evictions.csv")
    let pods = try rows(run, "pods.csv")
    let services = try rows(run, "services.csv")
    let failures = try rows(run, "failures.csv")
    let gone = Set(evictions.compactMap { $0["pod"] })
    let replacements = Set(evictions.compactMap { $0["replaced_by"] })
    let old = pods.filter { gone.contains($0["pod"] ?? "") }
    let new = pods.filter { replacements.contains($0["pod"] ?? "") }
    let isTainted = failures.contains { $0["phase"] == "taint" }
    let unknown = conditions.first { $0["status"] == "Unknown" }?["time_seconds"]
    #expect(evictions.count == 3 && old.count == 3 && new.count == 3)
    return [
      ("worker-1 dies", instant(services.first { $0["stale_endpoints"] != "0" }?["time_seconds"])),
      ("its condition Ready becomes Unknown", instant(unknown)),
      ("it is tainted", isTainted ? instant(unknown) : "–"),
      (
        "its endpoints are dropped",
        instant(
          services.last { $0["ready_endpoints"] == "9" && $0["stale_endpoints"] == "0" }?[
            "time_seconds"])
      ),
      ("its pods' deletion is asked for", instant(greatest(evictions, "time_seconds"))),
      ("the replacements are created", instant(greatest(new, "created_seconds"))),
      ("the last is bound", instant(greatest(new, "scheduled_seconds"))),
      ("the last runs", instant(greatest(new, "started_seconds"))),
      ("the last is ready", instant(greatest(new, "ready_seconds"))),
      ("all twelve are endpoints again", instant(services.last?["time_seconds"])),
      ("the old pods are gone", instant(greatest(old, "deleted_seconds"))),
      ("worker-1 is Ready again", instant(conditions.last?["time_seconds"])),
    ]
  }

  @Test func `every instant of the table is that of the reports`() throws {
    let columns = try Self.runs.map { try Self.timeline(of: $0) }
    var table = "| what happens | textbook | classic (1.2) | modern (1.36) |\n"
    table += "| --- | --- | --- | --- |\n"
    for row in columns[0].indices {
      let cells = columns.map { $0[row].instant }.joined(separator: " | ")
      table += "| \(columns[0][row].what) | \(cells) |\n"
    }
    let page = try Self.page
    #expect(page.contains(table), "expected in the page:\n\(table)")
  }

  @Test func `every instant in the text is one of the table`() throws {
    let columns = try Self.runs.map { try Self.timeline(of: $0) }
    let known = Set(columns.joined().map(\.instant))
    let text = try #require(try Self.page.split(separator: "\n## Why").last)
    let instants = text.matches(of: /\d+\.\d{3}/).map { String($0.output) }
    #expect(instants.count > 20)
    for instant in instants { #expect(known.contains(instant), "\(instant) is in no report") }
  }

  private static var page: String {
    get throws {
      let path = "Sources/ClusterSimulation/ClusterSimulation.docc/NodeFailureTimelines.md"
      return try String(contentsOf: PackageFolder.url.appending(path: path), encoding: .utf8)
    }
  }
}
