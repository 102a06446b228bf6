import ClusterSimulation
import ClusterState
import StructuredText

/// That a pod was never tried, and why, in every form of an explanation.
package struct UntriedText {
  private let pod: String
  private let reason: UntriedReason
  private let cluster: ClusterState

  /// What to say of `pod`, which was never tried for `reason`.
  package init(_ pod: PodID, _ reason: UntriedReason, _ cluster: ClusterState) {
    self.pod = cluster.qualifiedName(of: pod)
    self.reason = reason
    self.cluster = cluster
  }

  /// The answer for people.
  package var line: String { "\(pod): never tried; \(explanation)" }

  /// The answer for programs: `attempt` is null.
  package var json: [UInt8] {
    let document: SyntaxValue = [
      "pod": .string(pod), "attempt": .null, "result": .string("untried"),
      "reason": .string(word), "message": .string(explanation),
    ]
    return JSONEmitter.bytes(of: document, layout: .indented) + Array("\n".utf8)
  }

  /// The answer as CSV: the header alone, for there is no verdict.
  package var csv: [UInt8] { Array(CSVWriter(columns: DecisionRows.columns.map(\.name)).bytes) }

  private var word: String {
    switch reason {
    case .gates: "gates"
    case .createdForNode: "createdForNode"
    case .otherScheduler: "otherScheduler"
    case .deletedFirst: "deletedFirst"
    case .schedulerPaused: "schedulerPaused"
    case .runEnded: "runEnded"
    }
  }

  private var explanation: String {
    switch reason {
    case .gates(let names):
      "it waits for its scheduling gates to be removed: \(names.joined(separator: ", "))"
    case .createdForNode(let node):
      "it was created for node \(cluster.symbols[cluster.nodes[node.row].name]) (spec.nodeName), "
        + "past the scheduler"
    case .otherScheduler(let name):
      "it asks for the scheduler \"\(name)\", and no profile of the run has that name"
    case .deletedFirst: "it was deleted before its turn came"
    case .schedulerPaused: "the scheduler is paused"
    case .runEnded: "the run ended before its turn came"
    }
  }
}
