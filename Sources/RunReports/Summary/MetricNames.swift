import StructuredText

/// The names that figures can have: what an expectation can be about.
///
/// A star stands for the name of a resource.
package enum MetricNames {
  /// Every name in the order of the report.
  package static let all: [String] = MetricTable.all.flatMap(\.fullNames)

  /// Whether there can be a figure called `metric`.
  package static func contains(_ metric: String) -> Bool {
    all.contains { matches(metric, $0) }
  }

  /// The name that was probably meant by `metric`; nil if none comes near.
  package static func suggestion(for metric: String) -> String? {
    // A name that lacks its end, such as the unit.
    if let whole = all.first(where: { $0.hasPrefix(metric + "_") || $0.hasPrefix(metric + ".") }) {
      return whole
    }
    return Spelling.nearest(to: metric, inTable: all)
  }

  /// What is wrong with a name that no figure has, with a suggestion; nil if nothing is.
  package static func problem(with metric: String) -> String? {
    if contains(metric) { return nil }
    let hint = suggestion(for: metric).map { "; did you mean \($0)?" } ?? ""
    return "there is no figure \(metric)\(hint)"
  }

  /// Whether `metric` is `pattern` with something in place of the star.
  private static func matches(_ metric: String, _ pattern: String) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return metric == pattern }
    let (head, tail) = (pattern[..<star], pattern[pattern.index(after: star)...])
    return metric.utf8.count > head.utf8.count + tail.utf8.count && metric.hasPrefix(head)
      && metric.hasSuffix(tail)
  }
}
