import Foundation
import TestSupport
import Testing

/// Unpacking by the system's gzip.
struct GzipTests {
  /// `gzip -n` of "wave\n".
  private static let packed: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 43, 79, 44, 75, 229, 2, 0, 186, 57, 105, 166, 5, 0, 0, 0,
  ]

  private func file(_ bytes: [UInt8]) throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "wavetank-\(UUID().uuidString).gz")
    try Data(bytes).write(to: url)
    return url
  }

  @Test func aPackedFileUnpacks() throws {
    let url = try file(Self.packed)
    defer { try? FileManager.default.removeItem(at: url) }
    guard let bytes = try Gzip.bytes(of: url) else { return }
    #expect(String(decoding: bytes, as: UTF8.self) == "wave\n")
  }

  @Test func aFileThatIsNotPackedIsAnError() throws {
    let url = try file(Array("plain text".utf8))
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(throws: GzipError.self) {
      if try Gzip.bytes(of: url) == nil { throw GzipError(path: url.path, exitCode: 127) }
    }
  }
}
