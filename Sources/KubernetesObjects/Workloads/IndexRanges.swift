/// Completion indexes as a success policy lists them: `0-2,5`.
///
/// Source: `validateIndexesFormat` of `pkg/apis/batch/validation`, Kubernetes 1.31 to 1.36.
public struct IndexRanges: Hashable, Sendable {
  /// The ranges, in order; no two share an index.
  public let ranges: [ClosedRange<Int32>]

  /// Reads `text`.
  /// - Throws: a `ValueError` with the place and what was expected there.
  public init(parsing text: String) throws(ValueError) {
    var ranges: [ClosedRange<Int32>] = []
    var offset = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let bounds = part.split(separator: "-", omittingEmptySubsequences: false)
      guard (1...2).contains(bounds.count), let low = Self.index(bounds[0]),
        let high = Self.index(bounds[bounds.count - 1]), low <= high
      else {
        throw ValueError(
          "expected indexes such as 0-2,5, found \(String(part).excerpt)", offset: offset)
      }
      if let last = ranges.last, low <= last.upperBound {
        throw ValueError(
          "expected indexes in order, found \(String(part).excerpt) behind \(last.upperBound)",
          offset: offset)
      }
      ranges.append(low...high)
      offset += part.utf8.count + 1
    }
    self.ranges = ranges
  }

  /// The number of `text`, which consists of digits alone.
  private static func index(_ text: Substring) -> Int32? {
    text.utf8.allSatisfy(ASCII.isDigit) ? Int32(text) : nil
  }
}
