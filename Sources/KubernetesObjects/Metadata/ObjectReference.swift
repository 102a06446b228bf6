/// Names another object.
public struct ObjectReference: Hashable, Sendable {
  /// The object's API version; may be empty.
  public var apiVersion = ""
  /// The object's kind.
  public var kind = ""
  /// The object's namespace.
  public var namespace = ""
  /// The object's name.
  public var name = ""
  /// The object's uid.
  public var uid = ""

  /// A reference to nothing.
  public init() {}
}

extension ObjectReference: ObjectDecodable {
  /// Reads one field of the reference.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "apiVersion": decoder.read(&apiVersion)
    case "kind": decoder.read(&kind)
    case "namespace": decoder.read(&namespace)
    case "name": decoder.read(&self.name)
    case "uid": decoder.read(&uid)
    case "resourceVersion", "fieldPath": break
    default: decoder.skipUnknownField()
    }
  }
}
