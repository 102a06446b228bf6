#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is open for reading, known by the path that it really has.
///
/// Links are followed before a path is judged, and what is read afterwards is the file that was
/// opened, whatever happens to the path in the meantime.
struct OpenedFile {
  /// What a path leads to.
  enum Kind {
    case nothing
    case file
    case folder
    /// A pipe, a terminal or another device, such as a shell's `<(…)`.
    case stream
  }

  /// The bytes that are read at once.
  private static let chunk = 1 << 20

  private let descriptor: Int32

  /// What lies at `path`, links followed.
  static func kind(of path: String) -> Kind {
    var info = stat()
    guard stat(path, &info) == 0 else { return .nothing }
    switch info.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    default: return .stream
    }
  }

  /// The path with every link followed and no `.` or `..` in it; nil where it leads nowhere, or to
  /// something without a path of its own, such as a pipe.
  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path.isEmpty ? "." : path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The names in a folder; nil if it cannot be read.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      withUnsafePointer(to: &entry.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: 1) { names.append(String(cString: $0)) }
      }
    }
    return names
  }

  /// Opens `path`; nil with `errno` set if that fails.
  ///
  /// A path that has been judged is not to lead elsewhere by now, so no link at its end is followed
  /// unless it may be.
  init?(_ path: String, followsLinks: Bool) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW))
    if descriptor < 0 { return nil }
  }

  static let standardInput = OpenedFile(descriptor: 0)

  private init(descriptor: Int32) { self.descriptor = descriptor }

  /// The path of the open file as the system knows it; nil where that cannot be asked.
  var path: String? {
    #if canImport(Darwin)
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      guard fcntl(descriptor, F_GETPATH, &buffer) == 0 else { return nil }
    #else
      var buffer = [CChar](repeating: 0, count: 4097)
      guard readlink("/proc/self/fd/\(descriptor)", &buffer, 4096) > 0 else { return nil }
    #endif
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// All bytes up to the end; nil if there are more than `limit`.
  ///
  /// - Throws: what the system says if reading fails.
  func read(atMost limit: Int) throws(ReadingFailure) -> [UInt8]? {
    var bytes: [UInt8] = []
    var info = stat()
    if fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG {
      if Int(info.st_size) > limit { return nil }
      bytes.reserveCapacity(Int(info.st_size) + 1)
    }
    var chunk = [UInt8](repeating: 0, count: Self.chunk)
    while true {
      let count = systemRead(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw ReadingFailure(reason: String(cString: strerror(errno)))
      }
      if bytes.count + count > limit { return nil }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Closes the file.
  func close() { _ = systemClose(descriptor) }

  /// Why a file cannot be read, in the words of the system.
  struct ReadingFailure: Error {
    let reason: String
  }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func systemRead(_ descriptor: Int32, _ room: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, room, count)
}
