import Foundation
import TestSupport

/// The program as a shell starts it: a process of its own, with its exit code and what it says.
struct Shell {
  /// How a command ended.
  struct Outcome {
    let code: Int32
    let output: String
    let problems: String
  }

  /// A folder of its own, in which commands run.
  let folder: URL

  /// A folder that holds `files` by name.
  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "wavetank-shell-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  /// Writes a file of the folder.
  func write(_ text: String, to name: String) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The built program, which lies beside the tests' own bundle.
  static var program: URL {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let products =
      bundle?.bundleURL.deletingLastPathComponent()
      ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return products.appending(path: "wavetank")
  }

  /// Starts the program with `arguments`; the caller waits for it.
  func start(
    _ arguments: [String], afterShell preparation: String? = nil
  ) throws -> (process: Process, output: Pipe, problems: Pipe) {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    if let preparation {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments =
        ["-c", preparation + "; exec \"$0\" \"$@\"", Self.program.path] + arguments
    }
    process.currentDirectoryURL = folder
    let (output, problems) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = problems
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return (process, output, problems)
  }

  /// Starts the program with `arguments` on a terminal, in the folder.
  func start(on terminal: PseudoTerminal, _ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["LANG": "C.UTF-8", "TERM": "xterm", "NO_COLOR": "1"]
    process.standardInput = terminal.programSide
    process.standardOutput = terminal.programSide
    process.standardError = terminal.programSide
    try process.run()
    return process
  }

  /// Runs another program to its end, in the folder.
  func runProgram(_ path: String, _ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let (output, problems) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = problems
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let complaints = problems.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      problems: String(decoding: complaints, as: UTF8.self))
  }

  /// Runs the program to its end, from a shell that has been prepared by commands if there are any.
  func run(afterShell preparation: String? = nil, _ arguments: String...) throws -> Outcome {
    try run(afterShell: preparation, arguments)
  }

  /// Runs the program to its end, as above.
  func run(afterShell preparation: String? = nil, _ arguments: [String]) throws -> Outcome {
    let (process, output, problems) = try start(arguments, afterShell: preparation)
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let complaints = problems.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      problems: String(decoding: complaints, as: UTF8.self))
  }

  /// The names in the folder, hidden ones too.
  var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
  }

  /// Takes the folder away.
  func remove() { try? FileManager.default.removeItem(at: folder) }
}
