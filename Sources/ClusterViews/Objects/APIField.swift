import KubernetesObjects
import StructuredText

/// A field of an API object, or the whole of one, whose fields are read by their names:
/// `pod.status.containerStatuses`.
///
/// A field that is not there reads as null, as an empty text, as nothing to go through.
@dynamicMemberLookup
package struct APIField: Hashable, Sendable {
  /// What the field holds.
  package let content: SyntaxValue

  /// A field that holds `value`.
  package init(_ content: SyntaxValue) { self.content = content }

  /// The field `name` of this one.
  package subscript(dynamicMember name: String) -> APIField { self[name] }

  /// The field `name` of this one, for names that are no identifiers.
  package subscript(name: String) -> APIField {
    guard case .mapping(let members) = content,
      let member = members.first(where: { $0.key == name })
    else { return APIField(.null) }
    return APIField(member.value)
  }

  /// Whether the field is there and is not null.
  package var exists: Bool { content != .null }

  /// The elements of a list.
  package var elements: [APIField] {
    guard case .sequence(let elements) = content else { return [] }
    return elements.map(APIField.init)
  }

  /// The number of elements or members.
  package var size: Int {
    switch content {
    case .sequence(let elements): elements.count
    case .mapping(let members): members.count
    default: 0
    }
  }

  /// The members of a mapping, by the bytes of their names, as Kubernetes prints maps.
  package var sortedMembers: [(name: String, field: APIField)] {
    guard case .mapping(let members) = content else { return [] }
    return members.map { ($0.key, APIField($0.value)) }
      .sorted { $0.name.precedesInBytes($1.name) }
  }

  /// A scalar as Go prints it; empty where there is none.
  package var text: String {
    switch content {
    case .string(let text), .number(let text): text
    case .integer(let number): "\(number)"
    case .boolean(let isTrue): "\(isTrue)"
    case .float(let number): "\(number)"
    case .null, .sequence, .mapping: ""
    }
  }

  /// A scalar as Go prints it, or `other` where there is none or an empty one.
  package func text(or other: String) -> String {
    let text = text
    return text.isEmpty ? other : text
  }

  /// A whole number; nil where there is none.
  package var integer: Int64? {
    switch content {
    case .integer(let number): number
    case .number(let text), .string(let text): Int64(text)
    default: nil
    }
  }

  /// A whole number; 0 where there is none, as in Go.
  package var whole: Int64 { integer ?? 0 }

  /// Whether the field is `true`.
  package var isTrue: Bool { content == .boolean(true) }

  /// An instant; nil where there is none.
  package var instant: Timestamp? { try? Timestamp(parsing: text) }

  /// An amount of a resource; nil where there is none.
  package var quantity: Quantity? { text.isEmpty ? nil : try? Quantity(parsing: text) }

  /// The texts of a list.
  package var texts: [String] { elements.map(\.text) }

  /// A map of texts, such as labels.
  package var labelSet: Labels {
    Labels(sortedMembers.map { ($0.name, $0.field.text) })
  }
}

extension APIField {
  /// The field with `member` as its field `name`.
  func setting(_ name: String, to member: APIField) -> APIField {
    guard case .mapping(var members) = content else {
      return APIField(.mapping([.init(name, member.content)]))
    }
    if let index = members.firstIndex(where: { $0.key == name }) {
      members[index].value = member.content
    } else {
      members.append(.init(name, member.content))
    }
    return APIField(.mapping(members))
  }
}
