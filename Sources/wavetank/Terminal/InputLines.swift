import Foundation

/// The lines of a file or of standard input, read a piece at a time: memory holds one line.
struct InputLines {
  /// One line of the input.
  enum Line {
    /// Its bytes, without the line end.
    case whole([UInt8])
    /// It is longer than the limit, and was passed over.
    case tooLong
  }

  /// Why an input cannot be read.
  struct Failure: Error {
    /// What is wrong.
    let message: String
  }

  /// The most bytes that a line may have: 256 MiB.
  static let lineBytes = 1 << 28

  private let handle: FileHandle
  private let limit: Int
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer.
  private var start = 0
  /// Up to where the next line is known to hold no end.
  private var searched = 0
  private var isSkipping = false
  private var isAtEnd = false

  /// The lines of the file at `path`; of standard input if that is `-`.
  init(_ path: String, limit: Int = lineBytes) throws(Failure) {
    self.limit = limit
    if path == "-" {
      handle = .standardInput
      return
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(message: "there is no file \(path)")
    }
    if isFolder.boolValue { throw Failure(message: "expected a file, found a folder") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failure(message: "the file cannot be read")
    }
    self.handle = handle
  }

  /// The next line; nil at the end. An end without a line end ends a line, too.
  mutating func next() throws(Failure) -> Line? {
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { (start, searched) = (end + 1, end + 1) }
        return take(buffer[start..<end])
      }
      // What has been handed out goes, once for all the lines of a piece.
      buffer.removeFirst(start)
      start = 0
      if buffer.count > limit {
        isSkipping = true
        buffer = []
      }
      searched = buffer.count
      if isAtEnd {
        guard !buffer.isEmpty || isSkipping else { return nil }
        let line = take(buffer[...])
        (buffer, searched) = ([], 0)
        return line
      }
      try readMore()
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) -> Line {
    let isWhole = !isSkipping && bytes.count <= limit
    isSkipping = false
    return isWhole ? .whole(Array(bytes)) : .tooLong
  }

  private mutating func readMore() throws(Failure) {
    do {
      guard let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty else {
        isAtEnd = true
        return
      }
      buffer += chunk
    } catch {
      throw Failure(message: "reading failed: \(error.localizedDescription)")
    }
  }
}
