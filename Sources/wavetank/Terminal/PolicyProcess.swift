import ClusterSimulation
import Foundation
import PolicyDoor

/// A policy that runs as a process of its own: JSON lines over its standard input and output. What
/// it says on standard error passes through.
final class PolicyProcess: PolicyPeer {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let command: String
  private var stream: PolicyStream

  /// How long a process may take to end when it is asked to, in milliseconds.
  private static let grace = 1000

  /// Starts `command` in `folder`.
  ///
  /// - Throws: why it cannot be started.
  init(_ command: PolicyCommand, folder: String) throws(PolicyProblem) {
    self.command = command.words.joined(separator: " ")
    stream = PolicyStream(
      questions: input.fileHandleForWriting.fileDescriptor,
      answers: output.fileHandleForReading.fileDescriptor, timeout: command.timeout)
    let folder = folder.isEmpty ? "." : folder
    let program = command.words.first ?? ""
    guard let path = Self.path(of: program, folder: folder) else {
      throw PolicyProblem("the policy's program \(program) is not there or cannot be started")
    }
    process.executableURL = URL(filePath: path)
    process.arguments = Array(command.words.dropFirst())
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput = input
    process.standardOutput = output
    do {
      try process.run()
    } catch {
      throw PolicyProblem("the policy's program \(program) cannot be started")
    }
  }

  deinit { stop() }

  /// Where a shell in `folder` finds `program`; nil for nowhere.
  private static func path(of program: String, folder: String) -> String? {
    guard !program.contains("/") else {
      let path = program.hasPrefix("/") ? program : "\(folder)/\(program)"
      return isProgram(path) ? path : nil
    }
    let places = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return places.split(separator: ":").map { "\($0)/\(program)" }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }

  func place(ofAnswer number: Int, by name: String?) -> String {
    "the policy \(name ?? command), line \(number)"
  }

  func answer(to line: [UInt8]) throws(PolicyProblem) -> [UInt8] {
    try stream.answer(to: line, ending: { ending })
  }

  func finish() throws(PolicyProblem) {
    try? input.fileHandleForWriting.close()
    try stream.expectSilence(within: Int32(Self.grace))
    stop()
  }

  /// How the process has ended, as far as it has.
  private var ending: String {
    guard hasEnded(within: Self.grace) else { return "it has closed its output" }
    let status = process.terminationStatus
    return process.terminationReason == .exit
      ? "it has ended with exit code \(status)" : "signal \(status) has ended it"
  }

  private func hasEnded(within milliseconds: Int) -> Bool {
    for _ in 0..<milliseconds / 10 where process.isRunning { usleep(10_000) }
    return !process.isRunning
  }

  /// Ends the process and what it has started, by force if they do not want to.
  private func stop() {
    guard process.isRunning else { return }
    let leader = process.processIdentifier
    let target = getpgid(leader) == leader ? -leader : leader
    kill(target, SIGTERM)
    if !hasEnded(within: Self.grace) { kill(target, SIGKILL) }
  }
}
