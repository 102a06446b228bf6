import Foundation

/// The input that is being read, in a file mapped into memory: it is there after a crash, and
/// writing it costs no call of the system.
///
/// The file holds the name of the reader and the length in its first 64 bytes, then the input.
final class CrashRecord {
  private static let headerSize = 64

  let path: String
  private let size = headerSize + MutationEngine.longest
  private let memory: UnsafeMutableRawPointer

  /// The system did not give the file.
  struct Unavailable: Error {}

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "wavetank-fuzz-\(ProcessInfo.processInfo.processIdentifier).bin").path
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0, ftruncate(file, off_t(size)) == 0,
      let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
      memory != MAP_FAILED
    else { throw Unavailable() }
    close(file)
    self.memory = memory
  }

  deinit {
    munmap(memory, size)
    unlink(path)
  }

  func write(_ name: String, _ input: [UInt8]) {
    let header = Array("\(input.count) \(name)\n".utf8.prefix(Self.headerSize))
    header.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    guard !input.isEmpty else { return }
    input.withUnsafeBytes {
      (memory + Self.headerSize).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
    }
  }

  /// The reader's name and the input in the file at `path`.
  static func read(_ path: String) -> (name: String, input: [UInt8])? {
    guard let data = FileManager.default.contents(atPath: path), data.count > headerSize,
      let line = String(decoding: data.prefix(headerSize), as: UTF8.self)
        .split(separator: "\n").first
    else { return nil }
    let parts = line.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let count = Int(parts[0]), count <= data.count - headerSize
    else { return nil }
    return (String(parts[1]), [UInt8](data.dropFirst(headerSize).prefix(count)))
  }
}
