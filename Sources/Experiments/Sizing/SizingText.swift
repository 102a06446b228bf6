import RunReports
import SimulationEngine
import StructuredText

/// The answers about sizes, as a table for people and as JSON.
package struct SizingText: Sendable {
  /// One question in words, and its answer.
  package struct Answer: Sendable {
    /// What the size is for, such as `at 1.6 times the load`.
    package let title: String
    /// A line for each pool.
    package let needs: [ClusterSizing.Need]
    /// How many runs it took.
    package let runCount: Int

    /// The answer `needs` to the question `title`.
    package init(_ title: String, _ needs: [ClusterSizing.Need], runCount: Int) {
      self.title = title
      self.needs = needs
      self.runCount = runCount
    }
  }

  private let answers: [Answer]
  /// What was expected, in words.
  private let expectations: [String]

  /// The text of `answers` about what `expectations` say.
  package init(_ answers: [Answer], expecting expectations: [String]) {
    self.answers = answers
    self.expectations = expectations
  }

  private static let columns = [
    "FOR", "POOL", "NOW", "NEED", "PEAK-CPU", "PEAK-MEM", "COST/MONTH", "LIMITED-BY",
  ]
  /// The columns whose cells are numbers.
  private static let numbers = 2...6

  /// The table.
  package var lines: [String] {
    var rows = [Self.columns]
    for answer in answers {
      for need in answer.needs {
        rows.append([
          answer.title, need.pool, String(need.now), need.need.map(String.init) ?? "not reachable",
          Self.percent(need.peakCPU), Self.percent(need.peakMemory),
          need.costPerMonth.map { Ratio.shortText($0) } ?? "-",
          need.limitedBy.isEmpty ? "-" : need.limitedBy,
        ])
      }
    }
    let runs = answers.reduce(0) { $0 + $1.runCount }
    return ["while holding: " + expectations.joined(separator: "; ")]
      + TextColumns.lines(rows, numbers: Self.numbers)
      + ["\(runs) \(runs == 1 ? "run" : "runs"); each need was run, and a node less too"]
  }

  private static func percent(_ millionths: Int64?) -> String {
    guard let millionths else { return "-" }
    return "\((millionths + 5000) / 10_000) %"
  }

  /// The answers as one JSON object.
  package var json: [UInt8] {
    let answers = answers.map { answer -> SyntaxValue in
      let pools = answer.needs.map { need -> SyntaxValue in
        [
          "pool": .string(need.pool), "now": .integer(Int64(need.now)),
          "need": need.need.map { .integer(Int64($0)) } ?? .null,
          "peak_cpu_ratio": Self.number(need.peakCPU),
          "peak_memory_ratio": Self.number(need.peakMemory),
          "cost_per_month": Self.number(need.costPerMonth), "limited_by": .string(need.limitedBy),
        ]
      }
      return [
        "for": .string(answer.title), "runs": .integer(Int64(answer.runCount)),
        "pools": .sequence(pools),
      ]
    }
    return JSONEmitter.bytes(
      of: [
        "while_holding": .sequence(expectations.map { .string($0) }),
        "answers": .sequence(answers),
      ], layout: .indented)
  }

  private static func number(_ millionths: Int64?) -> SyntaxValue {
    millionths.map { .number(Ratio.text($0)) } ?? .null
  }
}
