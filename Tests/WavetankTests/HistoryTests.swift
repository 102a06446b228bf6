import Foundation
import TestSupport
import Testing

@testable import wavetank

/// Histories of a real control plane of Kubernetes 1.36: the simulation makes of each input what
/// was recorded, within the tolerances of the script that compares.
@Suite struct HistoryTests {
  /// Histories of clusters that shared a machine; their instants are compared at twice the
  /// tolerances.
  private static let shared = [
    "cron-policies", "dep-paused", "dep-percent-defaults", "dep-recreate", "dep-scale-mid-rollout",
    "dep-stuck-deadline-undo", "dep-surge-absolute", "ds-nodes", "ds-update-unavailable",
    "eps-lifecycle", "gc-propagation", "hpa-up-down", "job-backoff-limit", "job-indexed",
    "job-node-death", "job-parallel", "job-pod-failure-policy", "node-death-default",
    "node-return-before", "pdb-drain", "pdb-unhealthy-policy", "pending-then-capacity",
    "preempt-grace", "pvc-binding", "rs-adopt-release", "rs-scale-down-ranking",
    "rs-slow-start-quota",
    "sts-failing-update", "sts-ordered", "sts-partition", "taint-no-execute", "zone-normal-rate",
  ]

  /// Histories that were drawn at random, each alone on its machine; further recordings of one tell
  /// what is chance.
  private static let random = [
    "mix-003", "mix-011", "mix-014", "mix-024", "mix-025", "mix-028", "mix-047", "mix-051",
    "mix-053", "mix-054", "mix-059", "mix-060", "mix-062", "mix-063", "mix-068", "mix-070",
    "mix-072",
  ]

  @Test(
    .enabled(if: SharedFolder.has("histories") && Python.canReadYAML), arguments: shared)
  func `a recorded history comes about`(name: String) throws {
    let folder = try #require(SharedFolder.url("histories"))
    try Self.compare(name, in: folder, ["--scale", "2"])
  }

  @Test(
    .enabled(if: SharedFolder.has("histories/random") && Python.canReadYAML), arguments: random)
  func `a random history comes about`(name: String) throws {
    let folder = try #require(SharedFolder.url("histories/random"))
    let takes = [2, 3].map { folder.appending(path: "\(name).take\($0).jsonl").path }
      .filter(FileManager.default.fileExists)
    try Self.compare(name, in: folder, takes.isEmpty ? [] : ["--also"] + takes)
  }

  /// Runs the history `name` and compares; at most a tenth of what is compared may differ.
  private static func compare(_ name: String, in folder: URL, _ options: [String]) throws {
    let scripts = try #require(SharedFolder.url("histories"))
    let input = folder.appending(path: "\(name).yaml").path
    let converted = try Python.run([scripts.appending(path: "to_scenario.py").path, input])
    try #require(converted.code == 0, "\(converted.output)")
    let shell = try Shell(["\(name).yaml": converted.output])
    defer { shell.remove() }
    func path(_ name: String) -> String { shell.folder.appending(path: name).path }
    let said = Complaints()
    let code = Program.run(
      [
        "run", path("\(name).yaml"), "--output", path("report"), "--quiet", "--changes",
        path("changes.jsonl"),
      ], Terminal(complaining: said.add))
    try #require(code == .done, "\(said.text)")
    let verdict = try Python.run(
      [
        scripts.appending(path: "compare_history.py").path, input,
        folder.appending(path: "\(name).jsonl").path, path("changes.jsonl"),
        "--allow-share", "0.1",
      ] + options)
    #expect(verdict.code == 0, "\(verdict.output)")
  }
}
