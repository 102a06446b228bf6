import ClusterSimulation
import SimulationEngine
import StructuredText

/// What a probe of a cluster's room has found, in words and as JSON.
package struct FitAnswer: Sendable {
  private let outcome: FitProbe.Outcome
  private let names: [String]
  private let time: SimulationTime

  /// The answer about pods called `names`, at `time` of the run.
  package init(_ outcome: FitProbe.Outcome, names: [String], at time: SimulationTime) {
    self.outcome = outcome
    self.names = names
    self.time = time
  }

  /// The nodes that are shown unless all are asked for.
  private static let nodesShown = 20

  /// Lines for people: how many, where, and what stops the next one.
  package func lines(showsAll: Bool) -> [String] {
    let each = zip(names, outcome.counts).map { "\($1) of \($0)" }.joined(separator: ", ")
    let detail = names.count > 1 ? ": \(each)" : " like \(names.first ?? "-")"
    let pods = outcome.total == 1 ? "pod fits" : "pods fit"
    var lines = [
      "\(outcome.total) more \(pods) at \(time.secondsText(decimals: 0)) s\(detail)"
    ]
    if !outcome.nodes.isEmpty {
      let width = max(4, outcome.nodes.map(\.name.count).max() ?? 0)
      let heads = names.count > 1 ? names : ["PODS"]
      lines.append(
        Self.padded("NODE", width) + heads.map { Self.aligned($0, $0.count) }.joined())
      for node in outcome.nodes.prefix(showsAll ? .max : Self.nodesShown) {
        lines.append(
          Self.padded(node.name, width)
            + zip(node.counts, heads).map { Self.aligned("\($0)", $1.count) }.joined())
      }
      let rest = outcome.nodes.count - Self.nodesShown
      if rest > 0, !showsAll { lines.append("… and \(rest) more nodes; --all shows them") }
    }
    if let stop = outcome.stop {
      let which = names.count > 1 ? "the next \(names[stop.template])" : "the next one"
      lines.append("\(which) does not fit: \(stop.message)")
    } else {
      lines.append("the limit was reached; more may fit")
    }
    return lines
  }

  /// The answer as one JSON object.
  package var json: [UInt8] {
    let pods = zip(names, outcome.counts).map { name, count -> SyntaxValue in
      ["name": .string(name), "fit": .integer(Int64(count))]
    }
    let nodes = outcome.nodes.map { node -> SyntaxValue in
      [
        "name": .string(node.name),
        "fit": .sequence(node.counts.map { .integer(Int64($0)) }),
      ]
    }
    let stop = outcome.stop.map { stop -> SyntaxValue in
      ["pod": .string(names[stop.template]), "message": .string(stop.message)]
    }
    return JSONEmitter.bytes(
      of: [
        "time_seconds": .number(time.secondsText(decimals: 6)),
        "fit": .integer(Int64(outcome.total)), "pods": .sequence(pods), "nodes": .sequence(nodes),
        "stopped_by": stop ?? .null,
      ], layout: .indented)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func aligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(2, max(width, 4) + 2 - text.count)) + text
  }
}
