import Foundation

/// The folder of test data that is too large, or not ours, to be committed.
///
/// It lies beside the package as `../shared`; the environment variable `WAVETANK_SHARED` names
/// another place. Tests that read it are skipped where it is absent:
///
/// ```swift
/// @Test(.enabled(if: SharedFolder.has("yaml-test-suite")))
/// func suite() throws { let cases = try #require(SharedFolder.url("yaml-test-suite")) }
/// ```
public enum SharedFolder {
  /// The folder, whether it is there or not.
  public static let root: URL =
    if let path = ProcessInfo.processInfo.environment["WAVETANK_SHARED"], !path.isEmpty {
      URL(filePath: path)
    } else {
      PackageFolder.url.deletingLastPathComponent().appending(path: "shared")
    }

  /// The place of `path` within the folder; nil, after one notice, where it is absent.
  public static func url(_ path: String) -> URL? {
    let url = root.appending(path: path)
    if FileManager.default.fileExists(atPath: url.path) { return url }
    Notice.print("\(url.path) is absent: the tests that read it are skipped")
    return nil
  }

  /// Whether `path` is there; prints one notice if not. For `.enabled(if:)`.
  public static func has(_ path: String) -> Bool { url(path) != nil }

  /// The bytes of the file `path`; nil, after one notice, where it is absent.
  ///
  /// A file whose name ends in `.gz` is unpacked.
  public static func bytes(_ path: String) throws -> [UInt8]? {
    guard let url = url(path) else { return nil }
    return url.pathExtension == "gz" ? try Gzip.bytes(of: url) : [UInt8](try Data(contentsOf: url))
  }

  /// Every file below the folder `path` whose name ends in one of `endings` (all if empty), in
  /// the order of their paths' bytes; none, after one notice, where the folder is absent.
  public static func files(below path: String, endings: [String] = []) -> [URL] {
    guard let folder = url(path) else { return [] }
    return FileTree.files(below: folder).filter { file in
      endings.isEmpty || endings.contains { file.path.hasSuffix($0) }
    }
  }
}
