#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The calls of the system that a report needs, with its own words for what went wrong.
enum FileSystem {
  /// What lies at a path.
  enum Kind {
    case nothing
    case folder
    /// A pipe or a device: it is written to, and stays.
    case stream
    case other
  }

  /// The number of this process.
  static var process: Int32 { getpid() }

  static func kind(of path: String) -> Kind {
    var info = stat()
    guard stat(path, &info) == 0 else { return .nothing }
    switch info.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .other
    default: return .stream
    }
  }

  /// Whether a link, even a broken one, lies at `path`.
  static func isLink(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
  }

  /// The path without links and dots; nil where nothing lies there.
  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The folder that `path` lies in.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path without empty parts and single dots.
  static func normalized(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + parts : parts
  }

  /// The names in a folder, in order of their bytes.
  static func names(in folder: String) throws(ReportWritingError) -> [String] {
    guard let stream = opendir(folder) else {
      // Another run may be about to put its reports here.
      if errno == ENOENT { return [] }
      throw failure(folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes a folder; false if something lies there already.
  static func makeFolder(_ path: String) throws(ReportWritingError) -> Bool {
    if mkdir(path, 0o777) == 0 { return true }
    guard errno == EEXIST else { throw failure(path) }
    return false
  }

  /// What came of locking a folder.
  enum Locking {
    /// The folder is locked for as long as it is open under this number.
    case locked(Int32)
    /// Another process has the lock, and is not waited for.
    case heldByAnother
    /// The file system has no locks.
    case unsupported
    /// The folder cannot be opened or locked.
    case failed(ReportWritingError)
  }

  /// Opens the folder at `path` and locks it.
  static func lock(_ path: String, waits: Bool) -> Locking {
    let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failed(failure(path)) }
    var number: Int32
    repeat {
      if flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 { return .locked(descriptor) }
      number = errno
    } while number == EINTR
    _ = systemClose(descriptor)
    if number == EWOULDBLOCK { return .heldByAnother }
    if [ENOTSUP, ENOSYS, ENOLCK, EINVAL].contains(number) { return .unsupported }
    errno = number
    return .failed(failure(path))
  }

  /// Closes what `lock` has opened.
  static func unlock(_ descriptor: Int32) { _ = systemClose(descriptor) }

  /// Whether a process of this number runs on this machine.
  static func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno != ESRCH }

  /// Waits until the folder's entries are on the disk, where the file system can say so.
  static func synchronize(folder path: String) {
    let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    _ = systemClose(descriptor)
  }

  static func removeFolder(_ path: String) throws(ReportWritingError) {
    guard rmdir(path) == 0 else { throw failure(path) }
  }

  static func removeFile(_ path: String) { unlink(path) }

  static func move(_ path: String, to target: String) throws(ReportWritingError) {
    guard rename(path, target) == 0 else { throw failure(target) }
  }

  /// What the last call that failed says about `path`.
  static func failure(_ path: String) -> ReportWritingError {
    let number = errno
    return ReportWritingError(path: path, reason: String(cString: strerror(number)))
  }
}

/// A new file that is written from its start to its end.
final class OutputFile: ByteSink {
  private let path: String
  private var descriptor: Int32

  /// Creates the file at `path`, which must not exist.
  init(creating path: String) throws(ReportWritingError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileSystem.failure(path) }
  }

  /// Opens the pipe or the device at `path`.
  init(writingTo path: String) throws(ReportWritingError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSystem.failure(path) }
  }

  deinit { if descriptor >= 0 { _ = systemClose(descriptor) } }

  func write(_ bytes: ArraySlice<UInt8>) throws(ReportWritingError) {
    var offset = bytes.startIndex
    while offset < bytes.endIndex {
      let count = bytes[offset...].withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileSystem.failure(path)
      }
      offset += count
    }
  }

  /// Brings the file to the disk and closes it; some file systems say only here that there was no
  /// room.
  func close() throws(ReportWritingError) {
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw FileSystem.failure(path)
    }
    let result = systemClose(descriptor)
    descriptor = -1
    guard result == 0 else { throw FileSystem.failure(path) }
  }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
