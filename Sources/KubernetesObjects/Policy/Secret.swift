/// A secret; of its content a simulation uses the keys.
public struct Secret: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// The keys, in order; a key may come twice.
  public var keys: [String] = []
  /// The values in `data`, by key.
  public var values: [String: [UInt8]] = [:]
  /// The values in `stringData`, by key, which take the place of those.
  public var texts: [String: String] = [:]
  /// What the secret is for, which says what keys it must have; empty for `Opaque`.
  public var type = ""
  /// Whether the content may never change again.
  public var isImmutable = false

  /// A secret without a name.
  public init() {}
}

extension Secret: KeyedObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Secret", in: ["v1"], role: .withoutEffect)

  /// Reads one field of the secret.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "data": decoder.readBytes(into: &keys, &values)
    case "stringData": decoder.readTexts(into: &keys, &texts)
    case "type": decoder.read(&type)
    case "immutable": decoder.read(&isImmutable)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }

  /// Everything for which the API server would refuse the object.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.checkKeys(values.keys.sorted(), in: "data")
    validator.report(
      malformed: keys.filter { values[$0] == nil && texts[$0] == nil }, in: "data")
    validator.checkKeys(texts.keys.sorted(), in: "stringData")
    validator.checkSize(content.values.reduce(0) { $0 + $1.count }, "data")
    validator.at("data") { validator in
      for key in Self.requiredKeys[type] ?? [] where !keys.contains(key) {
        validator.report(key, "required by the type \(type)")
      }
    }
  }
}

extension Secret {
  /// What the secret holds once `stringData` is written over `data`.
  var content: [String: [UInt8]] {
    values.merging(texts.mapValues { Array($0.utf8) }) { $1 }
  }

  /// The keys that secrets of a type cannot do without.
  ///
  /// Source: `ValidateSecret` of `pkg/apis/core/validation`, Kubernetes 1.36.
  private static let requiredKeys = [
    "kubernetes.io/dockercfg": [".dockercfg"],
    "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
    "kubernetes.io/ssh-auth": ["ssh-privatekey"],
    "kubernetes.io/tls": ["tls.crt", "tls.key"],
  ]
}
