import Foundation
import Testing

/// The program as a shell sees it: what it says of bad input and broken outputs, its exit codes,
/// and what it leaves behind.
@Suite struct ShellTests {
  /// A sound scenario named `fine`, with `lines` below `spec`.
  private static func scenario(_ lines: String..., duration: String = "duration: 2m") -> String {
    let shape = "{cpu: 4, memory: 8Gi, pods: 110}"
    let spec =
      [duration, "controlPlane: {profile: modern}"]
      + ["nodePools: [{name: w, count: 2, template: {status: {capacity: \(shape)}}}]"] + lines
    return "apiVersion: wavetank/v1\nkind: Scenario\nmetadata: {name: fine}\nspec:\n"
      + spec.map { "  \($0)\n" }.joined()
  }

  @Test func `every problem of a scenario is said at once, each at its place`() throws {
    let shell = try Shell([
      "bad.yaml": Self.scenario(
        "manifests: [none.yaml, ../up.yaml]",
        "timeline: [{at: 1m, fail: {node: w-9}}, {at: 1m, fial: {node: w-1}}]",
        "expect: [{metric: availabilty, atLeast: 0.9}]", "sede: 1")
    ])
    defer { shell.remove() }
    let outcome = try shell.run("run", "bad.yaml")
    #expect(outcome.code == 65 && outcome.output.isEmpty)
    #expect(
      outcome.problems == """
        bad.yaml:8:15: error: spec.manifests[0]: there is no file none.yaml
        bad.yaml:8:26: error: spec.manifests[1]: ../up.yaml lies outside the scenario's folder; \
        --allow-outside permits it
        bad.yaml:9:36: error: spec.timeline[0].fail.node: there is no node w-9: pool w has only \
        w-0 to w-1 by then
        bad.yaml:9:52: error: spec.timeline[1].fial: unknown key; did you mean fail?
        bad.yaml:10:21: error: spec.expect[0].metric: there is no figure availabilty; did you \
        mean availability?
        bad.yaml:11:3: error: spec.sede: unknown key; did you mean seed?

        """)
    #expect(try shell.names == ["bad.yaml"])
  }

  @Test func `a scenario that is not there is another matter than one that is wrong`() throws {
    let shell = try Shell([
      "fine.yaml": Self.scenario(), "lacking.yaml": Self.scenario("manifests: [none.yaml]"),
      "bad.yaml": Self.scenario("sede: 1"),
    ])
    defer { shell.remove() }
    let missing = try shell.run("run", "nowhere.yaml", "fine.yaml")
    #expect(missing.code == 66)
    #expect(missing.problems == "nowhere.yaml: error: there is no file nowhere.yaml\n")
    #expect(try shell.run("run", "lacking.yaml").code == 66)
    #expect(try shell.run("run", "nowhere.yaml", "bad.yaml").code == 65)
    #expect(try shell.run("check", "nowhere.yaml").code == 66)
    #expect(try !shell.names.contains("Reports"))
  }

  @Test func `scenarios that include one another are told the way round`() throws {
    let shell = try Shell([
      "a.yaml": Self.scenario("include: b.yaml"), "b.yaml": Self.scenario("include: [a.yaml]"),
    ])
    defer { shell.remove() }
    let outcome = try shell.run("run", "a.yaml")
    #expect(outcome.code == 65)
    #expect(
      outcome.problems
        == "b.yaml:8:13: error: spec.include: the files include one another: "
        + "a.yaml → b.yaml → a.yaml\n")
  }

  @Test(
    arguments: [
      ("duration: 0s", "spec.duration: must be longer than 0s"),
      ("duration: -1m", "spec.duration: must not be negative, not -1m"),
    ])
  func `an end in the past is one error`(line: String, message: String) throws {
    let shell = try Shell(["fine.yaml": Self.scenario(duration: line)])
    defer { shell.remove() }
    let outcome = try shell.run("run", "fine.yaml")
    #expect(outcome.code == 65)
    #expect(outcome.problems == "fine.yaml:5:13: error: \(message)\n")
    #expect(try shell.run("run", "fine.yaml", "--until", "-1m").code == 64)
  }

  @Test func `a pod that no node could take is named before the run with what is lacking`() throws {
    let shell = try Shell([
      "fine.yaml": Self.scenario() + """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: huge}
        spec:
          containers: [{name: c, image: a, resources: {requests: {cpu: 5, memory: 9Gi}}}]

        """
    ])
    defer { shell.remove() }
    let outcome = try shell.run("run", "fine.yaml")
    #expect(outcome.code == 0)
    #expect(
      outcome.problems
        == "fine.yaml:9:1: warning: no node can ever take Pod huge: it requests cpu 5 and memory "
        + "9Gi, and a node of pool w, which comes nearest, lacks cpu 1 and memory 1Gi\n")
  }

  @Test func `a place that cannot be written ends the run with its name`() throws {
    let shell = try Shell(["fine.yaml": Self.scenario(), "file": ""])
    defer { shell.remove() }
    let below = try shell.run("run", "fine.yaml", "--output", "file/reports", "--quiet")
    #expect(below.code == 73)
    #expect(below.problems == "wavetank: cannot write 'file/reports': Not a directory\n")
    let occupied = try shell.run("run", "fine.yaml", "--output", "file", "--quiet")
    #expect(occupied.code == 73)
    #expect(try shell.names == ["file", "fine.yaml"])
  }

  @Test func `a disk that is full in the middle leaves nothing half-written`() throws {
    let shell = try Shell(["fine.yaml": Self.scenario()])
    defer { shell.remove() }
    #expect(try shell.run("run", "fine.yaml", "--output", "reports", "--quiet").code == 0)
    let before = try Data(contentsOf: shell.folder.appending(path: "reports/nodes.csv"))
    // No file may grow beyond a block, so the first large one cannot be written to its end.
    let limited = try shell.run(
      afterShell: "ulimit -f 1", "run", "fine.yaml", "--seed", "2", "--output",
      "reports", "--quiet")
    #expect(limited.code == 73)
    #expect(limited.problems.hasPrefix("wavetank: cannot write 'reports/"))
    #expect(limited.problems.hasSuffix(".csv': File too large\n"))
    #expect(try shell.names == ["fine.yaml", "reports"])
    #expect(try Data(contentsOf: shell.folder.appending(path: "reports/nodes.csv")) == before)
  }

  @Test func `an interrupted run leaves the reports so far, marked as incomplete`() throws {
    // The warning of the pod tells when interrupts are held back, so that no test has to wait.
    let shell = try Shell([
      "fine.yaml": Self.scenario("reports: {every: 1h, nodes: false}", duration: "duration: 3000d")
        + """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: huge}
        spec: {containers: [{name: c, image: a, resources: {requests: {cpu: 5}}}]}

        """
    ])
    defer { shell.remove() }
    let (process, output, problems) = try shell.start(["run", "fine.yaml"])
    let warning = problems.fileHandleForReading.availableData
    process.interrupt()
    let rest = problems.fileHandleForReading.readDataToEndOfFile()
    _ = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: warning, as: UTF8.self).contains("no node can ever take Pod huge"))
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    let text = String(decoding: rest, as: UTF8.self)
    #expect(
      text.hasSuffix(
        " s; writing the reports so far; once more leaves them out\n"
          + "wavetank: interrupted; the reports of Reports/fine are incomplete\n"), "\(text)")
    #expect(text.hasPrefix("wavetank: interrupted at "))
    let summary = try String(
      contentsOf: shell.folder.appending(path: "Reports/fine/summary.json"), encoding: .utf8)
    #expect(summary.contains("\"incomplete\": true"))
    #expect(try shell.names == ["Reports", "fine.yaml"])
  }

  @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func `a run that is asked to end writes what it has`(signal: Int32, code: Int32) throws {
    let shell = try Shell([
      "fine.yaml": Self.scenario("reports: {every: 1h, nodes: false}", duration: "duration: 3000d")
        + "---\napiVersion: v1\nkind: Pod\nmetadata: {name: huge}\n"
        + "spec: {containers: [{name: c, image: a, resources: {requests: {cpu: 5}}}]}\n"
    ])
    defer { shell.remove() }
    let (process, output, problems) = try shell.start(["run", "fine.yaml"])
    _ = problems.fileHandleForReading.availableData
    kill(process.processIdentifier, signal)
    _ = problems.fileHandleForReading.readDataToEndOfFile()
    _ = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == code)
    #expect(try shell.names == ["Reports", "fine.yaml"])
  }

  @Test(
    arguments: [
      "--help", "--version", "run --help", "run fine.yaml", "check fine.yaml", "new -",
      "explain fine.yaml --pod nothing-tried", "import csv nodes.csv pods.csv",
      "decide --era v1.2 cases.jsonl",
    ])
  func `results that cannot be written are an error of their own`(command: String) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let shell = try Shell([
      "fine.yaml": Self.scenario()
        + "---\napiVersion: v1\nkind: Pod\nmetadata: {name: nothing-tried}\n"
        + "spec: {nodeName: w-0, containers: [{name: c, image: a}]}\n",
      "nodes.csv": "name,cpu_millicores,memory_bytes\na,4000,8000000000\n",
      "pods.csv": "arrival_seconds,name,cpu_millicores,memory_bytes\n0,p,1000,1000000\n",
      "cases.jsonl": "{\"id\": \"a\"}\n",
    ])
    defer { shell.remove() }
    let (process, _, problems) = try shell.start(
      command.split(separator: " ").map(String.init), afterShell: "exec >/dev/full")
    let text = String(
      decoding: problems.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 73)
    #expect(text.contains("cannot write standard output: No space left on device"), "\(text)")
  }

  @Test func `a reader that goes away ends nothing`() throws {
    let shell = try Shell(["fine.yaml": Self.scenario()])
    defer { shell.remove() }
    let (process, output, problems) = try shell.start(["run", "fine.yaml", "--verbose"])
    try output.fileHandleForReading.close()
    _ = problems.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(try shell.names == ["Reports", "fine.yaml"])
  }

  @Test func `standard input and pipes of a shell are inputs`() throws {
    let shell = try Shell(["fine.yaml": Self.scenario()])
    defer { shell.remove() }
    for command in ["check /dev/stdin", "check -", "run /dev/stdin --quiet", "run - --quiet"] {
      let outcome = try shell.run(
        afterShell: "exec < fine.yaml; true",
        command.split(separator: " ").map(String.init))
      #expect(outcome.code == 0, "\(command): \(outcome.problems)")
      let piped = try shell.run(
        afterShell: "cat fine.yaml | \"$0\" \"$@\"; exit $?",
        command.split(separator: " ").map(String.init))
      #expect(piped.code == 0, "\(command): \(piped.problems)")
    }
  }

  @Test func `an import replaces nothing unless told, and says how to run it`() throws {
    let shell = try Shell([
      "data/no des.csv": "name,cpu_millicores,memory_bytes\na,4000,8000000000\n",
      "data/pods.csv": "arrival_seconds,name,cpu_millicores,memory_bytes,runtime_seconds\n"
        + "0,p,1000,1000000,5\n",
      "sub/made one.yaml": "mine",
    ])
    defer { shell.remove() }
    let arguments = ["import", "csv", "data/no des.csv", "data/pods.csv", "--output"]
    let refused = try shell.run(arguments + ["sub/made one.yaml"])
    #expect(refused.code == 73)
    #expect(
      refused.problems == "wavetank: cannot write sub/made one.yaml: it exists already; --force "
        + "replaces a file that exists\n")
    let made = try shell.run(arguments + ["sub/made one.yaml", "--force"])
    let command = "wavetank run 'sub/made one.yaml' --allow-outside"
    #expect(made.code == 0)
    #expect(made.output == "Wrote sub/made one.yaml. Run it: \(command)\n")
    #expect(try shell.run(["run", "sub/made one.yaml", "--allow-outside"]).code == 0)
    #expect(try shell.run(arguments + ["none/made.yaml"]).code == 73)
  }

  @Test func `arguments that mean nothing are usage errors with advice`() throws {
    let shell = try Shell(["fine.yaml": Self.scenario()])
    defer { shell.remove() }
    let option = try shell.run("run", "fine.yaml", "--sed", "3")
    #expect(option.code == 64)
    #expect(option.problems.hasPrefix("wavetank: unknown option --sed; did you mean --seed?\n"))
    let command = try shell.run("rnu", "fine.yaml")
    #expect(command.code == 64 && command.problems.contains("did you mean run?"))
  }
}
