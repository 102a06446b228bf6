/// What a label key and a label value may look like.
///
/// Source: `k8s.io/apimachinery/pkg/util/validation` v0.34.
public enum LabelSyntax {
  /// The most bytes of a name or a value.
  public static let maximumNameLength = 63
  /// The most bytes of a key's prefix.
  public static let maximumPrefixLength = 253

  /// What is wrong with `key`; nil where it is a label key.
  ///
  /// A key is a name of at most 63 letters, digits, `-`, `_` and `.` with a letter or digit at both
  /// ends, behind an optional DNS subdomain and `/`.
  public static func keyProblem(_ key: String) -> ValueError? {
    key.withUTF8Bytes { bytes in
      let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
      var nameStart = 0
      if let slash {
        nameStart = slash + 1
        if let problem = subdomainProblem(bytes[..<slash], of: key) { return problem }
        if let second = bytes[nameStart...].firstIndex(of: UInt8(ascii: "/")) {
          return ValueError(
            "\(key.excerpt) is not a label key: expected one \"/\" at most", offset: second)
        }
      }
      if nameStart == bytes.count {
        return ValueError(
          bytes.isEmpty
            ? "a label key must not be empty"
            : "\(key.excerpt) is not a label key: expected a name after \"/\"",
          offset: nameStart)
      }
      return nameProblem(bytes[nameStart...], what: "label key", text: key)
    }
  }

  /// What is wrong with `value`; nil where it is a label value: empty, or a name like a key's.
  public static func valueProblem(_ value: String) -> ValueError? {
    value.withUTF8Bytes { bytes in
      bytes.isEmpty ? nil : nameProblem(bytes[...], what: "label value", text: value)
    }
  }

  /// What is wrong with `text`; nil where it is a DNS subdomain (RFC 1123): parts of lower-case
  /// letters, digits and `-` between dots, 253 bytes in all.
  public static func subdomainProblem(_ text: String) -> ValueError? {
    text.withUTF8Bytes { bytes in subdomainProblem(bytes[...], of: text) }
  }

  private static func nameProblem(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, what: String, text: String
  ) -> ValueError? {
    if bytes.count > maximumNameLength {
      return ValueError(
        "\(text.excerpt) is not a \(what): \(bytes.count) bytes, expected at most 63",
        offset: bytes.startIndex + maximumNameLength)
    }
    for index in bytes.indices {
      let byte = bytes[index]
      if ASCII.isAlphanumeric(byte) { continue }
      let isInner = index != bytes.startIndex && index != bytes.endIndex - 1
      let isJoiner =
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      if isInner && isJoiner { continue }
      return ValueError(
        "\(text.excerpt) is not a \(what): expected letters, digits, \"-\", \"_\" or \".\", "
          + "with a letter or a digit at both ends", offset: index)
    }
    return nil
  }

  private static func subdomainProblem(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, of text: String
  ) -> ValueError? {
    if bytes.isEmpty {
      return ValueError(
        text.isEmpty
          ? "a DNS subdomain must not be empty"
          : "\(text.excerpt) is not a label key: expected a DNS subdomain before \"/\"")
    }
    if bytes.count > maximumPrefixLength {
      return ValueError(
        "\(text.excerpt): a DNS subdomain of \(bytes.count) bytes, expected at most 253",
        offset: maximumPrefixLength)
    }
    var previous = UInt8(ascii: ".")
    for index in bytes.indices {
      let byte = bytes[index]
      let isEdge =
        previous == UInt8(ascii: ".") || index == bytes.endIndex - 1
        || bytes[index + 1] == UInt8(ascii: ".")
      let fits =
        ASCII.isLowercase(byte) || ASCII.isDigit(byte)
        || byte == UInt8(ascii: "-") && !isEdge
        || byte == UInt8(ascii: ".") && previous != UInt8(ascii: ".")
          && index != bytes.endIndex - 1
      if !fits {
        return ValueError(
          "\(text.excerpt): expected a DNS subdomain of lower-case letters, digits, \"-\" and "
            + "\".\", with a letter or a digit at both ends of each part", offset: index)
      }
      previous = byte
    }
    return nil
  }
}
