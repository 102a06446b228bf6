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
  private let timeout: Duration
  private let timeoutInWords: String
  /// What was read and is not taken yet.
  private var buffer: [UInt8] = []

  /// The most bytes that are read at once.
  private static let chunkSize = 1 << 16
  /// How long a process may take to end when it is asked to, in milliseconds.
  private static let grace = 1000

  /// Starts `command` in `folder`.
  ///
  /// - Throws: why it cannot be started.
  init(_ command: PolicyCommand, folder: String) throws(PolicyProblem) {
    self.command = command.words.joined(separator: " ")
    timeout = .microseconds(command.timeout.microseconds)
    timeoutInWords = "\(command.timeout.secondsText(decimals: 3)) s"
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
    for descriptor in [questions, answers] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit { stop() }

  private var questions: Int32 { input.fileHandleForWriting.fileDescriptor }
  private var answers: Int32 { output.fileHandleForReading.fileDescriptor }

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
    let deadline = ContinuousClock.now + timeout
    var unsent = (line + [UInt8(ascii: "\n")])[...]
    var searched = 0
    try expectSilence()
    while true {
      if unsent.isEmpty, let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let answer = Array(buffer[..<end])
        buffer.removeSubrange(...end)
        try expectSilence()
        return answer
      }
      if unsent.isEmpty { searched = buffer.count }
      guard buffer.count <= PolicyDoor.longestLine else {
        throw PolicyProblem("the line is longer than 64 MiB")
      }
      let left = deadline - ContinuousClock.now
      guard left > .zero else { throw PolicyProblem("no answer within \(timeoutInWords)") }
      guard Interruption.requested == nil else { throw PolicyProblem("interrupted") }
      try move(&unsent, within: left)
    }
  }

  /// One question has one answer.
  private func expectSilence() throws(PolicyProblem) {
    guard buffer.isEmpty else {
      throw PolicyProblem("more than one line is said to one question")
    }
  }

  /// Waits for a moment, within `left`, until bytes can go to or come from the process, and moves
  /// them.
  private func move(_ unsent: inout ArraySlice<UInt8>, within left: Duration) throws(PolicyProblem)
  {
    var waiting = [
      pollfd(fd: answers, events: Int16(POLLIN), revents: 0),
      pollfd(fd: questions, events: Int16(POLLOUT), revents: 0),
    ]
    // Signals are looked for every tenth of a second.
    let moment = min(left, .milliseconds(100))
    let milliseconds = Int32(moment / .milliseconds(1)) + 1
    guard poll(&waiting, unsent.isEmpty ? 1 : 2, milliseconds) > 0 else { return }
    if waiting[0].revents != 0 { try read() }
    if !unsent.isEmpty, waiting[1].revents != 0 {
      let count = unsent.withUnsafeBytes { write(questions, $0.baseAddress, $0.count) }
      if count > 0 {
        unsent.removeFirst(count)
      } else if errno == EPIPE {
        throw PolicyProblem("\(ending) before the question was read")
      }
    }
  }

  private func read() throws(PolicyProblem) {
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.chunkSize))
    let count = buffer.withUnsafeMutableBytes {
      Foundation.read(answers, $0.baseAddress! + old, Self.chunkSize)
    }
    buffer.removeLast(Self.chunkSize - max(0, count))
    guard count == 0 else { return }
    throw PolicyProblem(
      buffer.isEmpty ? "\(ending) without an answer" : "\(ending) in the middle of a line")
  }

  func finish() throws(PolicyProblem) {
    try? input.fileHandleForWriting.close()
    var waiting = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
    if poll(&waiting, 1, Int32(Self.grace)) > 0 {
      var byte: UInt8 = 0
      guard Foundation.read(answers, &byte, 1) <= 0 else {
        throw PolicyProblem("\(command) says more after its farewell")
      }
    }
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
