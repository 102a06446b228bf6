import Foundation
import TestSupport
import Testing

/// Golden files, each test in a folder of its own.
struct GoldenFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "wavetank-golden-\(UUID().uuidString)")

  private func golden(_ content: String?, isRecording: Bool = false) throws -> GoldenFile {
    let url = folder.appending(path: "deeper/file.txt")
    if let content {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: url)
    }
    return GoldenFile(at: url, isRecording: isRecording)
  }

  @Test func whatTheFileHoldsPasses() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try golden("a\nb\n").check("a\nb\n") == nil)
  }

  @Test func theFirstLineThatDiffersIsNamed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let problem = try #require(try golden("a\nb\n").check("a\nc\n"))
    #expect(problem.contains("file.txt:2: expected 'b', got 'c'"))
  }

  @Test func aMissingLastLineIsADifference() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let problem = try #require(try golden("a\nb").check("a"))
    #expect(problem.contains(":2: expected 'b', got nothing"))
  }

  @Test func aMissingFileIsWrittenAndFailsTheTest() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try golden(nil)
    #expect(try #require(file.check("new\n")).contains("was missing"))
    #expect(file.check("new\n") == nil)
  }

  @Test func recordingWritesAndFailsTheTest() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try golden("old\n", isRecording: true)
    #expect(try #require(file.check("new\n")).contains("recorded"))
    #expect(try String(contentsOf: file.url, encoding: .utf8) == "new\n")
  }
}
