import Foundation

@testable import RunReports

/// Pages as tests look at them.
enum PageBytes {
  static func text(_ report: RunReport) -> String {
    String(decoding: report.bytes(of: "report.html") ?? [], as: UTF8.self)
  }

  /// What follows each place of `start` up to `end`.
  static func values(_ text: String, after start: String, until end: Character) -> [String] {
    text.split(separator: start, omittingEmptySubsequences: false).dropFirst()
      .map { String($0.prefix { $0 != end }) }
  }

  /// The page without its style, script, data and digest: what golden files hold. The digest moves
  /// with every table, and has tests of its own.
  static func markup(_ report: RunReport) -> String {
    let page = text(report)
    guard let start = page.range(of: "<body>"),
      let end = page.range(of: "<script", range: start.upperBound..<page.endIndex)
        ?? page.range(of: "</body>")
    else { return "" }
    return String(page[start.upperBound..<end.lowerBound])
      .replacing("><", with: ">\n<").replacing(report.digest().text, with: "DIGEST")
  }
}
