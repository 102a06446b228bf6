/// A node of a YAML or JSON text: a scalar, a sequence or a mapping that knows its place.
///
/// It is a handle: copying it copies a reference and an index. An alias is not to be told from
/// the node it stands for.
public struct SyntaxNode: Sendable {
  /// What a node is.
  public enum Kind: Sendable {
    /// A single text: a string, a number, a truth value, null.
    case scalar
    /// Nodes in order.
    case sequence
    /// Keys and their values, in the order of the text; no two keys are alike.
    case mapping
  }

  let tree: SyntaxTree
  let index: Int

  private var stored: TreeNode { tree.nodes[index] }

  /// What the node is.
  public var kind: Kind {
    switch stored.kind {
    case .sequence: .sequence
    case .mapping: .mapping
    case .scalar, .link, .foreign: .scalar
    }
  }

  /// The name of the input, as its reader was told.
  public var file: String { tree.source.file }

  /// Where the node begins in its input.
  public var location: SourceLocation { tree.source.location(of: Int(stored.offset)) }

  /// The content of a scalar, after escapes and folding; empty for a collection.
  ///
  /// Of a plain scalar it is the source itself, so that `1e3`, `0x10` and `1.0` stay what they are.
  public var text: String {
    withUTF8Text { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the schema gives the scalar its type: it is a plain YAML scalar or a JSON literal.
  ///
  /// A quoted `"1"` is not plain and stays a string. An explicit tag has the last word.
  public var isPlain: Bool { stored.flags.contains(.isPlain) }

  /// The value of a scalar by YAML's core schema or JSON; an empty string for a collection.
  public var value: ScalarValue {
    withUTF8Text { isPlain ? ScalarValue(plain: $0) : .string(String(decoding: $0, as: UTF8.self)) }
  }

  /// The value of a scalar as kubectl reads manifests: plain words and numbers mean what they do
  /// in YAML 1.1.
  public var manifestValue: ScalarValue {
    let value = value
    guard isPlain, kind == .scalar else { return value }
    return withUTF8Text { ScalarValue.yaml11(plain: $0) } ?? value
  }

  /// Whether the node is a scalar whose value is null.
  public var isNull: Bool {
    isPlain && kind == .scalar && withUTF8Text { ScalarValue.isNull(plain: $0) }
  }

  /// The number of elements of a sequence or of members of a mapping; 0 for a scalar.
  public var count: Int {
    switch kind {
    case .scalar: 0
    case .sequence: Int(stored.first)
    case .mapping: Int(stored.first) / 2
    }
  }

  /// The elements of a sequence; none for another kind.
  public var elements: SyntaxElements {
    SyntaxElements(tree: tree, start: index + 1, count: kind == .sequence ? count : 0)
  }

  /// The members of a mapping in the order of the text; none for another kind.
  public var members: SyntaxMembers {
    SyntaxMembers(tree: tree, start: index + 1, count: kind == .mapping ? count : 0)
  }

  /// The value of the member whose key is a scalar with the content `key`.
  ///
  /// It looks at one member after another: to read many keys, go through `members` once.
  public subscript(key: String) -> SyntaxNode? {
    var key = key
    return key.withUTF8 { sought in
      var child = index + 1
      for _ in 0..<(kind == .mapping ? count : 0) {
        let value = child + tree.nodes[child].span
        if tree.isKey(at: child, withText: sought), !tree.isShadowed(child) {
          return tree.node(at: value)
        }
        child = value + tree.nodes[value].span
      }
      return nil
    }
  }

  /// Whether the node is a scalar with the content `text`; it makes no string.
  public func hasText(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { tree.isScalar(at: index, withText: $0) }
  }

  /// The explicit tag, its handle replaced by what it stands for: `!!str` is
  /// `tag:yaml.org,2002:str`.
  public var tag: String? { tree.tag(at: index) }

  /// A problem at this node's place.
  public func diagnostic(_ severity: Diagnostic.Severity, _ message: String) -> Diagnostic {
    Diagnostic(severity, file: file, location: location, message: message)
  }

  /// Calls `body` with the UTF-8 bytes of `text`, which are valid during the call only.
  public func withUTF8Text<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try tree.withText(at: index, body)
  }
}

extension SyntaxTree {
  /// Whether the node at `index`, or the one it stands for, is a scalar with the content `text`.
  func isKey(at index: Int, withText text: UnsafeBufferPointer<UInt8>) -> Bool {
    let index = resolve(index)
    guard nodes[index].kind == .foreign else { return isScalar(at: index, withText: text) }
    let key = foreign[Int(nodes[index].first)]
    return key.tree.isScalar(at: key.index, withText: text)
  }

  /// Whether the node at `index` is a scalar with the content `text`.
  func isScalar(at index: Int, withText text: UnsafeBufferPointer<UInt8>) -> Bool {
    let node = nodes[index]
    guard node.kind == .scalar, Int(node.extent) == text.count else { return false }
    return withText(at: index) { $0.elementsEqual(text) }
  }
}
