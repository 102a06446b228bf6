/// One variable of a container's environment.
public struct EnvVar: Hashable, Sendable {
  /// The variable's name.
  public var name = ""
  /// Its value; empty also when it is taken from elsewhere.
  public var value = ""
  /// Whether it is taken from elsewhere.
  public var hasSource = false
  /// The object that it is taken from; nil where it is a field of the pod.
  public var reference: ConfigReference?

  /// A variable without a name.
  public init() {}
}

extension EnvVar: ObjectDecodable {
  /// Reads one field of the variable.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "value": decoder.read(&value)
    case "valueFrom":
      hasSource = !decoder.node.isNull
      var source = ConfigReferences()
      decoder.read(&source)
      reference = source.references.first
    default: decoder.skipUnknownField()
    }
  }
}
