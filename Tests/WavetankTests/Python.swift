import Foundation
import TestSupport

/// A Python with the module that reads YAML, for scripts that lie beside shared data.
enum Python {
  /// Whether there is one; prints one notice if not.
  static let canReadYAML: Bool = {
    if (try? run(["-c", "import yaml"]))?.code == 0 { return true }
    Notice.print("python3 with PyYAML is absent: the tests that need it are skipped")
    return false
  }()

  /// Whether there is any; prints one notice if not.
  static let isThere: Bool = {
    if (try? run(["-c", "import json"]))?.code == 0 { return true }
    Notice.print("python3 is absent: the tests that need it are skipped")
    return false
  }()

  /// Runs python3 with `arguments` to its end; returns how it ended and what it said.
  static func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }
}
