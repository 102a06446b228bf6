import Foundation
import TestSupport
import Testing

/// Rows that were recorded from real components, and worked examples of the documentation, read
/// from the shared folder.
enum ReferenceTable {
  /// The rows of the table `name`; none, after one notice, where it is absent.
  static func rows(_ name: String) throws -> [[String: Any]] {
    guard let table = try object("tables/\(name).json") else { return [] }
    return try #require(table["rows"] as? [[String: Any]])
  }

  /// The worked example `id`; nil, after one notice, where the examples are absent.
  static func example(_ id: String) throws -> (input: [String: Any], expected: [String: Any])? {
    guard let file = try object("cases/worked-examples.json") else { return nil }
    let cases = try #require(file["cases"] as? [[String: Any]])
    let found = try #require(cases.first { $0["id"] as? String == id })
    return (
      try #require(found["input"] as? [String: Any]),
      try #require(found["expected"] as? [String: Any])
    )
  }

  /// `value` as JSON, which is YAML too.
  static func text(_ value: Any?) throws -> String {
    guard let value else { return "null" }
    let data = try JSONSerialization.data(
      withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
    return String(decoding: data, as: UTF8.self)
  }

  private static func object(_ path: String) throws -> [String: Any]? {
    guard let bytes = try SharedFolder.bytes(path) else { return nil }
    return try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }
}
