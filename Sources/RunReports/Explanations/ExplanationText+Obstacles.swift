import ClusterState
import Scheduling

extension ExplanationText {
  /// The nodes that were turned down, those first that need the least, and how many by reason.
  var obstacles: [String] {
    let rejections = names.record.rejections
    guard !rejections.isEmpty else { return [] }
    // A node that was not looked at has no verdict.
    let judged = names.explanation.obstacles.indices.filter { !rejections[$0].verdicts.isEmpty }
    guard !judged.isEmpty else { return [] }
    let order = judged.sorted { a, b in
      let (left, right) = (names.explanation.obstacles[a], names.explanation.obstacles[b])
      return left.changes == right.changes ? a < b : left.isSmaller(than: right, a < b)
    }
    func cells(of place: Int) -> [[String]] {
      [
        rejections[place].verdicts.map(Self.text),
        names.explanation.obstacles[place].changes.map { $0.change.text(names.cluster) },
      ]
    }
    let (rows, rest) = bounded(order, cells)
    var table = TextTable([
      TextTable.Column(header: ["NODE"]),
      TextTable.Column(header: ["TURNED DOWN BY"], isFlexible: true),
      TextTable.Column(header: ["WHAT WOULD HAVE TO CHANGE"], isFlexible: true),
    ])
    for row in rows {
      let name = names.name(rejections[row.place].node)
      table.append(paragraphs: [row.cell(name)] + cells(of: row.place))
    }
    return shown(table) + rest + (rest.isEmpty ? [] : counts)
  }

  /// How many nodes were turned down for what, the most frequent first.
  private var counts: [String] {
    var counts: [(text: String, count: Int)] = []
    var rowOfText: [String: Int] = [:]
    for rejection in names.record.rejections where !rejection.verdicts.isEmpty {
      let text = rejection.verdicts.map(Self.text).joined(separator: "; ")
      if let row = rowOfText[text] {
        counts[row].count += 1
      } else {
        rowOfText[text] = counts.count
        counts.append((text, 1))
      }
    }
    var table = TextTable([
      TextTable.Column(header: ["NODES"], isNumber: true),
      TextTable.Column(header: ["TURNED DOWN BY"], isFlexible: true),
    ])
    for entry in counts.enumerated().sorted(by: {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }) {
      table.append(["\(entry.element.count)", entry.element.text])
    }
    return shown(table)
  }

  /// `NodeResourcesFit: Insufficient cpu`; the name alone for predicates that give no other reason.
  private static func text(_ verdict: DecisionRecord.NodeVerdict) -> String {
    let reasons = verdict.reasons.joined(separator: "; ")
    if verdict.plugin.isEmpty { return reasons }
    return reasons == verdict.plugin || reasons.isEmpty
      ? verdict.plugin : "\(verdict.plugin): \(reasons)"
  }

  /// The nodes on which evictions were tried.
  var preemption: [String] {
    guard let preemption = names.explanation.preemption, !preemption.candidates.isEmpty else {
      return []
    }
    let candidates = preemption.candidates
    func cells(of place: Int) -> [[String]] {
      let candidate = candidates[place]
      var objections = candidate.failure?.reasons ?? []
      if candidate.budgetViolations > 0 {
        objections.append("\(candidate.budgetViolations) protected by a disruption budget")
      }
      return [
        candidate.victims.map { names.cluster.qualifiedName(of: $0.pod) }, objections,
      ]
    }
    // The node on which room is made comes first.
    let order = candidates.indices.sorted { a, b in
      let (isFirst, isSecond) = (isNominated(candidates[a]), isNominated(candidates[b]))
      return isFirst != isSecond ? isFirst : a < b
    }
    let (rows, rest) = bounded(order, cells)
    var table = TextTable([
      TextTable.Column(header: ["EVICTIONS ON"]),
      TextTable.Column(header: ["PODS TO EVICT"], isFlexible: true),
      TextTable.Column(header: ["WHY NOT"], isFlexible: true),
    ])
    for row in rows {
      let mark = isNominated(candidates[row.place]) ? " *" : ""
      let name = names.name(candidates[row.place].node) + mark
      table.append(paragraphs: [row.cell(name)] + cells(of: row.place))
    }
    return shown(table) + rest
  }
}

extension ExplanationText {
  /// Whether room is to be made on the candidate's node.
  private func isNominated(_ candidate: PreemptionRecord.Candidate) -> Bool {
    candidate.node == names.decision.nominatedNode
  }
}

extension DecisionExplanation.NodeObstacles {
  /// Whether less has to change here than on `other`: fewer changes; then less of one resource.
  fileprivate func isSmaller(than other: Self, _ isEarlier: Bool) -> Bool {
    if changes.count != other.changes.count { return changes.count < other.changes.count }
    for (mine, others) in zip(changes, other.changes) where mine.change != others.change {
      switch (mine.change, others.change) {
      case (.resource(let a, let missing, _, _), .resource(let b, let more, _, _)) where a == b:
        if missing != more { return missing < more }
      case (.podCount(let excess), .podCount(let more)): return excess < more
      default: return isEarlier
      }
    }
    return isEarlier
  }
}
