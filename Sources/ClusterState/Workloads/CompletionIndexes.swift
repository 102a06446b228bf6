import KubernetesObjects

/// A set of completion indexes, as the status of an Indexed Job has it: `0-2,5`.
///
/// Kept as ranges in order, so that a hundred thousand indexes in a row cost what one does. Source:
/// `orderedIntervals` of `pkg/controller/job/indexed_job_utils.go`, Kubernetes 1.21 to 1.36.
public struct CompletionIndexes: Hashable, Sendable {
  /// The ranges, in order; no two of them touch.
  public private(set) var ranges: ContiguousArray<ClosedRange<Int32>> = []

  /// No index.
  public init() {}

  /// How many indexes there are.
  public var count: Int32 { ranges.reduce(0) { $0 + Int32($1.count) } }

  /// Whether there is none.
  public var isEmpty: Bool { ranges.isEmpty }

  /// Whether `index` is one of them.
  public func contains(_ index: Int32) -> Bool {
    let row = firstRange { $0.upperBound >= index }
    return row < ranges.count && ranges[row].contains(index)
  }

  /// Adds `index`; in order, that costs constant time.
  public mutating func insert(_ index: Int32) {
    let row = firstRange { $0.upperBound >= index }
    if row < ranges.count, ranges[row].contains(index) { return }
    let joinsFormer = row > 0 && ranges[row - 1].upperBound == index - 1
    let joinsNext = row < ranges.count && ranges[row].lowerBound == index + 1
    switch (joinsFormer, joinsNext) {
    case (true, true):
      ranges[row - 1] = ranges[row - 1].lowerBound...ranges[row].upperBound
      ranges.remove(at: row)
    case (true, false): ranges[row - 1] = ranges[row - 1].lowerBound...index
    case (false, true): ranges[row] = index...ranges[row].upperBound
    case (false, false): ranges.insert(index...index, at: row)
    }
  }

  /// The indexes below `end`: those that a job of so many completions has.
  public func limited(to end: Int32) -> CompletionIndexes {
    guard let last = ranges.last, last.upperBound >= end else { return self }
    var limited = CompletionIndexes()
    for range in ranges where range.lowerBound < end {
      limited.ranges.append(range.lowerBound...min(range.upperBound, end - 1))
    }
    return limited
  }

  /// The first of the ranges, which are in order, for which `isFound` holds; their number if none.
  private func firstRange(_ isFound: (ClosedRange<Int32>) -> Bool) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if isFound(ranges[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension CompletionIndexes: CustomStringConvertible {
  /// The API's text: two indexes in a row are listed, and from three on they are a range.
  public var description: String {
    ranges.map { range in
      switch range.count {
      case 1: "\(range.lowerBound)"
      case 2: "\(range.lowerBound),\(range.upperBound)"
      default: "\(range.lowerBound)-\(range.upperBound)"
      }
    }.joined(separator: ",")
  }
}

extension CompletionIndexes {
  /// Reads indexes as a success policy lists them, such as `0-2,5`: in order, none twice.
  /// - Throws: a `ValueError` with the place and what was expected there.
  public init(parsing text: String) throws(ValueError) {
    for range in try IndexRanges(parsing: text).ranges {
      ranges.append(range)
    }
  }

  /// How many indexes are in both.
  public func intersectionCount(_ other: CompletionIndexes) -> Int32 {
    var (count, row) = (Int32(0), 0)
    for range in ranges {
      while row < other.ranges.count, other.ranges[row].upperBound < range.lowerBound { row += 1 }
      var next = row
      while next < other.ranges.count, other.ranges[next].lowerBound <= range.upperBound {
        count += Int32(range.clamped(to: other.ranges[next]).count)
        next += 1
      }
    }
    return count
  }
}
