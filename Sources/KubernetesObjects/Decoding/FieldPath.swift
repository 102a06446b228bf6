/// The way from an object's root to one of its fields: `spec.containers[0].image`.
public struct FieldPath: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// One step of the way.
  public enum Component: Hashable, Sendable {
    /// Into the member of a mapping.
    case field(String)
    /// Into the element of a list, counted from 0.
    case index(Int)
  }

  /// The steps from the root.
  public private(set) var components: [Component]

  /// The path of the root itself.
  public init() { components = [] }

  /// The path of the steps.
  public init(_ components: [Component]) { self.components = components }

  /// The path of fields joined by dots: `"spec.template.spec"`.
  public init(stringLiteral value: String) {
    components = value.split(separator: ".").map { .field(String($0)) }
  }

  /// Whether this is the root.
  public var isEmpty: Bool { components.isEmpty }

  /// Goes one step on.
  public mutating func append(_ component: Component) { components.append(component) }

  /// Goes one step back.
  public mutating func removeLast() { components.removeLast() }

  /// The path one or more fields further on; dots separate the fields of `names`.
  public static func + (path: FieldPath, names: FieldPath) -> FieldPath {
    FieldPath(path.components + names.components)
  }

  /// The path of the list element at `index`.
  public subscript(index: Int) -> FieldPath { FieldPath(components + [.index(index)]) }

  /// The path of the member under `key`, which may hold dots.
  public subscript(key key: String) -> FieldPath { FieldPath(components + [.field(key)]) }

  /// `spec.containers[0].image`; a key that is no plain name stands in brackets.
  public var description: String { text { "[\($0)]" } }

  /// The path with every list index left out: `spec.containers[].image`.
  public var withoutIndices: String { text { _ in "[]" } }

  private func text(index: (Int) -> String) -> String {
    var result = ""
    for component in components {
      switch component {
      case .index(let position): result += index(position)
      case .field(let name) where name.utf8.allSatisfy(Self.isPlain):
        result += result.isEmpty ? name : "." + name
      case .field(let name): result += "[\(name)]"
      }
    }
    return result
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "/"): false
    default: byte > UInt8(ascii: " ")
    }
  }
}
