import StructuredText

/// The fields of an object that is written, in order; what is empty is left out, as in Go's
/// `omitempty`.
package struct FieldList {
  private var members: [SyntaxValue.Member] = []

  /// A list to which fields are to be added.
  package init() {}

  /// The mapping of the fields.
  package var value: SyntaxValue { .mapping(members) }

  /// Whether there are no fields.
  package var isEmpty: Bool { members.isEmpty }

  /// Adds a field, whatever it holds.
  package mutating func set(_ name: String, _ value: SyntaxValue) {
    members.append(.init(name, value))
  }

  /// Adds a text unless it is empty.
  package mutating func add(_ name: String, _ text: String) {
    if !text.isEmpty { set(name, .string(text)) }
  }

  /// Adds a number unless it is not there.
  package mutating func add(_ name: String, _ number: (some BinaryInteger)?) {
    if let number { set(name, .integer(Int64(clamping: number))) }
  }

  /// Adds a number unless it is zero.
  package mutating func addNonZero(_ name: String, _ number: some BinaryInteger) {
    if number != 0 { add(name, number) }
  }

  /// Adds a truth value if it is true.
  package mutating func add(_ name: String, _ flag: Bool) {
    if flag { set(name, true) }
  }

  /// Adds a list unless it is empty.
  package mutating func add(_ name: String, _ list: [SyntaxValue]) {
    if !list.isEmpty { set(name, .sequence(list)) }
  }

  /// Adds a list of texts unless it is empty.
  package mutating func add(_ name: String, _ texts: [String]) {
    add(name, texts.map { .string($0) })
  }

  /// Adds a list of objects unless it is empty.
  package mutating func add(_ name: String, _ list: [some FieldEncodable]) {
    add(name, list.map(\.syntaxValue))
  }

  /// Adds an object unless it is not there; one without fields is added.
  package mutating func add(_ name: String, _ object: (some FieldEncodable)?) {
    if let object { set(name, object.syntaxValue) }
  }

  /// Adds fields below `name` unless there are none.
  package mutating func add(_ name: String, _ fields: FieldList) {
    if !fields.isEmpty { set(name, fields.value) }
  }

  /// Adds labels unless there are none.
  package mutating func add(_ name: String, _ labels: Labels) {
    if !labels.isEmpty { set(name, labels.syntaxValue) }
  }

  /// Adds amounts of resources unless there are none.
  package mutating func add(_ name: String, _ amounts: ResourceList) {
    if amounts.isEmpty { return }
    set(name, .mapping(amounts.entries.map { .init($0.name.rawValue, .string("\($0.quantity)")) }))
  }

  /// Adds an instant unless it is not there.
  package mutating func add(_ name: String, _ instant: Timestamp?) {
    if let instant { set(name, .string(instant.description)) }
  }
}

/// A value that can be written as a field of an API object.
package protocol FieldEncodable {
  /// The value as it stands in a manifest.
  var syntaxValue: SyntaxValue { get }
}

extension Labels: FieldEncodable {
  /// A mapping of texts.
  package var syntaxValue: SyntaxValue {
    .mapping(entries.map { .init($0.key, .string($0.value)) })
  }
}

extension IntOrString: FieldEncodable {
  /// A number or a text.
  package var syntaxValue: SyntaxValue {
    switch self {
    case .int(let number): .integer(Int64(number))
    case .string(let text): .string(text)
    }
  }
}

extension LabelSelector: FieldEncodable {
  /// The object form: what must be equal below `matchLabels`, all else as expressions.
  package var syntaxValue: SyntaxValue {
    var labels: [SyntaxValue.Member] = []
    var expressions: [SyntaxValue] = []
    for requirement in requirements {
      let values = requirement.values
      switch requirement.operation {
      case .equals, .doubleEquals: labels.append(.init(requirement.key, .string(values[0])))
      case .isIn: expressions.append(Self.expression(requirement.key, "In", values))
      case .notIn, .notEquals: expressions.append(Self.expression(requirement.key, "NotIn", values))
      case .exists: expressions.append(Self.expression(requirement.key, "Exists", []))
      case .doesNotExist: expressions.append(Self.expression(requirement.key, "DoesNotExist", []))
      // The object form has no comparisons of numbers, so no selector of an object has them.
      case .greaterThan, .lessThan: break
      }
    }
    var fields = FieldList()
    fields.add("matchExpressions", expressions)
    if !labels.isEmpty { fields.set("matchLabels", .mapping(labels)) }
    return fields.value
  }

  private static func expression(
    _ key: String, _ operation: String, _ values: [String]
  ) -> SyntaxValue {
    var fields = FieldList()
    fields.set("key", .string(key))
    fields.set("operator", .string(operation))
    fields.add("values", values)
    return fields.value
  }
}

extension ResourceRequirements: FieldEncodable {
  /// Limits and requests.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("limits", limits)
    fields.add("requests", requests)
    return fields.value
  }
}
