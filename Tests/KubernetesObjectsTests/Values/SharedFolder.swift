import Foundation
import Testing

/// The folder of reference tables beside the package; a user's clone may be without it.
enum SharedFolder {
  /// The folder, or nil where there is none.
  static let url: URL? = {
    let named = ProcessInfo.processInfo.environment["WAVETANK_SHARED"]
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let url =
      named.map { URL(fileURLWithPath: $0) }
      ?? package.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }()

  /// The contents of a file of the folder; nil, with a notice, where it is absent.
  static func contents(_ path: String) throws -> Data? {
    guard let url = url?.appendingPathComponent(path),
      FileManager.default.fileExists(atPath: url.path)
    else {
      print("notice: ../shared/\(path) is absent, its rows are skipped")
      return nil
    }
    return try Data(contentsOf: url)
  }

  /// The table `name` with its `fields` and `rows`.
  static func table(_ name: String) throws -> (fields: [String: Any], rows: [[String: Any]])? {
    guard let data = try contents("tables/\(name).json") else { return nil }
    let table = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return (
      table["fields"] as? [String: Any] ?? [:],
      try #require(table["rows"] as? [[String: Any]])
    )
  }
}
