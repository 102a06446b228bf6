import ClusterSimulation
import ClusterState
import SimulationEngine
import StructuredText

/// The question that `explain --quiz` asks before it tells: where does the pod go?
struct DecisionQuiz {
  /// The lines of the question.
  let question: [String]
  /// The answer: the node's name, or `nowhere`.
  let answer: String
  private let nodes: [String]

  /// What is answered where no node takes the pod.
  private static let nowhere = "nowhere"
  /// How many nodes are named.
  private static let nodeLimit = 20

  /// The question about an attempt in a cluster.
  init(_ attempt: AttemptExplanation, _ cluster: ClusterState) {
    func name(_ node: NodeID) -> String { cluster.symbols[cluster.nodes[node.row].name] }
    let node = attempt.explanation.decision.node
    answer = node.isPresent ? name(node) : Self.nowhere
    nodes = cluster.nodes.indices.filter { cluster.nodes[$0].isPresent }.map { name(NodeID($0)) }
    let named = nodes.prefix(Self.nodeLimit).joined(separator: ", ")
    let others = nodes.count > Self.nodeLimit ? " and \(nodes.count - Self.nodeLimit) more" : ""
    question = [
      "\(cluster.qualifiedName(of: attempt.pod)), attempt \(attempt.attempt), at "
        + "\(attempt.time.secondsText(decimals: 3)) s.",
      "The nodes are \(named)\(others).",
      "On which of them does the scheduler place the pod? Say a name, or \(Self.nowhere).",
    ]
  }

  /// What to say of an answer; nil is no answer.
  func verdict(on given: String?) -> String {
    let words = (given ?? "").split(separator: " ").joined(separator: " ")
    if words.isEmpty { return "It is \(answer)." }
    if words == answer { return "Right: \(answer)." }
    guard words == Self.nowhere || nodes.contains(words) else {
      let near = Spelling.nearest(to: words, among: nodes + [Self.nowhere])
      return "There is no node \(words)\(near.map { "; \($0), perhaps" } ?? ""). It is \(answer)."
    }
    return "No: \(answer). Here is why."
  }
}
