/// What became of one step of a sequence.
enum SequenceResult {
  /// A pod was placed.
  case placed(pod: String, node: String, score: Int64, ties: Int)
  /// A pod was not placed; the message is empty where the version gives none.
  case unplaced(pod: String, message: String)
  /// A pod was deleted.
  case deleted(pod: String, wasBound: Bool)
  /// A node was added, replaced or removed.
  case changed(operation: String, node: String)

  /// Writes the members of the result.
  func write(to line: inout JSONLine) {
    switch self {
    case .placed(let pod, let node, let score, let ties):
      line.member("pod", pod)
      line.member("node", node)
      if score != 0 { line.member("score", score) }
      line.member("ties", Int64(ties))
    case .unplaced(let pod, let message):
      line.member("pod", pod)
      if !message.isEmpty { line.member("message", message) }
    case .deleted(let pod, let wasBound):
      line.member("op", "delete")
      line.member("pod", pod)
      if !wasBound { line.member("message", "not bound") }
    case .changed(let operation, let node):
      line.member("op", operation)
      line.member("node", node)
    }
  }
}

extension DecisionCluster {
  /// Performs a step that is no scheduling of a pod.
  mutating func apply(_ step: DecisionStep) throws(DecisionProblem) -> SequenceResult {
    switch step {
    case .schedule(let pod): throw DecisionProblem("pod \(pod.qualifiedName) is to be scheduled")
    case .delete(let name): return .deleted(pod: name, wasBound: delete(name))
    case .addNode(let node):
      try addNode(node)
      return .changed(operation: "addNode", node: node.metadata.name)
    case .updateNode(let node):
      try updateNode(node)
      return .changed(operation: "updateNode", node: node.metadata.name)
    case .removeNode(let name):
      try removeNode(name)
      return .changed(operation: "removeNode", node: name)
    }
  }
}
