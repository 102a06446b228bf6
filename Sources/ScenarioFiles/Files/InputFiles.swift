import StructuredText

/// Reads the inputs of one scenario and keeps their digests.
struct InputFiles {
  /// An input that cannot be had.
  struct Failure: Error {
    let message: String
    /// Whether it is not there at all.
    let isMissing: Bool

    init(_ message: String, isMissing: Bool = false) {
      self.message = message
      self.isMissing = isMissing
    }
  }

  /// A file that has been read.
  struct File {
    /// Its name for messages, as the scenario leads to it.
    let name: String
    /// Its folder, to which further names are relative.
    let folder: String
    /// Its path with every link followed, by which files are told apart.
    let identity: String
    let bytes: [UInt8]
  }

  /// The folder below which included files must lie.
  private let root: String
  private let allowsOutside: Bool
  private var isClosed = false
  private var readsStandardInput = false
  private var fileCount = 0
  private var byteCount = 0
  /// What has been read, in order, each file once.
  private(set) var digests: [ScenarioInput] = []
  private var names: Set<String> = []

  /// Inputs below `folder`, or anywhere if `allowsOutside` says so.
  init(folder: String, allowsOutside: Bool) {
    root = Self.resolved(folder)
    self.allowsOutside = allowsOutside
  }

  /// No inputs: whatever is asked for is refused.
  static var none: InputFiles {
    var files = InputFiles(folder: "", allowsOutside: false)
    files.isClosed = true
    return files
  }

  /// Inputs as a scenario at `path` may name them: below its folder. One that comes through a pipe
  /// has no folder; what it names is relative to the current one and may lie anywhere.
  init(scenario path: String, allowsOutside: Bool) {
    let isStream = Self.isStream(path)
    self.init(
      folder: isStream ? "" : Self.folder(of: path), allowsOutside: allowsOutside || isStream)
  }

  private static let closed = "a scenario that is not in a file can name none"

  /// Whether `path` is standard input, a pipe or a device.
  static func isStream(_ path: String) -> Bool {
    path == "-" || isDescriptor(path) || OpenedFile.kind(of: path) == .stream
  }

  /// Whether `path` names a file that is open already, such as `/dev/stdin`: what lies behind it
  /// has no folder that a person would think of.
  private static func isDescriptor(_ path: String) -> Bool {
    path == "/dev/stdin" || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/")
  }

  /// The path with every link followed and no `.` or `..` in it; where it leads nowhere, as far as
  /// it leads somewhere.
  static func resolved(_ path: String) -> String {
    if let resolved = OpenedFile.resolved(path) { return resolved }
    let folder = folder(of: path)
    guard folder != path else { return path }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    return join(resolved(folder), name)
  }

  /// The folder part of a path; empty for the current folder.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The folder to which names in the file `path` are relative: its own, and the current one for
  /// what comes through a pipe.
  static func folderOfNames(in path: String) -> String { isStream(path) ? "" : folder(of: path) }

  /// `name` as seen from where `folder` is seen.
  static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The file that a command line names, which may lie anywhere; `-` is standard input.
  mutating func readNamed(_ path: String) throws(Failure) -> File {
    path == "-" ? try readStandardInput() : try readFile(path, path, isTrusted: true)
  }

  /// The file `name`, relative to `folder`, or of a folder each file that holds objects.
  mutating func readAll(
    _ name: String, in folder: String, isTrusted: Bool = false
  ) throws(Failure) -> [File] {
    if isClosed { throw Failure(Self.closed) }
    let path = Self.join(folder, name)
    guard name != "-", OpenedFile.kind(of: path) == .folder else {
      if isTrusted { return [try readNamed(path)] }
      return [try read(name, in: folder)]
    }
    let place = try judged(path, name, isTrusted: isTrusted)
    guard let names = OpenedFile.names(in: place) else {
      throw Failure("the folder \(path) cannot be read")
    }
    let wanted = names.filter { entry in
      [".yaml", ".yml", ".json"].contains { entry.hasSuffix($0) } && !entry.hasPrefix(".")
        && OpenedFile.kind(of: Self.join(place, entry)) == .file
    }
    guard wanted.count <= Limits.files else {
      throw Failure("the folder \(path) has \(wanted.count) files; the limit is \(Limits.files)")
    }
    var files: [File] = []
    for entry in wanted.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      files.append(try readFile(Self.join(path, entry), entry, isTrusted: isTrusted))
    }
    return files
  }

  /// The file `name`, relative to `folder`; `-` is standard input, which can be read once.
  mutating func read(_ name: String, in folder: String) throws(Failure) -> File {
    if isClosed { throw Failure(Self.closed) }
    return name == "-"
      ? try readStandardInput()
      : try readFile(Self.join(folder, name), name, isTrusted: false)
  }

  private mutating func readFile(
    _ path: String, _ name: String, isTrusted: Bool
  ) throws(Failure) -> File {
    let identity = try judged(path, name, isTrusted: isTrusted)
    let kind = OpenedFile.kind(of: path)
    if kind == .folder { throw Failure("\(path) is a folder, not a file") }
    if kind == .nothing { throw Failure("there is no file \(path)", isMissing: true) }
    let isStream = Self.isStream(path)
    guard let file = OpenedFile(isStream ? path : identity, followsLinks: isStream) else {
      throw Failure("the file \(path) cannot be read")
    }
    defer { file.close() }
    // A folder on the way may have become a link since.
    if !isTrusted, !allowsOutside, let opened = file.path, opened != identity {
      throw Failure("the file \(path) has been replaced while it was read")
    }
    return try take(
      file, name: path, folder: isStream ? "" : Self.folder(of: path), identity: identity)
  }

  private mutating func readStandardInput() throws(Failure) -> File {
    if readsStandardInput { throw Failure("standard input can be read once only") }
    readsStandardInput = true
    return try take(.standardInput, name: "-", folder: "", identity: "-")
  }

  private mutating func take(
    _ file: OpenedFile, name: String, folder: String, identity: String
  ) throws(Failure) -> File {
    fileCount += 1
    guard fileCount <= Limits.files else {
      throw Failure("more than \(Limits.files) files are read, which is the limit")
    }
    let bytes: [UInt8]?
    do throws(OpenedFile.ReadingFailure) {
      bytes = try file.read(atMost: Limits.inputBytes - byteCount)
    } catch {
      throw Failure("the file \(name) cannot be read: \(error.reason)")
    }
    guard let bytes else {
      throw Failure("with \(name), the inputs have more than the limit, \(Limits.inputBytes) bytes")
    }
    byteCount += bytes.count
    let read = File(name: name, folder: folder, identity: identity, bytes: bytes)
    note(read)
    return read
  }

  /// Notes the digest of a file under its name from the root, which is equal wherever the
  /// folder lies.
  private mutating func note(_ file: File) {
    let prefix = root == "/" ? root : root + "/"
    let name =
      file.identity.hasPrefix(prefix) ? String(file.identity.dropFirst(prefix.count)) : file.name
    guard names.insert(name).inserted else { return }
    digests.append(ScenarioInput(name: name, digest: SHA256.hexDigest(of: file.bytes)))
  }

  /// The path with every link followed, if what lies there may be read.
  private func judged(
    _ path: String, _ name: String, isTrusted: Bool
  ) throws(Failure) -> String {
    let resolved = Self.resolved(path)
    let prefix = root == "/" ? root : root + "/"
    if isTrusted || allowsOutside || resolved == root || resolved.hasPrefix(prefix) {
      return resolved
    }
    throw Failure("\(name) lies outside the scenario's folder; --allow-outside permits it")
  }
}
