/// A config map or a secret that a pod needs, in the pod's namespace.
public struct ConfigReference: Hashable, Sendable {
  /// Which of the two kinds.
  public enum Kind: String, Sendable {
    case configMap = "ConfigMap"
    case secret = "Secret"

    /// The kind as names of fields begin with it.
    var word: String { self == .configMap ? "configMap" : "secret" }
  }

  /// Which of the two kinds.
  public var kind: Kind
  /// The object's name.
  public var name = ""
  /// Whether the pod can do without it, and without the keys.
  public var isOptional = false
  /// What is taken from it: the key of an environment variable, or the files of a volume; empty
  /// where everything is taken that is there.
  public var items: [ConfigItem] = []

  /// A reference to the object `name`.
  public init(_ kind: Kind, name: String = "", isOptional: Bool = false) {
    self.kind = kind
    self.name = name
    self.isOptional = isOptional
  }
}

/// One key of a config map or a secret.
public struct ConfigItem: Hashable, Sendable {
  /// Its name in the object.
  public var key = ""
  /// The file in the volume; empty for an environment variable.
  public var path = ""

  public init() {}

  /// The key `key`, which in a volume is the file `path`.
  public init(_ key: String, path: String = "") {
    self.key = key
    self.path = path
  }
}

extension ConfigItem: ObjectDecodable {
  /// Reads one field of the item.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "key": decoder.read(&key)
    case "path": decoder.read(&path)
    case "mode": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

extension ConfigReference {
  /// Reads a reference to the object that the field `key` names.
  static func decode(
    _ kind: Kind, namedBy key: String = "name", from decoder: inout ObjectDecoder
  ) -> ConfigReference? {
    var reference = ConfigReference(kind)
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case key: decoder.read(&reference.name)
      case "optional": decoder.read(&reference.isOptional)
      case "key":
        var item = ConfigItem()
        decoder.read(&item.key)
        reference.items = [item]
      case "items": decoder.read(&reference.items)
      case "defaultMode": decoder.skipUnusedField()
      default: decoder.skipUnknownField()
      }
    }
    return isMapping ? reference : nil
  }

  /// Reads the sources of a projected volume; those that need no object are left out.
  static func decodeProjection(from decoder: inout ObjectDecoder) -> [ConfigReference]? {
    var sources: [ConfigReferences] = []
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case "sources": decoder.read(&sources)
      case "defaultMode": decoder.skipUnusedField()
      default: decoder.skipUnknownField()
      }
    }
    return isMapping ? sources.flatMap(\.references) : nil
  }
}

/// The references of one source of an environment or of a projected volume.
struct ConfigReferences: Hashable, Sendable {
  var references: [ConfigReference] = []
}

extension ConfigReferences: ObjectDecodable {
  /// Reads one member of the source.
  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    switch name {
    case "configMap", "configMapRef", "configMapKeyRef":
      if let found = ConfigReference.decode(.configMap, from: &decoder) { references.append(found) }
    case "secret", "secretRef", "secretKeyRef":
      if let found = ConfigReference.decode(.secret, from: &decoder) { references.append(found) }
    case "clusterTrustBundle", "downwardAPI", "fieldRef", "fileKeyRef", "podCertificate", "prefix",
      "resourceFieldRef", "serviceAccountToken":
      decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

/// An object of the namespace by its name alone.
struct LocalReference: Hashable, Sendable {
  var name = ""
}

extension LocalReference: ObjectDecodable {
  /// Reads one field of the reference.
  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    default: decoder.skipUnknownField()
    }
  }
}
