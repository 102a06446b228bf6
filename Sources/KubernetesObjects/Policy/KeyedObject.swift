/// A config map or a secret: values by keys.
public protocol KeyedObject: StoredObject {
  /// The keys of values that environment variables and volumes can have.
  var keys: [String] { get }
  /// The keys of values that volumes alone can have.
  var binaryKeys: [String] { get }
}

extension Secret {
  /// None: every value of a secret is bytes, and can be had everywhere.
  public var binaryKeys: [String] { [] }
}

extension ObjectDecoder {
  /// Adds the keys of the current mapping to `keys`, whatever their values.
  mutating func readKeys(into keys: inout [String]) {
    if node.isNull { return }
    readMembers { name, _ in keys.append(name) }
  }
}
