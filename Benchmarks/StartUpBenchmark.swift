import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What it takes to start the command: processor time of whole processes, from the start to the
/// end.
struct StartUpBenchmark: Benchmark {
  static let name = "start-up"
  static let summary = "ms of a whole process: wavetank --version and the smallest run"

  /// The command is not where it is looked for.
  struct MissingCommand: Error, CustomStringConvertible {
    let path: String

    var description: String {
      "\(path) is not there; build it first: swift build -c release --product wavetank"
    }
  }

  /// The command has failed.
  struct FailedCommand: Error, CustomStringConvertible {
    let command: String
    let status: Int32

    var description: String { "\(command) ended with status \(status)" }
  }

  private static let repetitions = 21

  func run() throws -> [BenchmarkRow] {
    let command = URL(fileURLWithPath: CommandLine.arguments[0])
      .deletingLastPathComponent().appendingPathComponent("wavetank")
    guard FileManager.default.isExecutableFile(atPath: command.path) else {
      throw MissingCommand(path: command.path)
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("wavetank-start-up-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenario = folder.appendingPathComponent("tiny.yaml")
    try Self.tinyScenario.write(to: scenario, atomically: true, encoding: .utf8)

    let shell = URL(fileURLWithPath: "/bin/sh")
    let baseline = BenchmarkRow.Baseline(
      name: "an empty sh", figure: try Self.milliseconds(of: shell, ["-c", ":"]))
    let version = try Self.milliseconds(of: command, ["--version"])
    let tiny = try Self.milliseconds(
      of: command, ["run", scenario.path, "--quiet", "--output", folder.path + "/report"])
    return [
      BenchmarkRow(Self.self, case: "--version", version, unit: "ms", baseline: baseline),
      BenchmarkRow(Self.self, case: "run of a minute", tiny, unit: "ms", baseline: baseline),
    ]
  }

  /// The median of the processor time of a process that runs `command` with `arguments`.
  private static func milliseconds(of command: URL, _ arguments: [String]) throws -> Double {
    var times: [Double] = []
    for _ in 0..<repetitions {
      let before = childSeconds
      let process = Process()
      process.executableURL = command
      process.arguments = arguments
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw FailedCommand(
          command: ([command.path] + arguments).joined(separator: " "),
          status: process.terminationStatus)
      }
      times.append(childSeconds - before)
    }
    return Measurement.median(times) * 1000
  }

  /// The processor time of all processes that have been started and have ended, in seconds.
  private static var childSeconds: Double {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_CHILDREN, &usage)
    #else
      getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    #endif
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6
    }
  }

  private static let tinyScenario = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: tiny}
    spec:
      duration: 1m
      controlPlane: {profile: modern}
      nodePools:
        - name: worker
          count: 1
          template: {status: {capacity: {cpu: "2", memory: 4Gi, pods: "110"}}}
    """
}
