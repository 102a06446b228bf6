import ClusterSimulation

/// The change log of a run, which grows while the run goes on: every change of every object, one
/// line of JSON each.
///
/// Lines go out a megabyte at a time into a file beside the one that is meant, which takes its
/// place when the run is over. Memory holds the lines of a moment, and nothing half is ever seen.
/// A pipe or a device is written to as the lines come.
package final class ChangesFile {
  private static let chunkSize = 1 << 20

  private let path: String
  /// The file beside it; nil for a pipe or a device.
  private let partial: String?
  private let file: OutputFile
  private var buffer: [UInt8] = []
  private var isFinished = false

  /// Begins the file that will lie at `path`.
  ///
  /// - Throws: `ReportWritingError` if it cannot be written.
  package init(at path: String) throws(ReportWritingError) {
    let kind = FileSystem.kind(of: path)
    guard kind != .folder else {
      throw ReportWritingError(path: path, reason: "it is a folder and not a file")
    }
    // A link stays, and what it leads to is replaced.
    self.path = FileSystem.resolved(path) ?? path
    partial = kind == .stream ? nil : "\(self.path).partial-\(FileSystem.process)"
    do {
      if let partial {
        // Left behind by a process of the same number that was killed.
        FileSystem.removeFile(partial)
        file = try OutputFile(creating: partial)
      } else {
        file = try OutputFile(writingTo: path)
      }
    } catch {
      throw ReportWritingError(path: path, reason: error.reason)
    }
  }

  deinit { if let partial, !isFinished { FileSystem.removeFile(partial) } }

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
      if let partial { try FileSystem.move(partial, to: path) }
    } catch {
      throw ReportWritingError(path: path, reason: error.reason)
    }
    isFinished = true
  }

  /// Why the change log may not lie at `path`: it would replace one of `inputs`, or lie among the
  /// reports of `folder`, which are replaced as a whole. Nil if it may.
  package static func problem(at path: String, inputs: [String], folder: String) -> String? {
    if let real = FileSystem.resolved(path), FileSystem.kind(of: path) != .stream,
      inputs.contains(where: { FileSystem.resolved($0) == real })
    {
      return "it is read by the run and would be lost; choose another file"
    }
    let parent = FileSystem.parent(of: path)
    let isInside =
      FileSystem.resolved(folder).map { $0 == FileSystem.resolved(parent) }
      ?? (FileSystem.normalized(parent) == FileSystem.normalized(folder))
    guard isInside, FileSystem.kind(of: path) != .stream else { return nil }
    return "the folder of the reports is replaced as a whole; choose a file outside of it"
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
