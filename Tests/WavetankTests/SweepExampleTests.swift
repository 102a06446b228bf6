import Foundation
import TestSupport
import Testing

/// The worked examples for engines that distribute work, each of whose parts is run here as the
/// engine would run it; the engines themselves are not asked.
@Suite struct SweepExampleTests {
  private static let plan = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: plan}
    spec:
      duration: 1m
      nodePools: [{name: n, count: 2, template: {status: {capacity: {cpu: 4, pods: 50}}}}]
      expect: [{metric: pods.failed, atLeast: 1}]
    """

  private static let axes = ["--vary", "nodePools.n.count=1,2", "--seeds", "1..4"]

  private static func example(_ name: String) -> URL {
    PackageFolder.url.appending(path: "Scenarios/sweeps/\(name)")
  }

  /// Runs `script` in the folder of `shell`, where `$0` is the program.
  private static func run(_ script: String, _ arguments: [String], in shell: Shell) throws -> Int32
  {
    try shell.run(afterShell: script + "; exit $?", arguments).code
  }

  /// Whether the parts are those of the sweep in one go.
  private static func expectWhole(_ parts: Int, in shell: Shell) throws {
    #expect(try shell.run(["sweep", "plan.yaml", "--output", "one"] + axes).code == 1)
    let merged = try shell.run(
      ["merge"] + (1...parts).map { "part-\($0)" } + ["--output", "whole"])
    #expect(merged.code == 0 && merged.problems.isEmpty)
    for name in ["runs.csv", "digests.csv", "sweep.json"] {
      let files = try ["one", "whole"].map {
        try Data(contentsOf: shell.folder.appending(path: "\($0)/\(name)"))
      }
      #expect(files[0] == files[1])
    }
  }

  @Test func `tasks of a job array of Slurm do the parts`() throws {
    let shell = try Shell(["plan.yaml": Self.plan])
    defer { shell.remove() }
    for task in 1...3 {
      let script =
        "export WAVETANK=\"$0\" SLURM_ARRAY_TASK_ID=\(task) SLURM_ARRAY_TASK_COUNT=3; "
        + "sh '\(Self.example("slurm.sh").path)' \"$@\""
      #expect(try Self.run(script, ["plan.yaml"] + Self.axes, in: shell) == 0)
    }
    try Self.expectWhole(3, in: shell)
  }

  @Test func `pods of an Indexed Job do the parts`() throws {
    let shell = try Shell(["plan.yaml": Self.plan])
    defer { shell.remove() }
    let manifest = try String(contentsOf: Self.example("indexed-job.yaml"), encoding: .utf8)
    let program = try #require(manifest.split(separator: "- |\n").last)
    let lines = program.split(separator: "\n").prefix { $0.hasPrefix("              ") }
    #expect(lines.count == 3)
    for index in 0..<8 {
      let script =
        "program=\"$0\"; wavetank() { \"$program\" \"$@\"; }; JOB_COMPLETION_INDEX=\(index)\n"
        + lines.joined(separator: "\n")
      #expect(try Self.run(script, [], in: shell) == 0)
    }
    try Self.expectWhole(8, in: shell)
    #expect(try shell.run("check", Self.example("indexed-job.yaml").path).code == 0)
  }
}
