import ClusterSimulation

/// The change log of a run, which grows while the run goes on: every change of every object, one
/// line of JSON each.
///
/// Lines go out a megabyte at a time into a file beside the one that is meant, which takes its
/// place when the run is over. Memory holds the lines of a moment, and nothing half is ever seen.
package final class ChangesFile {
  private static let chunkSize = 1 << 20

  private let path: String
  private let partial: String
  private let file: OutputFile
  private var buffer: [UInt8] = []
  private var isFinished = false

  /// Begins the file that will lie at `path`.
  ///
  /// - Throws: `ReportWritingError` if it cannot be written.
  package init(at path: String) throws(ReportWritingError) {
    guard FileSystem.kind(of: path) != .folder else {
      throw ReportWritingError(path: path, reason: "it is a folder and not a file")
    }
    self.path = path
    partial = "\(path).partial-\(FileSystem.process)"
    // Left behind by a process of the same number that was killed.
    FileSystem.removeFile(partial)
    do {
      file = try OutputFile(creating: partial)
    } catch {
      throw ReportWritingError(path: path, reason: error.reason)
    }
  }

  deinit { if !isFinished { FileSystem.removeFile(partial) } }

  /// Adds `lines` in their order.
  ///
  /// - Throws: `ReportWritingError` if they cannot be written.
  package func append(_ lines: [ChangeLine]) throws(ReportWritingError) {
    for line in lines {
      buffer += line.json
      buffer.append(UInt8(ascii: "\n"))
      if buffer.count >= Self.chunkSize { try flush() }
    }
  }

  /// Ends the file and puts it into its place.
  ///
  /// - Throws: `ReportWritingError` if it cannot be written; what lay there before is then still
  ///   there.
  package func finish() throws(ReportWritingError) {
    try flush()
    do {
      try file.close()
      try FileSystem.move(partial, to: path)
    } catch {
      throw ReportWritingError(path: path, reason: error.reason)
    }
    isFinished = true
  }

  private func flush() throws(ReportWritingError) {
    do {
      try file.write(buffer[...])
    } catch {
      throw ReportWritingError(path: path, reason: error.reason)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
