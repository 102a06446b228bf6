/// Writes a folder whole or not at all.
///
/// The files are written into a folder beside the target and out of sight. When all are there, it
/// takes the target's place. POSIX has no exchange of two folders, so a folder that was there
/// before steps aside first, and comes back if the new one cannot take its place.
struct ReportFolder {
  /// Files that a folder may hold and still be replaced, besides the report's own.
  private static let negligible: Set = [".DS_Store"]

  /// The path as the person wrote it.
  private let path: String
  private let target: String
  private let fileNames: Set<String>
  private let staging: String
  private let previous: String
  private var madeFolders: [String] = []

  private init(_ path: String, fileNames: [String]) throws(ReportWritingError) {
    let target = FileSystem.resolved(path) ?? Self.withoutEnd(path)
    let (parent, name) = Self.split(target)
    guard !name.isEmpty, name != ".", name != ".." else {
      throw ReportWritingError(path: path, reason: "the path does not name a folder of reports")
    }
    self.path = path
    self.target = target
    self.fileNames = Set(fileNames)
    staging = "\(parent).\(name).partial-\(FileSystem.process)"
    previous = "\(parent).\(name).previous-\(FileSystem.process)"
  }

  /// Makes the folder at `path` consist of the files that `body` writes into the folder given.
  ///
  /// - Throws: `ReportWritingError` if anything cannot be written, or if the folder holds what is
  ///   not among `fileNames`; the folder is then as it was before.
  static func write(
    _ path: String, fileNames: [String],
    _ body: (_ folder: String) throws(ReportWritingError) -> Void
  ) throws(ReportWritingError) {
    var folder = try ReportFolder.begin(path, fileNames: fileNames)
    try folder.finish(body)
  }

  /// Makes the folder beside the one at `path` into which files can be written from now on, until
  /// `finish` or `abandon`.
  ///
  /// - Throws: `ReportWritingError` if it cannot be made, or if the folder at `path` holds what is
  ///   not among `fileNames`.
  static func begin(
    _ path: String, fileNames: [String]
  ) throws(ReportWritingError) -> ReportFolder {
    var folder = try ReportFolder(path, fileNames: fileNames)
    try folder.checkTarget()
    do {
      try folder.prepare()
    } catch {
      folder.undo()
      throw folder.inWords(error)
    }
    return folder
  }

  /// Lets `body` write the rest into the folder that it is given, and puts it in its place.
  ///
  /// - Throws: `ReportWritingError` if anything cannot be written; everything is then as it was.
  mutating func finish(
    _ body: (_ folder: String) throws(ReportWritingError) -> Void
  ) throws(ReportWritingError) {
    do {
      try body(staging)
      try checkTarget()
      try exchange()
    } catch {
      undo()
      throw inWords(error)
    }
  }

  /// Takes away what was made: no folder takes its place.
  func abandon() { undo() }

  /// `error` with the path that the person knows.
  func inWords(_ error: ReportWritingError) -> ReportWritingError {
    error.renamed(from: staging, to: Self.withoutEnd(path))
  }

  /// The path of a file that is written before the folder takes its place.
  func path(of fileName: String) -> String { "\(staging)/\(fileName)" }

  /// Refuses to replace what someone else may miss.
  private func checkTarget() throws(ReportWritingError) {
    switch FileSystem.kind(of: target) {
    case .nothing:
      if FileSystem.isLink(target) {
        throw ReportWritingError(path: path, reason: "it is a link to nowhere")
      }
    case .other: throw ReportWritingError(path: path, reason: "it is a file and not a folder")
    case .folder:
      let foreign = try FileSystem.names(in: target).first { name in
        let isFile = FileSystem.kind(of: "\(target)/\(name)") != .folder
        return !(isFile && (fileNames.contains(name) || Self.negligible.contains(name)))
      }
      guard let foreign else { return }
      throw ReportWritingError(
        path: path,
        reason: "the folder holds '\(foreign)', which is not a report and would be lost; "
          + "move it away or choose another folder")
    }
  }

  private mutating func prepare() throws(ReportWritingError) {
    try makeParents(of: staging)
    if FileSystem.kind(of: staging) == .folder {
      // Left behind by a process of this number that was killed.
      empty(staging)
      try FileSystem.removeFolder(staging)
    }
    try FileSystem.makeFolder(staging)
    madeFolders.append(staging)
  }

  private mutating func makeParents(of path: String) throws(ReportWritingError) {
    let (parent, _) = Self.split(path)
    let folder = Self.withoutEnd(parent)
    guard !folder.isEmpty, FileSystem.kind(of: folder) == .nothing else { return }
    try makeParents(of: folder)
    do {
      try FileSystem.makeFolder(folder)
    } catch {
      // Another run may have made it since.
      if FileSystem.kind(of: folder) == .folder { return }
      throw error
    }
    madeFolders.append(folder)
  }

  private mutating func exchange() throws(ReportWritingError) {
    guard FileSystem.kind(of: target) == .folder else {
      try FileSystem.move(staging, to: target)
      return
    }
    try FileSystem.move(target, to: previous)
    do {
      try FileSystem.move(staging, to: target)
    } catch {
      try FileSystem.move(previous, to: target)
      throw error
    }
    madeFolders = []
    empty(previous)
    try FileSystem.removeFolder(previous)
  }

  /// Takes away what was made.
  private func undo() {
    guard !madeFolders.isEmpty else { return }
    empty(staging)
    for folder in madeFolders.reversed() { try? FileSystem.removeFolder(folder) }
  }

  private func empty(_ folder: String) {
    for name in fileNames.union(Self.negligible).sorted() {
      FileSystem.removeFile("\(folder)/\(name)")
    }
  }

  /// The part of a path up to its last slash, and the rest.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    let start = path.index(after: slash)
    return (String(path[..<start]), String(path[start...]))
  }

  private static func withoutEnd(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}

extension ReportWritingError {
  /// The error with the path that the person knows.
  fileprivate func renamed(from staging: String, to target: String) -> ReportWritingError {
    guard path.hasPrefix(staging) else { return self }
    return ReportWritingError(path: target + path.dropFirst(staging.count), reason: reason)
  }
}
