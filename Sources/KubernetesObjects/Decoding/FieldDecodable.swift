import StructuredText

/// A value that can be read from one node of a tree.
public protocol FieldDecodable {
  /// The value of the decoder's current node, or nil after reporting why there is none.
  static func decode(from decoder: inout ObjectDecoder) -> Self?
}

/// A structure read from a mapping, field by field.
public protocol ObjectDecodable: FieldDecodable {
  /// The structure as it is when no field is given.
  init()
  /// The fields without which the structure means nothing; none unless said otherwise.
  static var requiredFields: [String] { get }
  /// Reads the decoder's current node as the field `name`.
  ///
  /// Fields that the API has and no simulation reads are passed over by name; for all others
  /// the implementation calls `skipUnknownField()`.
  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder)
}

extension ObjectDecodable {
  /// No field is required.
  public static var requiredFields: [String] { [] }

  /// Reads a mapping; an unusable field is reported and keeps its initial value.
  public static func decode(from decoder: inout ObjectDecoder) -> Self? {
    var object = Self()
    let isMapping = decoder.readMembers { name, decoder in
      object.decodeField(name, from: &decoder)
      decoder.seekIntendedField(name, of: Self.self)
    }
    guard isMapping else { return nil }
    for name in requiredFields where decoder.node[name].map(\.isNull) ?? true {
      decoder.report("\(name) is required")
    }
    return object
  }
}

/// A choice among words of the API, such as `Always`, `OnFailure` and `Never`.
public protocol EnumerationDecodable: FieldDecodable, CaseIterable, RawRepresentable
where RawValue == String {}

extension EnumerationDecodable {
  /// Reads one of the words, which are told apart by case.
  public static func decode(from decoder: inout ObjectDecoder) -> Self? {
    let node = decoder.node
    guard node.kind == .scalar, case .string(let text) = decoder.value else {
      decoder.report(expected: Spelling.alternatives(allCases.map(\.rawValue)))
      return nil
    }
    if let value = Self(rawValue: text) { return value }
    let words = allCases.map(\.rawValue)
    decoder.report(
      expected: Spelling.alternatives(words),
      suggestion: Spelling.nearest(to: text, among: words))
    return nil
  }
}

extension Array: FieldDecodable where Element: FieldDecodable {
  /// Reads a list; an unusable element is reported and left out.
  public static func decode(from decoder: inout ObjectDecoder) -> [Element]? {
    var elements: [Element] = []
    let isSequence = decoder.readElements { _, decoder in
      if let element = Element.decode(from: &decoder) { elements.append(element) }
    }
    return isSequence ? elements : nil
  }
}
