import Foundation

/// Writes a file that a person asked for: whole or not at all.
enum NewFile {
  /// Why a file cannot be written, in the words of the system or with advice.
  struct Failure: Error {
    let reason: String
  }

  /// Writes `text` to `path`, which must not exist unless it may be replaced.
  static func write(_ text: String, to path: String, replacing: Bool) throws(Failure) {
    try write(Array(text.utf8), to: path, replacing: replacing)
  }

  /// Writes `bytes` to `path`, which must not exist unless it may be replaced.
  static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws(Failure) {
    var info = stat()
    if stat(path, &info) == 0, ![S_IFREG, S_IFDIR].contains(info.st_mode & S_IFMT) {
      return try write(bytes, toStream: path)
    }
    if !replacing, lstat(path, &info) == 0 {
      throw Failure(reason: "it exists already")
    }
    // A link stays, and what it leads to is replaced.
    let path = Self.resolved(path) ?? path
    let staging = "\(path).partial-\(getpid())"
    let descriptor = open(staging, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(reason: reason) }
    do throws(Failure) {
      try write(bytes, to: descriptor)
    } catch {
      close(descriptor)
      unlink(staging)
      throw error
    }
    let isClosed = close(descriptor) == 0
    // A link refuses where something has come to lie in the meantime; a move replaces it.
    let isPlaced =
      isClosed
      && (replacing ? rename(staging, path) == 0 : place(staging, at: path))
    let failure = Failure(reason: errno == EEXIST ? "it exists already" : reason)
    unlink(staging)
    if !isPlaced { throw failure }
  }

  /// Gives the file at `staging` another name, which must not be taken. Some file systems have no
  /// second names for a file; there it is moved.
  private static func place(_ staging: String, at path: String) -> Bool {
    if link(staging, path) == 0 { return true }
    guard [EPERM, ENOTSUP, ENOSYS].contains(errno) else { return false }
    return rename(staging, path) == 0
  }

  /// Writes to a pipe or another device, which is not replaced.
  private static func write(_ bytes: [UInt8], toStream path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(reason: reason) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor)
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 { offset += count } else if errno != EINTR { throw Failure(reason: reason) }
    }
    if fsync(descriptor) != 0, errno != EINVAL { throw Failure(reason: reason) }
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
