/// Selectors of many objects, of which those are found that may match given labels.
///
/// Most selectors ask for one value of one key. Such a one is found by that label, so that labels
/// need not be held against every selector that there is.
public struct SelectorIndex: Sendable {
  private var rows: [LabelPair: ContiguousArray<Int32>] = [:]
  /// The rows whose selectors name no label that they need.
  private var others: ContiguousArray<Int32> = []

  /// An index of no selectors.
  public init() {}

  /// Lets `row` be found by `label`, which its selector needs, or always where that is nil.
  public mutating func add(_ row: Int32, needing label: LabelPair?) {
    if let label { rows[label, default: []].append(row) } else { others.append(row) }
  }

  /// The rows of which the selectors may match `labels`, each once, in order.
  public func candidates(for labels: LabelSet) -> ContiguousArray<Int32> {
    var found = others
    for pair in labels.pairs {
      if let rows = rows[pair] { found += rows }
    }
    guard found.count > 1 else { return found }
    found.sort()
    var last: Int32?
    found.removeAll { row in
      defer { last = row }
      return row == last
    }
    return found
  }
}

extension CompiledSelector {
  /// A label without which nothing matches; nil where there is no single one.
  public var neededLabel: LabelPair? {
    guard case .all(let requirements) = self else { return nil }
    for requirement in requirements
    where requirement.comparison == .isIn && requirement.values.count == 1 {
      return LabelPair(key: requirement.key, value: requirement.values[0])
    }
    return nil
  }
}
