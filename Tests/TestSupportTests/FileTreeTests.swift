import Foundation
import TestSupport
import Testing

/// Files in an order that no file system decides.
struct FileTreeTests {
  @Test func filesComeByTheBytesOfTheirPathsWithoutHiddenOnes() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "wavetank-tree-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for path in ["b/a.txt", "b.txt", "B.txt", "b/.hidden", ".git/x", "a/c/d.txt"] {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: file)
    }
    let names = FileTree.files(below: folder).map { file in
      file.pathComponents.suffix(file.pathComponents.count - folder.pathComponents.count)
        .joined(separator: "/")
    }
    #expect(names == ["B.txt", "a/c/d.txt", "b.txt", "b/a.txt"])
  }

  @Test func aFolderThatIsAbsentHoldsNothing() {
    #expect(FileTree.files(below: URL(filePath: "/nowhere/at/all")).isEmpty)
  }

  @Test func thePackageFolderHoldsTheManifest() {
    let manifest = PackageFolder.url.appending(path: "Package.swift")
    #expect(FileManager.default.fileExists(atPath: manifest.path))
  }

  @Test func whatTheSharedFolderLacksIsNil() throws {
    #expect(SharedFolder.url("absent-for-this-test") == nil)
    #expect(!SharedFolder.has("absent-for-this-test"))
    #expect(try SharedFolder.bytes("absent-for-this-test") == nil)
    #expect(SharedFolder.files(below: "absent-for-this-test").isEmpty)
  }
}
