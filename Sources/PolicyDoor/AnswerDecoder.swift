import ClusterSimulation
import ClusterState
import SimulationEngine
import StructuredText

/// Reads the answer to a step: every field is checked, and the first that is wrong is named.
struct AnswerDecoder {
  private let fields: AnswerFields
  private let state: SimulationState

  /// The most cost that an answer may declare: a day.
  private static let mostCost: Int64 = 86_400_000_000

  /// The answer in `line` to the question that `state` waits with.
  init(_ line: [UInt8], at place: String, _ state: SimulationState) throws(PolicyProblem) {
    fields = try AnswerFields(line, at: place, type: "decisions")
    self.state = state
  }

  /// The answer to the step with `number`, which may declare a cost if `isDeclared`, and what the
  /// policy has to say.
  func answer(
    to number: Int64, isDeclared: Bool
  ) throws(PolicyProblem) -> (answer: PolicyAnswer, log: [String]) {
    let root = fields.root
    try fields.expect(
      root, among: ["type", "seq", "bind", "preempt", "hold", "wake", "cost", "log"])
    let found = try fields.integer(root["seq"], "seq")
    guard found == number else {
      throw fields.problem("seq", "expected \(number), found \(found)")
    }
    var answer = PolicyAnswer()
    if let bind = root["bind"] {
      for (index, node) in try fields.elements(bind, "bind").enumerated() {
        answer.bindings.append(try binding(node, "bind[\(index)]"))
      }
    }
    if let preempt = root["preempt"] {
      for (index, node) in try fields.elements(preempt, "preempt").enumerated() {
        answer.preemptions += try victims(node, "preempt[\(index)]")
      }
    }
    if let wake = root["wake"], !wake.isNull { answer.wake = try self.wake(wake) }
    if let cost = root["cost"] { answer.cost = try self.cost(cost, isDeclared: isDeclared) }
    return (answer, try words())
  }

  private func wake(_ node: SyntaxNode) throws(PolicyProblem) -> SimulationTime {
    let wake = try fields.integer(node, "wake")
    guard wake > state.now.microseconds else {
      throw fields.problem(
        "wake", "expected an instant after now, \(state.now.microseconds), found \(wake)")
    }
    return .microseconds(min(wake, SimulationTime.latest.microseconds))
  }

  private func cost(
    _ node: SyntaxNode, isDeclared: Bool
  ) throws(PolicyProblem) -> SimulationDuration {
    let cost = try fields.integer(node, "cost")
    guard isDeclared else {
      throw fields.problem("cost", "the scenario's charge is not declared, so none is taken")
    }
    guard (0...Self.mostCost).contains(cost) else {
      throw fields.problem("cost", "expected microseconds from 0 to a day, found \(cost)")
    }
    return .microseconds(cost)
  }

  private func words() throws(PolicyProblem) -> [String] {
    guard let node = fields.root["log"] else { return [] }
    guard node.kind == .sequence else { return [try fields.text(node, "log")] }
    var lines: [String] = []
    for (index, item) in node.elements.enumerated() {
      lines.append(try fields.text(item, "log[\(index)]"))
    }
    return lines
  }
}

/// Bindings and preemptions.
extension AnswerDecoder {
  private func binding(
    _ node: SyntaxNode, _ path: String
  ) throws(PolicyProblem) -> PolicyAnswer.Binding {
    guard node["group"] == nil else { return try groupBinding(node, path) }
    try fields.expect(node, at: path, among: ["pod", "node", "devices", "group", "nodes"])
    guard node["nodes"] == nil else { throw fields.problem("\(path).nodes", "expected node") }
    return .init(
      pod: try pod(node["pod"], "\(path).pod"), node: try self.node(node["node"], "\(path).node"),
      devices: try devices(node["devices"], "\(path).devices"))
  }

  private func groupBinding(
    _ node: SyntaxNode, _ path: String
  ) throws(PolicyProblem) -> PolicyAnswer.Binding {
    try fields.expect(node, at: path, among: ["group", "nodes"])
    let group = try self.group(node["group"], "\(path).group")
    let pods = state.waitingPods(ofGroup: group)
    guard !pods.isEmpty else {
      throw fields.problem("\(path).group", "no pod of group \(group) waits for a node")
    }
    let list = try fields.elements(node["nodes"], "\(path).nodes")
    guard list.count == pods.count else {
      throw fields.problem(
        "\(path).nodes",
        "expected \(pods.count) nodes, one for each pod that waits, "
          + "found \(list.count)")
    }
    var nodes: ContiguousArray<NodeID> = []
    for (index, item) in list.enumerated() {
      nodes.append(try self.node(item, "\(path).nodes[\(index)]"))
    }
    return .init(group: group, pods: pods, nodes: nodes)
  }

  /// A pod by its number, or an object that names a pod or a group.
  private func victims(
    _ node: SyntaxNode, _ path: String
  ) throws(PolicyProblem) -> ContiguousArray<PodID> {
    guard node.kind == .mapping else { return [try pod(node, path)] }
    try fields.expect(node, at: path, among: ["pod", "group"])
    guard node["group"] != nil else { return [try pod(node["pod"], "\(path).pod")] }
    let group = try self.group(node["group"], "\(path).group")
    let pods = state.boundPods(ofGroup: group)
    guard !pods.isEmpty else {
      throw fields.problem("\(path).group", "no pod of group \(group) has a node")
    }
    return pods
  }

  private func pod(_ node: SyntaxNode?, _ path: String) throws(PolicyProblem) -> PodID {
    let count = state.cluster.pods.count
    let pod = PodID(try fields.number(node, path, of: "pod", below: count))
    guard state.isKnownToPolicy(pod) else {
      throw fields.problem(path, "there is no pod \(pod.index)")
    }
    return pod
  }

  private func group(_ node: SyntaxNode?, _ path: String) throws(PolicyProblem) -> Int32 {
    Int32(try fields.number(node, path, of: "group", below: state.policyGroupCount))
  }

  private func node(_ node: SyntaxNode?, _ path: String) throws(PolicyProblem) -> NodeID {
    NodeID(try fields.number(node, path, of: "node", below: state.cluster.nodes.count))
  }

  private func devices(
    _ node: SyntaxNode?, _ path: String
  ) throws(PolicyProblem) -> DeviceSet {
    guard let node else { return .none }
    var numbers: [Int] = []
    for (index, item) in try fields.elements(node, path).enumerated() {
      let place = "\(path)[\(index)]"
      let number = try fields.number(item, place, of: "device", below: DeviceSet.limit)
      guard !numbers.contains(number) else { throw fields.problem(place, "is named twice") }
      numbers.append(number)
    }
    return DeviceSet(numbers)
  }
}
