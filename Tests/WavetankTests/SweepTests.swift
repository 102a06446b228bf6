import Foundation
import RunReports
import Testing

/// A sweep in one go, in parts, and after it was killed: the files are equal to the byte.
@Suite struct SweepTests {
  private static let scenario = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: swept}
    spec:
      duration: 3m
      nodePools: [{name: n, count: 2, template: {status: {capacity: {cpu: 4, pods: 50}}}}]
      workloads:
        - name: w
          limit: 12
          arrivals: {poisson: {rate: 12/m}}
          template:
            spec:
              restartPolicy: Never
              containers: [{name: c, image: i, resources: {requests: {cpu: 1}}}]
          runtime: {exponential: {mean: 40s}}
      expect: [{metric: pods.failed, atMost: 0}]
    """

  private static func shell() throws -> Shell { try Shell(["a.yaml": scenario]) }

  private static let sweep = [
    "sweep", "a.yaml", "--vary", "nodePools.n.count=1,2", "--vary", "duration=2m,3m", "--seeds",
    "3..5", "--quiet",
  ]

  private static func run(_ shell: Shell, _ more: String...) throws -> Shell.Outcome {
    try shell.run(sweep + more)
  }

  /// The files of a sweep, by name.
  private static func files(_ shell: Shell, _ folder: String) throws -> [String: Data] {
    let url = shell.folder.appending(path: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: url.appending(path: $0))) })
  }

  @Test func `threads, parts in any order and a sweep that goes on give equal files`() throws {
    let shell = try Self.shell()
    defer { shell.remove() }
    #expect(try Self.run(shell, "--output", "whole").code == 0)
    let whole = try Self.files(shell, "whole")
    #expect(whole.keys.sorted() == ["digests.csv", "runs.csv", "sweep.json"])
    let rows = String(decoding: whole["digests.csv"] ?? Data(), as: UTF8.self).split(
      separator: "\n")
    #expect(rows.count == 13)
    #expect(rows[0].hasPrefix("run,scenario,seed,set.nodePools.n.count,set.duration,digest,"))
    #expect(rows[4].hasPrefix("3,swept,3,1,3m,fnv1a64:"))

    #expect(try Self.run(shell, "--output", "threads", "--jobs", "2").code == 0)
    #expect(try Self.files(shell, "threads") == whole)

    for part in 1...3 {
      #expect(try Self.run(shell, "--shard", "\(part)/3", "--output", "part-\(part)").code == 0)
    }
    #expect(try shell.run("merge", "part-3", "part-1", "part-2", "--output", "merged").code == 0)
    #expect(try Self.files(shell, "merged") == whole)

    // What a kill leaves behind: some runs with files of their own, and nothing else.
    try FileManager.default.copyItem(
      at: shell.folder.appending(path: "part-2"), to: shell.folder.appending(path: "resumed"))
    #expect(try Self.run(shell, "--output", "resumed").code == 0)
    #expect(try Self.files(shell, "resumed") == whole)
  }

  @Test func `a sweep that is killed goes on where it was`() throws {
    let shell = try Self.shell()
    defer { shell.remove() }
    #expect(try Self.run(shell, "--output", "whole").code == 0)
    let (process, _, _) = try shell.start(Self.sweep + ["--output", "killed"])
    let parts = shell.folder.appending(path: "killed/parts").path
    while process.isRunning,
      (try? FileManager.default.contentsOfDirectory(atPath: parts))?.isEmpty ?? true
    {}
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try Self.run(shell, "--output", "killed").code == 0)
    #expect(try Self.files(shell, "killed") == Self.files(shell, "whole"))
  }

  @Test func `a folder that another sweep writes into is refused`() throws {
    let shell = try Self.shell()
    defer { shell.remove() }
    #expect(try Self.run(shell, "--shard", "1/3", "--output", "one").code == 0)
    let lock = try #require(try FolderLock(of: shell.folder.appending(path: "one").path))
    let second = try Self.run(shell, "--output", "one")
    #expect(second.code == 73)
    #expect(
      second.problems
        == "one: error: another sweep is writing into the folder; --output names another one\n")
    withExtendedLifetime(lock) {}
  }

  @Test func `parts that lack runs or are of other sweeps are refused`() throws {
    let shell = try Self.shell()
    defer { shell.remove() }
    #expect(try Self.run(shell, "--shard", "1/3", "--output", "one").code == 0)
    let lacking = try shell.run("merge", "one", "--output", "merged")
    #expect(lacking.code == 65)
    #expect(lacking.problems == "merged: error: run 1 and 7 more of 12 are in no part\n")
    #expect(try Self.run(shell, "--until", "1m", "--output", "other").code == 0)
    let foreign = try shell.run("merge", "one", "other", "--output", "merged")
    #expect(foreign.code == 65 && foreign.problems.contains("of another sweep than one"))
    let busy = try Self.run(shell, "--until", "1m", "--output", "one")
    #expect(busy.code == 65 && busy.problems.contains("the folder holds another sweep"))
    #expect(try shell.run("merge", "nowhere", "--output", "merged").code == 65)
  }

  @Test func `points come from a list, and a slip in one is told before the first run`() throws {
    let shell = try Self.shell()
    defer { shell.remove() }
    try shell.write("nodePools.n.count,duration\n1,\n3,2m\n", to: "list.csv")
    let outcome = try shell.run("sweep", "a.yaml", "--list", "list.csv", "--output", "listed")
    #expect(outcome.code == 0)
    #expect(
      outcome.output == "2 of 2 runs are done (points: 2, seeds: 1): listed/runs.csv\n")
    try shell.write("nodePools.n.cuont\n1\n", to: "slip.csv")
    let slip = try shell.run("sweep", "a.yaml", "--list", "slip.csv", "--output", "slip")
    #expect(slip.code == 65 && slip.problems.contains("nodePools.n.cuont"))
    #expect(try !shell.names.contains("slip"))
  }

  @Test func `an expectation that breaks in any run is told`() throws {
    let shell = try Self.shell()
    defer { shell.remove() }
    let arguments = [
      "sweep", "a.yaml", "--vary", "expect[0].atMost=0,-1", "--output", "broken",
    ]
    for _ in 0..<2 {
      let outcome = try shell.run(arguments)
      #expect(outcome.code == 1, "also when it is called again")
      #expect(outcome.output.contains("1 of them broke an expectation"))
    }
  }
}
