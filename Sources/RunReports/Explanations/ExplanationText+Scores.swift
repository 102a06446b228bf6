import ClusterState
import Scheduling

extension ExplanationText {
  /// The feasible nodes, best first, with every score; in several tables where one is too wide.
  var scores: [String] {
    let record = names.record
    guard !record.feasible.isEmpty else { return [] }
    let (rows, rest) = bounded(names.feasibleInOrder) {
      [[mark(of: $0)], cells(of: $0, record.scores[...])]
    }
    var lines: [String] = []
    for panel in panels(of: record.scores, rows) {
      var table = TextTable(
        [TextTable.Column(header: ["NODE"]), TextTable.Column(header: ["TOTAL"], isNumber: true)]
          + panel.map { column in
            TextTable.Column(header: TextTable.headerLines(column.plugin))
          })
      for row in rows {
        let name = names.name(record.feasible[row.place]) + mark(of: row.place)
        table.append(paragraphs: [row.cell(name)] + cells(of: row.place, panel).map { [$0] })
      }
      lines += shown(table)
    }
    lines += rest
    if !record.scores.isEmpty { lines += ["", legend] }
    return lines
  }

  private var legend: String {
    var parts = ["each score is raw→normalized×weight=weighted"]
    if names.decision.node.isPresent { parts.append("* chosen") }
    if names.explanation.needsScores, names.decision.ties > 1 { parts.append("= tied") }
    if !names.record.skippedScores.isEmpty {
      parts.append("nothing to say: " + names.record.skippedScores.joined(separator: ", "))
    }
    return TextTable.broken(parts.joined(separator: "; "), width).joined(separator: "\n")
  }

  /// The total and the score of each plugin.
  private func cells(of place: Int, _ panel: ArraySlice<DecisionRecord.Scores>) -> [String] {
    let record = names.record
    let total = place < record.totals.count ? "\(record.totals[place])" : ""
    return [total] + panel.map { Self.cell($0, place) }
  }

  private func mark(of place: Int) -> String {
    switch names.verdict(at: place) {
    case "chosen": " *"
    case "tied": " ="
    default: ""
    }
  }

  /// `3→50×2=100`; the arrow is left out where normalizing changes nothing.
  private static func cell(_ scores: DecisionRecord.Scores, _ place: Int) -> String {
    let (raw, normalized) = (scores.raw[place], scores.normalized[place])
    let both = raw == normalized ? "\(raw)" : "\(raw)→\(normalized)"
    return "\(both)×\(scores.weight)=\(normalized &* scores.weight)"
  }

  /// The plugins in groups that each fit into the width beside the node and its total.
  private func panels(
    of scores: [DecisionRecord.Scores], _ rows: ArraySlice<Alike>
  ) -> [ArraySlice<DecisionRecord.Scores>] {
    guard !scores.isEmpty else { return [[]] }
    let longest = rows.reduce(0) {
      max($0, names.name(names.record.feasible[$1.place]).count)
    }
    let room = width - longest - 2 - 2 - 8
    var panels: [ArraySlice<DecisionRecord.Scores>] = []
    var start = 0
    var used = 0
    for (index, column) in scores.enumerated() {
      let header = TextTable.headerLines(column.plugin).map(\.count).max() ?? 0
      let widest = rows.reduce(header) { max($0, Self.cell(column, $1.place).count) } + 2
      if index > start, used + widest > room {
        panels.append(scores[start..<index])
        (start, used) = (index, 0)
      }
      used += widest
    }
    return panels + [scores[start...]]
  }
}
