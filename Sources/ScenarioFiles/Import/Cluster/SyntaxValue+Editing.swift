import KubernetesObjects
import StructuredText

/// Manifests as values, of which parts are taken, replaced and left out.
extension SyntaxValue {
  /// A mapping of the members whose value is there.
  static func mapping(ofPresent members: [(key: String, value: SyntaxValue?)]) -> SyntaxValue {
    .mapping(members.compactMap { member in member.value.map { Member(member.key, $0) } })
  }

  /// A mapping of texts.
  static func mapping(ofTexts texts: [(key: String, value: String)]) -> SyntaxValue {
    .mapping(texts.map { Member($0.key, .string($0.value)) })
  }

  /// A mapping without members.
  static var nothing: SyntaxValue { .mapping([]) }

  /// The members of a mapping; none of another value.
  var members: [Member] { if case .mapping(let members) = self { members } else { [] } }

  /// The elements of a sequence; none of another value.
  var elements: [SyntaxValue] { if case .sequence(let elements) = self { elements } else { [] } }

  /// The text of a string or number; nil of another value.
  var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .integer(let value): "\(value)"
    case .null, .boolean, .float, .sequence, .mapping: nil
    }
  }

  /// Whether there is nothing in it.
  var isEmpty: Bool {
    switch self {
    case .null: true
    case .string(let text), .number(let text): text.isEmpty
    case .sequence(let elements): elements.isEmpty
    case .mapping(let members): members.isEmpty
    case .boolean, .integer, .float: false
    }
  }

  /// The value of the member `key` of a mapping. Setting nil takes the member out; a new member
  /// comes last.
  subscript(key: String) -> SyntaxValue? {
    get { members.first { $0.key == key }?.value }
    set {
      var members = members
      if let row = members.firstIndex(where: { $0.key == key }) {
        if let newValue { members[row].value = newValue } else { members.remove(at: row) }
      } else if let newValue {
        members.append(Member(key, newValue))
      }
      self = .mapping(members)
    }
  }

  /// Takes out the member to which `path` leads, if it is there.
  mutating func remove(_ path: ArraySlice<FieldPath.Component>) {
    switch path.first {
    case nil: return
    case .field(let name) where path.count == 1: self[name] = nil
    case .field(let name): self[name]?.remove(path.dropFirst())
    case .index(let row):
      guard case .sequence(var elements) = self, elements.indices.contains(row) else { return }
      elements[row].remove(path.dropFirst())
      self = .sequence(elements)
    }
  }

  /// The mapping without the members that `keys` names.
  func without(_ keys: Set<String>) -> SyntaxValue {
    .mapping(members.filter { !keys.contains($0.key) })
  }

  /// The mapping with no other members than those that `keys` names.
  func only(_ keys: Set<String>) -> SyntaxValue {
    .mapping(members.filter { keys.contains($0.key) && !$0.value.isEmpty })
  }
}
