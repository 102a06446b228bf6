/// Writes a folder whole or not at all.
///
/// The files are written into a folder beside the target and out of sight. When all are there and
/// on the disk, it takes the target's place in one exchange; whoever looks sees the reports of one
/// run, and two runs into one folder do not disturb each other: those of the last remain. Where the
/// system cannot exchange folders, the one that was there steps aside first, and comes back if the
/// new one cannot take its place.
///
/// A run that is killed leaves its folder behind. The next one into the same place finds it by its
/// name, and by its lock that nobody holds any more, and removes it.
struct ReportFolder {
  /// Files that a folder may hold and still be replaced, besides the report's own.
  private static let negligible: Set = [".DS_Store"]

  /// The path as the person wrote it.
  private let path: String
  private let target: String
  private let fileNames: Set<String>
  private let parent: String
  private let name: String
  private var staging = ""
  private var lock: FolderLock?
  private var madeFolders: [String] = []

  /// How often a step is tried again that another run has come in between of.
  private static let attempts = 100

  private init(_ path: String, fileNames: [String]) throws(ReportWritingError) {
    let target = FileSystem.resolved(path) ?? Self.withoutEnd(path)
    let (parent, name) = Self.split(target)
    guard !name.isEmpty, name != ".", name != ".." else {
      throw ReportWritingError(path: path, reason: "the path does not name a folder of reports")
    }
    self.path = path
    self.target = target
    self.fileNames = Set(fileNames)
    self.parent = parent
    self.name = name
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
  mutating func abandon() { undo() }

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
    case .other, .stream:
      throw ReportWritingError(path: path, reason: "it is a file and not a folder")
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
    for number in 0..<Self.attempts {
      staging = "\(parent).\(name).partial-\(FileSystem.process)"
      if number > 0 { staging += "-\(number)" }
      try makeParents(of: staging)
      // Nobody is to take the new folder for a leftover before it is locked.
      let gate = try? FolderLock(of: parent, waits: true)
      defer { withExtendedLifetime(gate) {} }
      if number == 0 { removeLeftovers() }
      let isMade: Bool
      do throws(ReportWritingError) {
        isMade = try FileSystem.makeFolder(staging)
      } catch {
        // Another run that failed may have taken the parent away.
        let folder = Self.withoutEnd(parent)
        guard !folder.isEmpty, FileSystem.kind(of: folder) == .nothing else { throw error }
        continue
      }
      guard isMade else { continue }
      madeFolders.append(staging)
      lock = try FolderLock(of: staging)
      return
    }
    throw ReportWritingError(path: path, reason: "'\(staging)' and its like are in the way")
  }

  private mutating func makeParents(of path: String) throws(ReportWritingError) {
    let (parent, _) = Self.split(path)
    let folder = Self.withoutEnd(parent)
    guard !folder.isEmpty, FileSystem.kind(of: folder) == .nothing else { return }
    try makeParents(of: folder)
    if try FileSystem.makeFolder(folder) { madeFolders.append(folder) }
  }

  /// Removes what killed runs into the same place have left, and brings back the reports that one
  /// of them had moved aside.
  private func removeLeftovers() {
    let folder = parent.isEmpty ? "." : parent
    guard FileSystem.kind(of: folder) == .folder,
      let names = try? FileSystem.names(in: folder)
    else { return }
    for kind in ["partial", "previous"] {
      let prefix = ".\(name).\(kind)-"
      for entry in names where entry.hasPrefix(prefix) {
        let process = entry.dropFirst(prefix.count).prefix { $0 != "-" }
        guard let number = Int32(process), number > 0,
          number == FileSystem.process || !FileSystem.isRunning(number)
        else { continue }
        let leftover = parent + entry
        guard FileSystem.kind(of: leftover) == .folder, !FileSystem.isLink(leftover),
          let lock = try? FolderLock(of: leftover), lock.isInForce
        else { continue }
        defer { withExtendedLifetime(lock) {} }
        if kind == "previous", FileSystem.kind(of: target) == .nothing,
          !FileSystem.isLink(target), (try? FileSystem.move(leftover, to: target)) != nil
        {
          continue
        }
        empty(leftover)
        try? FileSystem.removeFolder(leftover)
      }
    }
  }

  /// Puts the new folder into the place of what is there.
  private mutating func exchange() throws(ReportWritingError) {
    FileSystem.synchronize(folder: staging)
    defer { FileSystem.synchronize(folder: parent) }
    for _ in 0..<Self.attempts {
      switch FolderExchange.exchange(staging, target) {
      case .done:
        discard(staging)
        return
      case .failed(let error): throw error
      case .unsupported where FileSystem.kind(of: target) == .folder:
        if try stepAside() { return }
      case .missing, .unsupported:
        do throws(ReportWritingError) {
          try FileSystem.move(staging, to: target)
          madeFolders = []
          release()
          return
        } catch {
          // Another run may have put its reports there in the meantime.
          guard FileSystem.kind(of: target) == .folder else { throw error }
        }
      }
      try checkTarget()
    }
    throw ReportWritingError(path: path, reason: "other runs keep on replacing the folder")
  }

  /// Moves the folder at the target aside and the new one there; false if another run came in
  /// between.
  private mutating func stepAside() throws(ReportWritingError) -> Bool {
    let previous = staging.replacing(".\(name).partial-", with: ".\(name).previous-")
    do throws(ReportWritingError) {
      try FileSystem.move(target, to: previous)
    } catch {
      if FileSystem.kind(of: target) == .nothing { return false }
      throw error
    }
    do throws(ReportWritingError) {
      try FileSystem.move(staging, to: target)
    } catch {
      if FileSystem.kind(of: target) == .folder {
        discard(previous)
        return false
      }
      try FileSystem.move(previous, to: target)
      throw error
    }
    discard(previous)
    return true
  }

  /// Removes the folder that has been replaced.
  private mutating func discard(_ folder: String) {
    madeFolders = []
    empty(folder)
    try? FileSystem.removeFolder(folder)
    release()
  }

  private mutating func release() {
    lock = nil
  }

  /// Takes away what was made.
  private mutating func undo() {
    defer { release() }
    guard !madeFolders.isEmpty else { return }
    empty(staging)
    for folder in madeFolders.reversed() { try? FileSystem.removeFolder(folder) }
    madeFolders = []
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
