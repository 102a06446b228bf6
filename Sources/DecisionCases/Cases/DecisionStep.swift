import KubernetesObjects

/// One step of a sequence of decisions.
enum DecisionStep {
  /// Schedules a pod and binds it.
  case schedule(Pod)
  /// Removes a bound pod, by namespace and name.
  case delete(name: String)
  /// Adds a node.
  case addNode(Node)
  /// Replaces a node.
  case updateNode(Node)
  /// Removes a node, by name.
  case removeNode(name: String)
}

extension DecisionStep: FieldDecodable {
  /// What the members of a step say, before the operation tells which of them count.
  private struct Members {
    var operation = ""
    var pod: Pod?
    var node: Node?
    var name: String?
  }

  static func decode(from decoder: inout ObjectDecoder) -> DecisionStep? {
    var members = Members()
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case "op": decoder.read(&members.operation)
      case "pod": decoder.read(&members.pod)
      case "node": decoder.read(&members.node)
      case "name": decoder.read(&members.name)
      default: decoder.report("unknown field; expected op, pod, node or name")
      }
    }
    guard isMapping else { return nil }
    switch members.operation {
    case "schedule": return require(members.pod, "pod", &decoder).map { .schedule($0) }
    case "delete": return require(members.name, "name", &decoder).map { .delete(name: $0) }
    case "addNode": return require(members.node, "node", &decoder).map { .addNode($0) }
    case "updateNode": return require(members.node, "node", &decoder).map { .updateNode($0) }
    case "removeNode": return require(members.name, "name", &decoder).map { .removeNode(name: $0) }
    default:
      decoder.report(
        "op: expected schedule, delete, addNode, updateNode or removeNode, found "
          + (members.operation.isEmpty ? "nothing" : "\"\(members.operation)\""))
      return nil
    }
  }

  private static func require<Value>(
    _ value: Value?, _ name: String, _ decoder: inout ObjectDecoder
  ) -> Value? {
    if value == nil { decoder.report("\(name): required for this op") }
    return value
  }
}
