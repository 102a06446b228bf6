import Foundation
import RunReports
import StructuredText

/// The folder of a sweep: `sweep.json`, which says what is run, and the rows of the runs that are
/// done.
///
/// Each run that ends leaves a file of its own below `parts`. A sweep that was killed goes on where
/// it was, and in the end the files become `runs.csv` and `digests.csv`, whose bytes do not depend
/// on how often that happened.
package struct SweepFolder: Sendable {
  /// Why the folder cannot be read or written.
  package struct Failure: Error, Sendable {
    /// What is wrong, with the path.
    package let message: String
    /// Whether the folder holds something else, rather than that the system refuses.
    package let isBadInput: Bool
  }

  /// What a folder holds.
  package struct Outcome: Hashable, Sendable {
    /// How many runs are done.
    package let runs: Int
    /// How many of them broke an expectation.
    package let broken: Int
  }

  private let path: String
  private let headers: (figures: [UInt8], digests: [UInt8])
  private let lock: FolderLock
  /// The runs whose rows are here.
  package private(set) var finished: Set<Int> = []

  private static let identityName = "sweep.json"
  private static let figuresName = "runs.csv"
  private static let digestsName = "digests.csv"
  private var parts: String { "\(path)/parts" }

  /// The folder at `path` for the sweep `identity`, which is made, or goes on.
  package init(
    at path: String, _ plan: SweepPlan, identity: [UInt8]
  ) throws(Failure) {
    self.path = path
    headers = (SweepRun.figureHeader(plan), SweepRun.digestHeader(plan))
    do {
      try FileManager.default.createDirectory(
        atPath: path + "/parts", withIntermediateDirectories: true)
    } catch {
      throw Failure(message: "\(path): error: cannot make the folder", isBadInput: false)
    }
    lock = try Self.locked(path)
    let name = "\(path)/\(Self.identityName)"
    if let known = FileManager.default.contents(atPath: name) {
      guard Array(known) == identity else {
        throw Failure(
          message: "\(name): error: the folder holds another sweep; --output names another folder",
          isBadInput: true)
      }
    } else {
      try Self.write(identity, to: name)
    }
    finished = try Set(rows().runs.keys)
  }

  /// The right to write into the folder at `path`.
  private static func locked(_ path: String) throws(Failure) -> FolderLock {
    do throws(ReportWritingError) {
      if let lock = try FolderLock(of: path) { return lock }
    } catch {
      throw Failure(message: "\(path): error: \(error.reason)", isBadInput: false)
    }
    throw Failure(
      message: "\(path): error: another sweep is writing into the folder; "
        + "--output names another one", isBadInput: false)
  }

  /// Keeps the rows of run `number`: whole or not at all. Threads may do so at once.
  package func keep(_ run: SweepRun, number: Int) throws(Failure) {
    try Self.write(run.digest + run.figures, to: "\(parts)/\(number).csv")
  }

  /// Makes `runs.csv` and `digests.csv` of all that is known.
  package func finish() throws(Failure) -> Outcome {
    let rows = try rows()
    let files = rows.files(headers)
    try Self.write(files.digests, to: "\(path)/\(Self.digestsName)")
    try Self.write(files.figures, to: "\(path)/\(Self.figuresName)")
    try? FileManager.default.removeItem(atPath: parts)
    return Outcome(runs: rows.runs.count, broken: rows.brokenCount)
  }

  private func rows() throws(Failure) -> SweepRows {
    var rows = try Self.rows(in: path, headers) ?? SweepRows()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parts)) ?? []
    for name in names.sorted() where name.hasSuffix(".csv") {
      guard let number = Int(name.dropLast(4)),
        let bytes = FileManager.default.contents(atPath: "\(parts)/\(name)").map({ Array($0) }),
        let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
      else { continue }
      let run = SweepRows.Run(figures: bytes[(end + 1)...], digest: bytes[...end])
      guard rows.add(run, number: number) else {
        throw Failure(
          message: "\(parts)/\(name): error: the run has other rows in \(Self.figuresName)",
          isBadInput: true)
      }
    }
    return rows
  }

  /// The rows that the finished files of `path` hold; nil if there are none.
  private static func rows(
    in path: String, _ headers: (figures: [UInt8], digests: [UInt8])
  ) throws(Failure) -> SweepRows? {
    guard let figures = FileManager.default.contents(atPath: "\(path)/\(figuresName)"),
      let digests = FileManager.default.contents(atPath: "\(path)/\(digestsName)")
    else { return nil }
    let rows = SweepRows(figures: Array(figures), digests: Array(digests), headers: headers)
    guard let rows else {
      throw Failure(
        message: "\(path)/\(figuresName): error: expected the rows of a sweep, with "
          + "\(digestsName) beside it", isBadInput: true)
    }
    return rows
  }

  /// Joins the parts of one sweep, in any order, into the folder `output`: its files are then those
  /// of the whole sweep, byte by byte.
  package static func merge(_ folders: [String], into output: String) throws(Failure) {
    var identity: Data?
    var rows = SweepRows()
    var headers: (figures: [UInt8], digests: [UInt8])?
    for folder in folders {
      let name = "\(folder)/\(identityName)"
      guard let found = FileManager.default.contents(atPath: name) else {
        throw Failure(message: "\(name): error: there is no part of a sweep", isBadInput: true)
      }
      guard identity == nil || identity == found else {
        throw Failure(
          message: "\(name): error: the part is of another sweep than \(folders[0])",
          isBadInput: true)
      }
      identity = found
      let known = headers ?? Self.headers(in: folder)
      headers = known
      guard let part = try Self.rows(in: folder, known) else {
        throw Failure(
          message: "\(folder): error: the part is not finished; run it again to go on",
          isBadInput: true)
      }
      for (number, run) in part.runs.sorted(by: { $0.key < $1.key }) {
        guard rows.add(run, number: number) else {
          throw Failure(
            message: "\(folder): error: run \(number) has other rows in another part",
            isBadInput: true)
        }
      }
    }
    guard let identity, let headers else { return }
    try checkWhole(rows, identity, output)
    try place(rows.files(headers), Array(identity), in: output)
  }

  /// The first lines of the files of `folder`.
  private static func headers(in folder: String) -> (figures: [UInt8], digests: [UInt8]) {
    func line(_ name: String) -> [UInt8] {
      let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)").map { Array($0) } ?? []
      return bytes.firstIndex(of: UInt8(ascii: "\n")).map { Array(bytes[...$0]) } ?? []
    }
    return (line(figuresName), line(digestsName))
  }

  private static func checkWhole(
    _ rows: SweepRows, _ identity: Data, _ output: String
  ) throws(Failure) {
    let text = String(decoding: identity, as: UTF8.self)
    let count = text.firstMatch(of: /"runs": (\d+)/).flatMap { Int($0.output.1) } ?? 0
    let missing = (0..<count).filter { rows.runs[$0] == nil }
    guard let first = missing.first else { return }
    let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
    throw Failure(
      message: "\(output): error: run \(first)\(more) of \(count) are in no part",
      isBadInput: true)
  }

  private static func place(
    _ files: (figures: [UInt8], digests: [UInt8]), _ identity: [UInt8], in output: String
  ) throws(Failure) {
    let name = "\(output)/\(identityName)"
    if let known = FileManager.default.contents(atPath: name), Array(known) != identity {
      throw Failure(message: "\(name): error: the folder holds another sweep", isBadInput: true)
    }
    do {
      try FileManager.default.createDirectory(
        atPath: output, withIntermediateDirectories: true)
    } catch {
      throw Failure(message: "\(output): error: cannot make the folder", isBadInput: false)
    }
    let lock = try locked(output)
    try withExtendedLifetime(lock) { () throws(Failure) in
      try write(identity, to: name)
      try write(files.digests, to: "\(output)/\(digestsName)")
      try write(files.figures, to: "\(output)/\(figuresName)")
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Failure(message: "\(path): error: cannot be written", isBadInput: false)
    }
  }
}
