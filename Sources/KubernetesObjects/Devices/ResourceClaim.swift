import StructuredText

/// A claim of devices that pods use.
public struct ResourceClaim: Hashable, Sendable {
  /// Name, namespace, uid and deletion.
  public var metadata = ObjectMeta()
  /// Whether devices are allocated to the claim.
  public var isAllocated = false
  /// The status as it is written, members in order of their names: only differences matter.
  public var status = SyntaxValue.null

  /// A claim of nothing.
  public init() {}
}

extension ResourceClaim: ObjectDecodable {
  /// Reads one field of the object.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "status":
      if decoder.node.isNull { return }
      guard decoder.node.kind == .mapping else { return decoder.report(expected: "a mapping") }
      status = SyntaxValue(sorted: decoder.node)
      isAllocated = decoder.node["allocation"].map { !$0.isNull } ?? false
    case "apiVersion", "kind", "spec": break
    default: decoder.skipUnknownField()
    }
  }
}

extension SyntaxValue {
  /// What `node` says, members in order of their names.
  fileprivate init(sorted node: SyntaxNode) {
    switch node.kind {
    case .scalar: self = node.isNull ? .null : .string(node.text)
    case .sequence: self = .sequence(node.elements.map { SyntaxValue(sorted: $0) })
    case .mapping:
      self = .mapping(
        node.members.map { Member($0.key.text, SyntaxValue(sorted: $0.value)) }
          .sorted { $0.key < $1.key })
    }
  }
}
