import DecisionCases
import StructuredText

/// A case small enough to write in a test, and the answer to it in words.
struct SmallCase {
  var era: DecisionEra
  var nodes: [String] = []
  var pods: [String] = []
  var pod = SmallCase.pod()
  var predicates: [String] = []
  var priorities: [String] = []
  /// Further members of the case, such as `"services":[…]`.
  var objects: [String] = []

  init(_ era: DecisionEra, predicates: [String] = [], priorities: [String] = []) {
    self.era = era
    self.predicates = predicates
    self.priorities = priorities
  }

  /// A node with room for everything unless `allocatable` says otherwise.
  static func node(
    _ name: String, _ allocatable: String = #""cpu":"10","memory":"10Gi""#, pods: Int = 110,
    labels: String = "", annotations: String = "", spec: String = "", status: String = ""
  ) -> String {
    """
    {"metadata":{"name":"\(name)","labels":{\(labels)},"annotations":{\(annotations)}},\
    "spec":{\(spec)},\
    "status":{"allocatable":{\(allocatable),"pods":"\(pods)"}\(status.isEmpty ? "" : ",")\(status)}}
    """
  }

  /// A pod of one container.
  static func pod(
    _ name: String = "pod", on node: String = "", labels: String = "", requests: String = "",
    container: String = "", spec: String = "", metadata: String = ""
  ) -> String {
    """
    {"metadata":{"name":"\(name)","labels":{\(labels)}\(metadata.isEmpty ? "" : ",")\(metadata)},\
    "spec":{"nodeName":"\(node)","containers":[{"name":"c","image":"app:1",\
    "resources":{"requests":{\(requests)}}\(container.isEmpty ? "" : ",")\(container)}]\
    \(spec.isEmpty ? "" : ",")\(spec)}}
    """
  }

  /// Services that select pods by the label `app`, by name and value.
  static func services(_ selectors: KeyValuePairs<String, String>) -> String {
    let services = selectors.map {
      #"{"metadata":{"name":"\#($0.key)"},"spec":{"selector":{"app":"\#($0.value)"}}}"#
    }
    return #""services":[\#(services.joined(separator: ","))]"#
  }

  /// The case as a line of JSON.
  var line: String {
    func named(_ entries: [String], _ more: String) -> String {
      entries.map { entry in
        entry.hasPrefix("{") ? entry : #"{"name":"\#(entry)"\#(more)}"#
      }.joined(separator: ",")
    }
    let further = objects.map { $0 + "," }.joined()
    return #"{"id":"small","nodes":["# + nodes.joined(separator: ",") + #"],"pods":["#
      + pods.joined(separator: ",") + "]," + further + #""policy":{"predicates":["#
      + named(predicates, "") + #"],"priorities":["# + named(priorities, #","weight":1"#)
      + #"]},"pod":"# + pod + "}"
  }

  /// The answer as a tree.
  func answer() throws -> SyntaxNode {
    let bytes = DecisionCases(era: era, file: "small").answer(to: Array(line.utf8), number: 1).line
    return try JSONReader.read(bytes, file: "answer")
  }

  /// The nodes that were turned down and why: `a: NodePorts: …`, one a line.
  func rejections() throws -> [String] {
    let answer = try answer()
    if let error = answer["error"] { return [error.text] }
    let rejected = era == .v1_2 ? answer["failed"] : answer["nodes"]
    return rejected.map { $0.members.map { "\($0.key.text): \(Self.words($0.value))" } } ?? []
  }

  /// The names of the nodes that were turned down.
  func rejectedNodes() throws -> [String] {
    try rejections().map { String($0.prefix { $0 != ":" }) }
  }

  /// The scores of the priority or plugin, after normalising: `a=10 b=3`.
  func scores(_ name: String) throws -> String {
    let answer = try answer()
    if let error = answer["error"] { return error.text }
    let scores = answer["scores"]?[name]
    let column = scores?["norm"] ?? scores?["raw"] ?? scores?["score"]
    return column.map {
      $0.members.map { "\($0.key.text)=\($0.value.text)" }.joined(separator: " ")
    } ?? "none"
  }

  /// The names of what scored in the answer to `line`.
  static func scoreNames(_ line: String, _ era: DecisionEra) throws -> [String] {
    let bytes = DecisionCases(era: era, file: "small").answer(to: Array(line.utf8), number: 1).line
    let scores = try JSONReader.read(bytes, file: "answer")["scores"]
    return scores.map { $0.members.map(\.key.text) } ?? []
  }

  private static func words(_ verdicts: SyntaxNode) -> String {
    verdicts.elements.map { verdict in
      guard let reasons = verdict["reasons"] else { return verdict.text }
      return reasons.elements.map(\.text).joined(separator: ", ")
    }.joined(separator: "; ")
  }
}
