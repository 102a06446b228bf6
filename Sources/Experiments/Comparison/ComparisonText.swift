import RunReports
import SimulationEngine
import StructuredText

/// A comparison as a table for people and as JSON.
package struct ComparisonText: Sendable {
  private let comparison: Comparison
  /// What the two scenarios are called.
  private let names: (a: String, b: String)
  private let seeds: SeedRange
  /// What differs first, in words, a line each.
  private let first: [String]

  /// The text of `comparison`.
  package init(
    _ comparison: Comparison, names: (a: String, b: String), seeds: SeedRange, first: [String]
  ) {
    self.comparison = comparison
    self.names = names
    self.seeds = seeds
    self.first = first
  }

  private static let columns = [
    "metric", "A", "B", "B − A", "95 % by t", "95 % by bootstrap", "better",
  ]

  /// The table, of figures that differ unless all are asked for.
  package func lines(showsAll: Bool) -> [String] {
    let last = seeds.first + UInt64(seeds.count - 1)
    var lines = [
      "A  \(names.a)", "B  \(names.b)",
      seeds.count == 1
        ? "seed \(seeds.first)" : "seeds \(seeds.first) to \(last), differences paired by seed",
    ]
    let shown = comparison.rows.filter { showsAll || $0.differs }
    if shown.isEmpty {
      lines.append("nothing differs in \(comparison.rows.count) figures")
    } else {
      lines += TextColumns.lines(
        [Self.columns] + shown.map(Self.cells), numbers: 1...(Self.columns.count - 1))
      let equal = comparison.rows.count - shown.count
      if equal > 0 { lines.append("\(equal) further figures do not differ; --all shows them") }
    }
    if !comparison.lonely.isEmpty {
      lines.append("only one has: " + Self.listed(comparison.lonely))
    }
    return lines + first
  }

  /// The comparison as one JSON object.
  package var json: [UInt8] {
    let rows = comparison.rows.map { row -> SyntaxValue in
      [
        "metric": .string(row.name), "unit": .string(row.unit), "a": Self.number(row.a),
        "b": Self.number(row.b), "difference": Self.number(row.difference.mean),
        "pairs": .integer(Int64(row.pairs)), "t": Self.value(row.difference.student),
        "bootstrap": Self.value(row.difference.bootstrap),
        "better": row.better.map { .string($0.rawValue) } ?? .null,
      ]
    }
    return JSONEmitter.bytes(
      of: [
        "a": .string(names.a), "b": .string(names.b),
        "seeds": ["first": .integer(Int64(seeds.first)), "count": .integer(Int64(seeds.count))],
        "figures": .sequence(rows),
        "only_one_has": .sequence(comparison.lonely.map { .string($0) }),
        "first_difference": .sequence(first.map { .string($0) }),
      ], layout: .indented)
  }

  private static func number(_ millionths: Int64) -> SyntaxValue {
    .number(Ratio.text(millionths))
  }

  private static func value(_ interval: PairedDifference.Interval?) -> SyntaxValue {
    interval.map { .sequence([number($0.low), number($0.high)]) } ?? .null
  }

  private static func cells(_ row: Comparison.Row) -> [String] {
    let interval = { (interval: PairedDifference.Interval?) in
      interval.map { "\(Ratio.shortText($0.low)) to \(Ratio.shortText($0.high))" } ?? "-"
    }
    return [
      row.unit.isEmpty ? row.name : "\(row.name) [\(row.unit)]", Ratio.shortText(row.a),
      Ratio.shortText(row.b),
      Ratio.shortText(row.difference.mean), interval(row.difference.student),
      interval(row.difference.bootstrap), row.better?.rawValue ?? "-",
    ]
  }

  private static func listed(_ names: [String]) -> String {
    let some = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(some) and \(names.count - 5) more" : some
  }
}
