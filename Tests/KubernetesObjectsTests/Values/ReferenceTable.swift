import Foundation
import TestSupport
import Testing

/// Rows that were recorded from real components, read from the shared folder.
struct ReferenceTable {
  let fields: [String: Any]
  let rows: [[String: Any]]

  /// The table `name`; nil, after one notice, where it is absent.
  init?(_ name: String) throws {
    guard let bytes = try SharedFolder.bytes("tables/\(name).json") else { return nil }
    let table = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    fields = table["fields"] as? [String: Any] ?? [:]
    rows = try #require(table["rows"] as? [[String: Any]])
  }

  /// The objects of a file with one JSON object a line; nil, after one notice, where it is absent.
  static func lines(_ path: String) throws -> [[String: Any]]? {
    guard let bytes = try SharedFolder.bytes(path) else { return nil }
    return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }
  }
}
