import Foundation
import TestSupport
import Testing

@testable import wavetank

/// The published schedules of Batsim's workload medium_late against the scenario and the policies
/// that are committed for them, where the published data and a Python are at hand.
@Suite(.enabled(if: SharedFolder.has("data/batsim-medium-late") && Python.isThere))
struct BatsimReproductionTests {
  /// What is known of a job: when it starts and ends, in seconds, and on which machines it runs.
  private struct Schedule: Equatable {
    var starts: Set<String> = []
    var ends: Set<String> = []
    var machines: Set<Int> = []
  }

  /// A table's rows as cells by column.
  private static func rows(_ bytes: some Collection<UInt8>) -> [[String: String]] {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// The numbers in `0-3 7`.
  private static func machines(_ text: String) -> Set<Int> {
    var numbers: Set<Int> = []
    for part in text.split(separator: " ") {
      let ends = part.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last else { continue }
      numbers.formUnion(first...last)
    }
    return numbers
  }

  /// The schedule of each job in a run under `policy`, up to `until` if that is given.
  private static func run(_ policy: String, until: String?) throws -> [String: Schedule] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "wavetank-batsim-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let workload = try #require(
      try SharedFolder.bytes("data/batsim-medium-late/medium_late.json"))
    try Data(workload).write(to: folder.appending(path: "medium_late.json"))
    let committed = PackageFolder.url.appending(path: "Benchmarks/Reproductions/batsim/batsim.yaml")
    let script = PackageFolder.url.appending(path: "Scenarios/policies/\(policy).py").path
    let text = try String(contentsOf: committed, encoding: .utf8)
      .replacing("../../../Scenarios/policies/easy.py", with: script)
    let file = folder.appending(path: "batsim.yaml")
    try Data(text.utf8).write(to: file)
    let report = folder.appending(path: "report")
    var arguments = ["run", file.path, "--output", report.path, "--quiet", "--no-html"]
    arguments += ["--allow-policy"] + (until.map { ["--until", $0] } ?? [])
    #expect(Program.run(arguments, Terminal()) == .done)
    var schedules: [String: Schedule] = [:]
    for row in rows(try Data(contentsOf: report.appending(path: "pods.csv"))) {
      let job = String((row["pod"] ?? "").split(separator: "-")[1])
      schedules[job, default: Schedule()].starts.insert(row["started_seconds"] ?? "")
      schedules[job]?.ends.insert(row["finished_seconds"] ?? "")
      let number = (row["node"] ?? "").split(separator: "-").last.flatMap { Int($0) }
      if let number { schedules[job]?.machines.insert(number) }
    }
    return schedules
  }

  /// Compares the jobs that are published to have ended before `seconds`; returns how many.
  private static func compare(
    _ policy: String, until: String?, endingBefore seconds: Double
  ) throws -> Int {
    let ours = try run(policy, until: until)
    let path = "data/batsim-medium-late/\(policy)/out_jobs.csv"
    let published = rows(try #require(try SharedFolder.bytes(path))).filter {
      Double($0["finish_time"] ?? "").map { $0 < seconds } ?? false
    }
    for row in published {
      let expected = Schedule(
        starts: [row["starting_time"] ?? ""], ends: [row["finish_time"] ?? ""],
        machines: machines(row["allocated_resources"] ?? ""))
      let job = row["job_id"] ?? ""
      #expect(ours[job] == expected, "job \(job) under \(policy)")
    }
    return published.count
  }

  @Test(arguments: ["easy", "conservative"])
  func theFirstJobsRunWhenAndWhereTheyArePublished(policy: String) throws {
    #expect(try Self.compare(policy, until: "2000s", endingBefore: 2000) > 60)
  }

  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["WAVETANK_REPRODUCTIONS"] == "1"),
    arguments: ["easy", "conservative"])
  func everyJobRunsWhenAndWhereItIsPublished(policy: String) throws {
    #expect(try Self.compare(policy, until: nil, endingBefore: .infinity) == 801)
  }
}
