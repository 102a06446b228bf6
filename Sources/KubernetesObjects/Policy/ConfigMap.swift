/// A configuration; of its content a simulation uses the keys.
public struct ConfigMap: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// The keys of texts, in order.
  public var keys: [String] = []
  /// The keys of bytes, in order, which no environment variable can have.
  public var binaryKeys: [String] = []
  /// The texts, by key: an immutable map keeps them.
  public var values: [String: String] = [:]
  /// The bytes, by key.
  public var binaryValues: [String: [UInt8]] = [:]
  /// Whether the content may never change again.
  public var isImmutable = false

  /// A configuration without a name.
  public init() {}
}

extension ConfigMap: KeyedObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "ConfigMap", in: ["v1"], role: .withoutEffect)

  /// Reads one field of the configuration.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "data": decoder.readTexts(into: &keys, &values)
    case "binaryData": decoder.readBytes(into: &binaryKeys, &binaryValues)
    case "immutable": decoder.read(&isImmutable)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }

  /// Everything for which the API server would refuse the object.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.checkKeys(keys, in: "data")
    validator.checkKeys(binaryKeys, in: "binaryData")
    validator.report(malformed: binaryKeys.filter { binaryValues[$0] == nil }, in: "binaryData")
    validator.at("binaryData") { validator in
      for key in binaryKeys where values[key] != nil {
        validator.report(key, "duplicate of key present in data")
      }
    }
    let texts = values.values.reduce(0) { $0 + $1.utf8.count }
    validator.checkSize(binaryValues.values.reduce(texts) { $0 + $1.count }, "data")
  }
}
