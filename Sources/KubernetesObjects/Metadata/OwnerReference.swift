/// Names an object on which another depends.
public struct OwnerReference: Hashable, Sendable {
  /// The owner's API version, such as `apps/v1`.
  public var apiVersion = ""
  /// The owner's kind.
  public var kind = ""
  /// The owner's name, in the dependent's namespace.
  public var name = ""
  /// The owner's uid.
  public var uid = ""
  /// Whether the owner manages the dependent; at most one owner does.
  public var controller = false
  /// Whether a foreground deletion of the owner waits for the dependent.
  public var blockOwnerDeletion = false

  /// A reference to nothing.
  public init() {}

  /// A reference to the owner that is described.
  public init(apiVersion: String, kind: String, name: String, uid: String, controller: Bool) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.name = name
    self.uid = uid
    self.controller = controller
    blockOwnerDeletion = controller
  }
}

extension OwnerReference: ObjectDecodable {
  /// Reads one field of the reference.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "apiVersion": decoder.read(&apiVersion)
    case "kind": decoder.read(&kind)
    case "name": decoder.read(&self.name)
    case "uid": decoder.read(&uid)
    case "controller": decoder.read(&controller)
    case "blockOwnerDeletion": decoder.read(&blockOwnerDeletion)
    default: decoder.skipUnknownField()
    }
  }
}
