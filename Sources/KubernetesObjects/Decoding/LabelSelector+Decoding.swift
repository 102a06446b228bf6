import StructuredText

extension LabelSelector: FieldDecodable {
  /// Reads the object form: `matchLabels` and `matchExpressions`.
  public static func decode(from decoder: inout ObjectDecoder) -> LabelSelector? {
    var form = LabelSelectorForm()
    let node = decoder.node
    let isMapping = decoder.readMembers { name, decoder in
      form.decodeField(name, from: &decoder)
    }
    guard isMapping else { return nil }
    let selector = try? LabelSelector(
      matchLabels: form.matchLabels, matchExpressions: form.matchExpressions)
    if selector == nil {
      let problems = LabelSelector.problems(
        matchLabels: form.matchLabels, matchExpressions: form.matchExpressions)
      for problem in problems { decoder.report(problem, of: node) }
    }
    return selector
  }
}

/// The object form of a selector, as written.
private struct LabelSelectorForm {
  var matchLabels = Labels()
  var matchExpressions: [LabelSelector.Expression] = []

  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "matchLabels": decoder.read(&matchLabels)
    case "matchExpressions": decoder.read(&matchExpressions)
    default:
      decoder.report(
        "unknown field of a label selector; labels to match belong below matchLabels")
    }
  }
}

extension LabelSelector.Expression: ObjectDecodable {
  /// An expression on no key.
  public init() { self.init(key: "", operation: "") }

  /// Reads one field of the expression.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "key": decoder.read(&key)
    case "operator": decoder.read(&operation)
    case "values": decoder.read(&values)
    default: decoder.skipUnknownField()
    }
  }
}

extension ObjectDecoder {
  /// Reports a problem at the part of the selector `node` that is to blame.
  fileprivate mutating func report(_ problem: LabelSelector.Problem, of node: SyntaxNode) {
    var steps: [FieldPath.Component]
    switch problem.part {
    case .matchLabel(let key): steps = [.field("matchLabels"), .field(key)]
    case .matchExpression(let index, let part):
      steps = [.field("matchExpressions"), .index(index)]
      switch part {
      case nil: steps.append(.field("operator"))
      case .key: steps.append(.field("key"))
      case .values: steps.append(.field("values"))
      case .value(let position): steps += [.field("values"), .index(position)]
      }
    }
    report(problem.error.message, at: FieldPath(steps), below: node)
  }

  /// Reports an error at the node that is found on `steps` below `node`, or as near as can be.
  mutating func report(_ message: String, at steps: FieldPath, below node: SyntaxNode) {
    let place = path + steps
    append(steps.locate(below: node).diagnostic(.error, "\(place): \(message)"))
  }
}

extension FieldPath {
  /// The node that the path leads to from `root`, or the last one on the way.
  func locate(below root: SyntaxNode) -> SyntaxNode {
    var node = root
    for component in components {
      let next: SyntaxNode?
      switch component {
      case .field(let name): next = node[name]
      case .index(let index): next = node.elements.dropFirst(index).first { _ in true }
      }
      guard let next else { return node }
      node = next
    }
    return node
  }
}
