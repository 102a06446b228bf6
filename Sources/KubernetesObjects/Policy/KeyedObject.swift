/// A config map or a secret: values by keys.
public protocol KeyedObject: StoredObject {
  /// The keys of values that environment variables and volumes can have.
  var keys: [String] { get }
  /// The keys of values that volumes alone can have.
  var binaryKeys: [String] { get }
  /// Whether the content may never change again.
  var isImmutable: Bool { get }
}

extension Secret {
  /// None: every value of a secret is bytes, and can be had everywhere.
  public var binaryKeys: [String] { [] }
}

extension ObjectDecoder {
  /// Adds the members of the current mapping, texts, to `keys` and `values`.
  mutating func readTexts(into keys: inout [String], _ values: inout [String: String]) {
    if node.isNull { return }
    readMembers { name, decoder in
      var text = ""
      decoder.read(&text)
      keys.append(name)
      values[name] = text
    }
  }

  /// Adds the members of the current mapping, bytes in base64, to `keys` and `values`. What is not
  /// in base64, as in a dump without its secrets, has a key and no value.
  mutating func readBytes(into keys: inout [String], _ values: inout [String: [UInt8]]) {
    if node.isNull { return }
    readMembers { name, decoder in
      var text = ""
      decoder.read(&text)
      keys.append(name)
      values[name] = Base64.bytes(of: text)
    }
  }
}

extension ObjectValidator {
  /// Holds the keys in the field `name` to their grammar.
  ///
  /// Source: `IsConfigMapKey` of `k8s.io/apimachinery/pkg/util/validation`, Kubernetes 1.36.
  mutating func checkKeys(_ keys: [String], in name: String) {
    at(name) { validator in
      for key in keys {
        let isInAlphabet = key.utf8.allSatisfy {
          ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            || $0 == UInt8(ascii: ".")
        }
        let isKey = isInAlphabet && (1...253).contains(key.utf8.count)
        validator.check(
          isKey && key != "." && !key.hasPrefix(".."), key,
          "\(key.excerpt) is not a key: expected at most 253 letters, digits, \"-\", \"_\" or "
            + "\".\", and neither \".\" nor \"..\" in front")
      }
    }
  }

  /// Reports the `keys` in the field `name` whose values are not in base64.
  mutating func report(malformed keys: [String], in name: String) {
    at(name) { validator in
      for key in keys { validator.report(key, "expected base64, such as aGVsbG8= for hello") }
    }
  }

  /// Holds the whole content in the field `name` to what one object may have.
  ///
  /// Source: `MaxSecretSize` of `pkg/apis/core`, which bounds config maps too.
  mutating func checkSize(_ bytes: Int, _ name: String) {
    check(bytes <= 1_048_576, name, "expected 1048576 bytes at most, found \(bytes)")
  }
}
