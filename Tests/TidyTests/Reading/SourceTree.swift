import Foundation
import TestSupport

/// The files of the package, as the rules see them.
struct SourceTree: Sendable {
  /// Every file whose text rules read, in the order of the paths.
  let files: [SourceFile]
  /// The paths of every file and folder, read or not.
  let paths: Set<String>
  /// The names in the package's own folder, hidden ones too.
  let topLevel: [String]

  /// The folders of the package that people write in.
  static let folders = ["Sources", "Tests", "Benchmarks", "Scenarios", "Reports", ".ci", ".github"]

  /// A tree in memory: texts by path, for the tests of the rules.
  init(_ texts: [String: String], topLevel: [String] = []) {
    files = texts.map { SourceFile(path: $0.key, text: Array($0.value.utf8)) }
      .sorted { $0.path < $1.path }
    paths = Self.withFolders(texts.keys)
    self.topLevel = topLevel
  }

  /// The tree in the folder `root`.
  init(at root: URL) throws {
    topLevel = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
    var urls = Self.folders.flatMap { FileTree.files(below: root.appending(path: $0)) }
    urls += topLevel.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".md") }
      .map { root.appending(path: $0) }
    let prefix = root.standardizedFileURL.path + "/"
    let located = urls.map { url in
      (url: url, path: String(url.standardizedFileURL.path.dropFirst(prefix.count)))
    }
    files = try located.filter { Self.isRead($0.path) }.map {
      SourceFile(path: $0.path, text: [UInt8](try Data(contentsOf: $0.url)))
    }
    paths = Self.withFolders(located.map(\.path)).union(topLevel)
  }

  /// The Swift files below any of `folders`.
  func swiftFiles(below folders: [String]) -> [SourceFile] {
    files.filter { file in
      file.isSwift && folders.contains { file.path.hasPrefix($0 + "/") }
    }
  }

  /// The Markdown files.
  var markdownFiles: [SourceFile] { files.filter { $0.path.hasSuffix(".md") } }

  /// The file at `path`.
  func file(_ path: String) -> SourceFile? { files.first { $0.path == path } }

  private static func isRead(_ path: String) -> Bool {
    path.hasSuffix(".swift") || path.hasSuffix(".md") || path.hasPrefix(".ci/")
  }

  private static func withFolders(_ paths: some Sequence<String>) -> Set<String> {
    var all: Set<String> = []
    for path in paths {
      var parts = path.split(separator: "/")
      while !parts.isEmpty, all.insert(parts.joined(separator: "/")).inserted { parts.removeLast() }
    }
    return all
  }
}
