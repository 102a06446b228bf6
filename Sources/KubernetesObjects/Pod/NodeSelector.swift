/// How a node's label or field must relate to the values of a requirement.
public enum NodeSelectorOperator: String, Sendable, EnumerationDecodable {
  /// It is one of the values.
  case isIn = "In"
  /// It is absent or none of the values.
  case notIn = "NotIn"
  /// It is present.
  case exists = "Exists"
  /// It is absent.
  case doesNotExist = "DoesNotExist"
  /// It is a number above the value.
  case greaterThan = "Gt"
  /// It is a number below the value.
  case lessThan = "Lt"
}

/// One condition on a node's label or field.
public struct NodeSelectorRequirement: Hashable, Sendable {
  /// The label's key or the field's path.
  public var key = ""
  /// How the label must relate to `values`.
  public var `operator` = NodeSelectorOperator.isIn
  public var values: [String] = []

  /// A requirement on no key.
  public init() {}

  /// A requirement that `key` relates to `values` by `operator`.
  public init(key: String, operator: NodeSelectorOperator, values: [String] = []) {
    self.key = key
    self.operator = `operator`
    self.values = values
  }
}

extension NodeSelectorRequirement: ObjectDecodable {
  /// What has no default.
  public static var requiredFields: [String] { ["key", "operator"] }

  /// Reads one field of the requirement.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "key": decoder.read(&key)
    case "operator": decoder.read(&`operator`)
    case "values": decoder.read(&values)
    default: decoder.skipUnknownField()
    }
  }
}

/// Conditions that must hold together; a term without conditions matches no node.
public struct NodeSelectorTerm: Hashable, Sendable {
  /// Conditions on labels.
  public var matchExpressions: [NodeSelectorRequirement] = []
  /// Conditions on fields; `metadata.name` is the only one.
  public var matchFields: [NodeSelectorRequirement] = []

  /// A term that matches no node.
  public init() {}
}

extension NodeSelectorTerm: ObjectDecodable {
  /// Reads one field of the term.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "matchExpressions": decoder.read(&matchExpressions)
    case "matchFields": decoder.read(&matchFields)
    default: decoder.skipUnknownField()
    }
  }
}

/// Terms of which one must match; a selector without terms matches no node.
public struct NodeSelector: Hashable, Sendable {
  public var nodeSelectorTerms: [NodeSelectorTerm] = []

  /// A selector that matches no node.
  public init() {}
}

extension NodeSelector: ObjectDecodable {
  /// Reads one field of the selector.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "nodeSelectorTerms": decoder.read(&nodeSelectorTerms)
    default: decoder.skipUnknownField()
    }
  }
}
