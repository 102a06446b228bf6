import Foundation

/// The person's browser.
enum Browser {
  /// The programs that show a file as the person's desktop does: macOS, then freedesktop.org.
  private static let programs = ["/usr/bin/open", "/usr/bin/xdg-open", "/usr/local/bin/xdg-open"]

  /// Shows the page at `path`; what went wrong, nil if nothing did.
  static func open(_ path: String) -> String? {
    guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else {
      return "neither open nor xdg-open is there; open it yourself"
    }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = [path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return "\(program) cannot be started"
    }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : "\(program) could not show it"
  }
}
