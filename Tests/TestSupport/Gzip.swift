import Foundation

/// Unpacks `.gz` files for tests, by the system's own `gzip`.
public enum Gzip {
  /// The unpacked bytes of the file at `url`; nil, after one notice, where there is no `gzip`.
  ///
  /// Throws `GzipError` for a file that does not unpack.
  public static func bytes(of url: URL) throws -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", "--", url.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      Notice.print("gzip cannot be run: the tests that read \(url.path) are skipped")
      return nil
    }
    let unpacked = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    // `env` ends with 127 when it does not find the command (POSIX).
    if process.terminationStatus == 127 {
      Notice.print("gzip is not installed: the tests that read \(url.path) are skipped")
      return nil
    }
    guard process.terminationStatus == 0 else {
      throw GzipError(path: url.path, exitCode: process.terminationStatus)
    }
    return [UInt8](unpacked)
  }
}

/// A file that `gzip` would not unpack.
public struct GzipError: Error, Sendable {
  /// The path of the file.
  public let path: String
  /// What `gzip` ended with.
  public let exitCode: Int32

  /// The file at `path`, on which `gzip` ended with `exitCode`.
  public init(path: String, exitCode: Int32) {
    self.path = path
    self.exitCode = exitCode
  }
}
