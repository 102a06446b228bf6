import Foundation
import TestSupport
import Testing

@testable import wavetank

/// `wavetank run` with a policy in another process: what it writes, and how a policy that
/// misbehaves ends it.
@Suite struct PolicyRunTests {
  private static func scenario(_ command: String, timeout: String = "10s") -> String {
    """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: door}
    spec:
      duration: 5m
      scheduler: {policy: {command: [\(command)], timeout: \(timeout)}}
      nodePools:
        - {name: n, count: 3, template: {status: {capacity: {cpu: 4, memory: 8Gi, pods: 110}}}}
      workloads:
        - name: w
          limit: 40
          runtime: 30s
          arrivals: {every: 2s}
          template:
            spec:
              restartPolicy: Never
              containers: [{name: c, image: i, resources: {requests: {cpu: 1}}}]
    """
  }

  /// How `wavetank run` ends in a folder with `files`, what it says, and what lies there then.
  private static func run(
    _ files: [String: String], _ options: [String] = ["--allow-policy"]
  ) throws -> (code: ExitCode, text: String, names: [String]) {
    let shell = try Shell(files)
    defer { shell.remove() }
    let said = Complaints()
    let code = try run(shell, to: "reports", options, said)
    return (code, said.text.replacing(shell.folder.path + "/", with: ""), try shell.names)
  }

  private static func run(
    _ shell: Shell, to name: String, _ options: [String], _ said: Complaints = Complaints()
  ) throws -> ExitCode {
    let arguments = try ParsedArguments(
      [
        shell.folder.appending(path: "door.yaml").path, "--output",
        shell.folder.appending(path: name).path, "--quiet",
      ] + options, RunCommand.syntax)
    return try RunCommand(arguments).run(Terminal(complaining: said.add))
  }

  private static let greets =
    #"read line; echo '{"type":"hello","protocol":1,"name":"bad"}'; read line; "#

  @Test(arguments: [
    ("exit 3", "the policy sh p.sh, line 1: it has ended with exit code 3"),
    ("echo garbage; cat > /dev/null", "the policy sh p.sh, line 1, column 1: expected JSON"),
    (greets + "exit 0", "the policy bad, line 2: it has ended with exit code 0 without an answer"),
    (greets + "kill -9 $$", "the policy bad, line 2: signal 9 has ended it without an answer"),
    (greets + "printf half; exit 4", "line 2: it has ended with exit code 4 in the middle of"),
    (greets + "exec sleep 20", "the policy bad, line 2: no answer within 0.400 s"),
    (greets + "trap '' TERM; sleep 20", "the policy bad, line 2: no answer within 0.400 s"),
    (
      greets + #"echo '{"type":"decisions","seq":1}'; exec >&-; exec cat > /dev/null"#,
      "the policy bad, line 3: it has"
    ),
    (
      greets + #"printf '{"type":"decisions","seq":1}\n{}\n'; cat > /dev/null"#,
      "line 2: more than one line is said to one question"
    ),
    (
      greets + #"echo '{"type":"decisions","seq":1,"bind":[{"pod":0,"node":9}]}'; cat > /dev/null"#,
      "the policy bad, line 2: bind[0]."
    ),
    (
      greets + "head -c 70000000 /dev/zero; cat > /dev/null",
      "the policy bad, line 2: the line is longer than 64 MiB"
    ),
  ])
  func aPolicyThatMisbehavesEndsTheRun(script: String, problem: String) throws {
    // The long line needs its time; who says nothing is not waited for.
    let timeout = script.contains("sleep") ? "400ms" : "60s"
    let files = ["door.yaml": Self.scenario("sh, p.sh", timeout: timeout), "p.sh": script]
    let (code, text, names) = try Self.run(files)
    #expect(code == .policyFailed)
    #expect(code.rawValue == 76)
    #expect(text.hasPrefix("door.yaml: error: the policy "), "\(text)")
    #expect(text.contains(problem), "\(text)")
    #expect(text.split(separator: "\n").count == 1)
    #expect(names == ["door.yaml", "p.sh"])
  }

  @Test func whatThePolicyHasStartedEndsWithIt() throws {
    // The shell's child writes its number, and would go on for long.
    let script = Self.greets + "sleep 300 & echo $! > child; wait"
    let shell = try Shell([
      "door.yaml": Self.scenario("sh, p.sh", timeout: "1s"), "p.sh": script,
    ])
    defer { shell.remove() }
    #expect(try Self.run(shell, to: "reports", ["--allow-policy"]) == .policyFailed)
    let text = try String(contentsOf: shell.folder.appending(path: "child"), encoding: .utf8)
    let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    // Signal 0 only asks whether the process is there; one that nobody has waited for still is.
    for _ in 0..<200 where kill(child, 0) == 0 { usleep(10_000) }
    let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
    #expect(kill(child, 0) != 0 || state?.contains(") Z ") == true)
  }

  @Test(.enabled(if: Python.isThere)) func aFileOfDecisionsThatStaysEmptyIsTold() throws {
    let shell = try Self.shell("fcfs.py")
    defer { shell.remove() }
    let said = Complaints()
    let arguments = try ParsedArguments(
      [
        shell.folder.appending(path: "door.yaml").path, "--output",
        shell.folder.appending(path: "r").path, "--allow-policy", "--decisions",
      ], RunCommand.syntax)
    let quiet = open("/dev/null", O_WRONLY)
    defer { close(quiet) }
    let terminal = Terminal(complaining: said.add, output: quiet)
    #expect(try RunCommand(arguments).run(terminal) == .done)
    #expect(
      said.text == "door: warning: the policy gives no verdicts or scores, so decisions.csv has "
        + "none; policy.jsonl has its answers\n")
  }

  @Test func nothingIsStartedUnasked() throws {
    let script = "touch started; exit 1"
    let files = ["door.yaml": Self.scenario("sh, p.sh"), "p.sh": script]
    let (code, text, names) = try Self.run(files, [])
    #expect(code == .badInput)
    #expect(text.contains("door.yaml:6:"))
    #expect(
      text.contains("would start the program sh, which only wavetank run --allow-policy does"))
    #expect(names == ["door.yaml", "p.sh"])
  }

  @Test func aProgramThatIsNotThereIsNamed() throws {
    let (code, text, _) = try Self.run(["door.yaml": Self.scenario("no-such-program")])
    #expect(code == .policyFailed)
    #expect(
      text == "door.yaml: error: the policy's program no-such-program is not there or cannot be "
        + "started\n")
  }

  @Test(arguments: [
    ["--twice"], ["--policy", "x"], ["--policy", "-", "--allow-policy"],
    ["--replay", "x", "--allow-policy"], ["--replay", "x", "--twice"],
  ])
  func optionsThatDoNotGoTogetherAreRefused(options: [String]) throws {
    #expect(throws: UsageError.self) {
      try RunCommand(try ParsedArguments(["door.yaml"] + options, RunCommand.syntax))
    }
  }

  @Test func aTranscriptThatIsNotThereIsNamed() throws {
    let (code, text, _) = try Self.run(
      ["door.yaml": Self.scenario("none")], ["--replay", "nowhere.jsonl"])
    #expect(code == .policyFailed)
    #expect(text == "door.yaml: error: the transcript nowhere.jsonl cannot be read\n")
  }

  /// A folder with the scenario and the committed policies.
  private static func shell(_ policy: String) throws -> Shell {
    let shell = try Shell(["door.yaml": scenario("python3, \(policy)")])
    for name in [
      "door.py", "machines.py", "environment.py", "fcfs.py", "easy.py", "conservative.py",
    ] {
      let url = PackageFolder.url.appending(path: "Scenarios/policies/\(name)")
      try shell.write(try String(contentsOf: url, encoding: .utf8), to: name)
    }
    return shell
  }

  /// The names and contents of the files of a report.
  private static func files(_ shell: Shell, _ name: String) throws -> [String: Data] {
    let folder = shell.folder.appending(path: name)
    var files: [String: Data] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[file] = try Data(contentsOf: folder.appending(path: file))
    }
    return files
  }

  @Test(.enabled(if: Python.isThere)) func aRunIsRepeatedWithoutItsPolicyByteForByte() throws {
    let shell = try Self.shell("fcfs.py")
    defer { shell.remove() }
    #expect(try Self.run(shell, to: "first", ["--allow-policy", "--check-invariants"]) == .done)
    #expect(try Self.run(shell, to: "twice", ["--allow-policy", "--twice"]) == .done)
    try shell.write("import sys; sys.exit(1)", to: "fcfs.py")
    let transcript = shell.folder.appending(path: "first/policy.jsonl").path
    #expect(try Self.run(shell, to: "replayed", ["--replay", transcript]) == .done)
    let first = try Self.files(shell, "first")
    #expect(first["policy.jsonl"]?.isEmpty == false)
    #expect(try Self.files(shell, "replayed") == first)
    #expect(try Self.files(shell, "twice") == first)
    let summary = String(decoding: try #require(first["summary.json"]), as: UTF8.self)
    #expect(summary.contains("\"transcript_sha256\": \""))
    #expect(summary.contains("\"pods_left_waiting\": 0"))
    let pods = String(decoding: try #require(first["pods.csv"]), as: UTF8.self)
    #expect(pods.split(separator: "\n").filter { $0.contains("Succeeded") }.count == 40)
  }

  @Test(.enabled(if: Python.isThere)) func podsThatAreLeftAreAFinding() throws {
    // These policies place groups, and the pods have none.
    let shell = try Self.shell("easy.py")
    defer { shell.remove() }
    #expect(try Self.run(shell, to: "first", ["--allow-policy"]) == .done)
    let summary = try #require(try Self.files(shell, "first")["summary.json"])
    #expect(String(decoding: summary, as: UTF8.self).contains("\"pods_left_waiting\": 40"))
  }

  /// A learner that acts as the policy fcfs does, and shows what it was told at the end.
  private static let learner = """
    import environment, fcfs, sys
    run = environment.Wavetank(
        "door.yaml", "learned", program=sys.argv[1],
        reward=lambda message: message.get("metrics", {}).get("pods.succeeded", 0))
    for episode in range(2):
        step, info = run.reset(seed=7)
        fcfs = __import__("importlib").reload(fcfs)
        ended = False
        while not ended:
            step, reward, ended, cut, info = run.step(fcfs.decide(step))
        print(step["type"], reward)
    run.close()
    """

  @Test(.enabled(if: Python.isThere)) func aLearnerStartsTheProgramAndIsAsked() throws {
    let shell = try Self.shell("fcfs.py")
    defer { shell.remove() }
    try shell.write(Self.learner, to: "learner.py")
    let (code, output) = try Python.run(
      [
        "-c",
        "import os, runpy, sys; os.chdir(sys.argv[2]); sys.path.insert(0, '.'); "
          + "runpy.run_path('learner.py')", Shell.program.path, shell.folder.path,
      ])
    #expect(code == 0, "\(output)")
    #expect(output == "end 40\nend 40\n")
    #expect(try Self.run(shell, to: "first", ["--allow-policy", "--seed", "7"]) == .done)
    let (learned, first) = (try Self.files(shell, "learned"), try Self.files(shell, "first"))
    #expect(learned["pods.csv"] == first["pods.csv"])
    #expect(learned["scheduling.csv"] == first["scheduling.csv"])
    let transcript = shell.folder.appending(path: "learned/policy.jsonl").path
    let replay = ["--replay", transcript, "--seed", "7"]
    #expect(try Self.run(shell, to: "replayed", replay) == .done)
    #expect(try Self.files(shell, "replayed")["policy.jsonl"] == learned["policy.jsonl"])
  }

  @Test func workedPoliciesAreShort() throws {
    let folder = PackageFolder.url.appending(path: "Scenarios/policies")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".py")
    }
    #expect(names.count >= 5)
    for name in names {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 80, "\(name)")
    }
  }
}
