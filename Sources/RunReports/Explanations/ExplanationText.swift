import ClusterSimulation
import ClusterState
import Scheduling
import SimulationEngine

/// An explained attempt for people: what was decided, the scores behind it, and what stands in the
/// way elsewhere.
package struct ExplanationText {
  /// A way in which a text can stand out.
  package enum Emphasis: Sendable {
    case headline
    /// A good end.
    case good
    /// A bad end.
    case bad
    /// The head of a table.
    case faint
  }

  /// How many rows a table shows unless all are asked for.
  static let rowLimit = 20

  let names: ExplanationNames
  let width: Int
  let showsAll: Bool
  let styled: (String, Emphasis) -> String

  /// The text of `attempt`, whose names `cluster` has, in lines of at most `width` if that can be;
  /// a text that stands out goes through `styled`.
  package init(
    _ attempt: AttemptExplanation, _ cluster: ClusterState, width: Int, showsAll: Bool,
    styled: @escaping (String, Emphasis) -> String = { text, _ in text }
  ) {
    names = ExplanationNames(attempt: attempt, cluster: cluster)
    self.width = width
    self.showsAll = showsAll
    self.styled = styled
  }

  /// The lines.
  package var lines: [String] {
    var lines = [headline] + facts
    lines += scores
    lines += obstacles
    lines += preemption
    return lines
  }

  private var headline: String {
    let decision = names.decision
    let (end, emphasis): (String, Emphasis) =
      switch names.result {
      case .scheduled: ("placed on \(names.name(decision.node))", .good)
      case .error: ("not placed, for an error", .bad)
      case .unschedulable where decision.nominatedNode.isPresent:
        ("pending; room is to be made on \(names.name(decision.nominatedNode))", .bad)
      case .unschedulable: ("pending, it fits on no node", .bad)
      }
    let time = Ratio.shortText(names.attempt.time.microseconds)
    return styled(names.pod, .headline) + ": " + styled(end, emphasis)
      + " (attempt \(names.attempt.attempt), at \(time) s)"
  }

  private var facts: [String] {
    let explanation = names.explanation
    let (decision, record) = (names.decision, names.record)
    let count = explanation.nodeCount
    let nodes =
      count == 0
      ? "none" : "\(count), \(decision.examinedCount) looked at, \(decision.feasibleCount) fit"
    var lines = requests.isEmpty ? [] : fact("requests", requests)
    lines += fact("nodes", nodes)
    if decision.usesHint {
      lines += fact(
        "", "the next in the ranking of the pod before, which was alike: no other was looked at")
    } else if decision.feasibleCount > 0, decision.examinedCount < count, record.preFilter == nil {
      lines += fact("", "the search ends when enough nodes fit: the others were not looked at")
    }
    if decision.node.isPresent, !decision.usesHint {
      if !explanation.needsScores {
        lines += fact("score", "none: one node fits, and is taken without")
      } else if decision.ties > 1 {
        let ties = "\(decision.score), which \(decision.ties) nodes share; \(names.tieRule)"
        lines += fact("score", ties)
      } else {
        lines += fact("score", "\(decision.score), the best")
      }
    }
    if !decision.error.isEmpty { lines += fact("error", decision.error) }
    if !decision.message.isEmpty { lines += fact("message", decision.message) }
    if let (plugin, status) = record.preFilter, record.rejections.isEmpty {
      lines += fact(
        "to change",
        "\(plugin) turns the pod down before any node is looked at: "
          + status.reasons.joined(separator: "; "))
    }
    return lines
  }

  /// What the pod asks for, resource by resource.
  private var requests: String {
    let cluster = names.cluster
    let amounts = cluster.templates[cluster.pods[names.attempt.pod].template].requests
    let resources = [.cpu, .memory, .ephemeralStorage] + amounts.extended.map(\.resource)
    return resources.filter { amounts[$0] > 0 }
      .map { "\($0.text(amounts[$0])) \(cluster.resources[$0])" }.joined(separator: ", ")
  }

  /// A titled line, the text broken where it is too long.
  func fact(_ title: String, _ text: String) -> [String] {
    let indent = 14
    return TextTable.broken(text, max(width - indent, 30)).enumerated().map { index, part in
      let head = "  " + (index == 0 ? title : "")
      let text = index == 0 ? part : String(part.drop { $0 == " " })
      return head + String(repeating: " ", count: indent - head.count) + text
    }
  }

  /// The lines of `table`, below an empty line.
  func shown(_ table: TextTable) -> [String] {
    let (header, rows) = table.lines(width: width)
    return [""] + header.map { styled($0, .faint) } + rows
  }

  /// Nodes that stand in one row of a table: the place of the first, and how many they are.
  struct Alike {
    let place: Int
    var count = 1

    /// The cell of the first node's name: the others are counted below it.
    func cell(_ name: String) -> [String] {
      count == 1 ? [name] : [name, "+ \(count - 1) alike"]
    }
  }

  /// The first nodes of `places`, and how many more there are.
  ///
  /// Of more nodes than a table shows those with equal `cells` share a row.
  func bounded(
    _ places: [Int], _ cells: (Int) -> [[String]]
  ) -> (shown: ArraySlice<Alike>, rest: [String]) {
    guard !showsAll, places.count > Self.rowLimit else {
      return (places.map { Alike(place: $0) }[...], [])
    }
    var rows: [Alike] = []
    var rowOfCells: [[[String]]: Int] = [:]
    for place in places {
      let cells = cells(place)
      if let row = rowOfCells[cells] {
        rows[row].count += 1
      } else {
        rowOfCells[cells] = rows.count
        rows.append(Alike(place: place))
      }
    }
    let shown = rows.prefix(Self.rowLimit)
    let rest = places.count - shown.reduce(0) { $0 + $1.count }
    return (shown, rest == 0 ? [] : ["… and \(rest) more nodes (--all)"])
  }
}
