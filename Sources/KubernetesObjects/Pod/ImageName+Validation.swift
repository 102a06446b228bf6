extension ImageName {
  /// Why no kubelet takes `text` for the name of an image, in its words; nil if one does.
  ///
  /// Source: `ParseNormalizedNamed` and the grammar of `github.com/distribution/reference` 0.6, and
  /// `Parse` of `github.com/opencontainers/go-digest` 1.0, as kubelets of 1.20 to 1.36 call them.
  public static func fault(in text: String) -> String? {
    if text.utf8.count == 64, text.utf8.allSatisfy(isLowerHexadecimal) {
      return "invalid repository name (\(text)), cannot specify 64-byte hexadecimal strings"
    }
    let (domain, remainder) = parts(of: text)
    let remote = remainder.prefix { $0 != ":" }
    if remote.contains(where: \.isUppercase) {
      return "invalid reference format: repository name (\(remote)) must be lowercase"
    }
    let name = ImageName(remainder)
    // A registry that is none may still be the first part of a path.
    guard isDomain(domain) || isPath(domain), isPath(name.repository), name.tag.map(isTag) ?? true,
      name.digest.map(isDigest) ?? true
    else { return "invalid reference format" }
    guard name.repository.utf8.count <= 255 else {
      return "repository name must not be more than 255 characters"
    }
    return name.digest.flatMap(fault(inDigest:))
  }

  /// The registry, which Docker's is unless the name has another, and the rest.
  private static func parts(of text: String) -> (domain: String, remainder: String) {
    let standard = "docker.io"
    guard let slash = text.firstIndex(of: "/") else { return (standard, "library/" + text) }
    let (first, rest) = (String(text[..<slash]), String(text[text.index(after: slash)...]))
    let isRegistry =
      first == "localhost" || first.contains(".") || first.contains(":")
      || first.contains(where: \.isUppercase)
    guard isRegistry else { return (standard, text) }
    let domain = first == "index.\(standard)" ? standard : first
    return (domain, domain == standard && !rest.contains("/") ? "library/" + rest : rest)
  }

  private static func isDomain(_ text: String) -> Bool {
    if text.hasPrefix("[") { return isLiteralAddress(text) }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let labels = parts[0].utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (parts.count == 1 || isPort(parts[1]))
      && labels.allSatisfy { label in
        label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
          && label.first.map(isAlphanumeric) ?? false && label.last.map(isAlphanumeric) ?? false
      }
  }

  /// Whether `text` is an address of version 6 in brackets, with a port or without.
  private static func isLiteralAddress(_ text: String) -> Bool {
    guard let end = text.firstIndex(of: "]") else { return false }
    let address = text[text.index(after: text.startIndex)..<end]
    let rest = text[text.index(after: end)...]
    return !address.isEmpty
      && address.utf8.allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: ":") }
      && (rest.isEmpty || rest.hasPrefix(":") && isPort(rest.dropFirst()))
  }

  private static func isPort(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isDigit)
  }

  private static func isPath(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { isComponent(ArraySlice($0)) }
  }

  /// Letters and digits, parted by one dot, one or two underscores, or any number of hyphens.
  private static func isComponent(_ text: ArraySlice<UInt8>) -> Bool {
    var separator: [UInt8] = []
    var hasBegun = false
    for byte in text {
      if isLowerAlphanumeric(byte) {
        guard separator.isEmpty || hasBegun && isSeparator(separator) else { return false }
        separator = []
        hasBegun = true
      } else {
        separator.append(byte)
      }
    }
    return hasBegun && separator.isEmpty
  }

  private static func isSeparator(_ text: [UInt8]) -> Bool {
    switch text {
    case [UInt8(ascii: ".")], [UInt8(ascii: "_")], [UInt8(ascii: "_"), UInt8(ascii: "_")]: true
    default: text.allSatisfy { $0 == UInt8(ascii: "-") }
    }
  }

  private static func isTag(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 128 else { return false }
    return (isAlphanumeric(first) || first == UInt8(ascii: "_"))
      && text.utf8.allSatisfy { isAlphanumeric($0) || "_.-".utf8.contains($0) }
  }

  private static func isDigest(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    let value = text[text.index(after: colon)...]
    let parts = text[..<colon].utf8.split(omittingEmptySubsequences: false) {
      "-_+.".utf8.contains($0)
    }
    return value.utf8.count >= 32 && value.utf8.allSatisfy(isHexadecimal)
      && parts.allSatisfy { part in
        part.first.map { isAlphanumeric($0) && !isDigit($0) } ?? false
          && part.allSatisfy(isAlphanumeric)
      }
  }

  private static func fault(inDigest text: String) -> String? {
    let lengths = ["sha256": 64, "sha384": 96, "sha512": 128]
    let parts = text.split(separator: ":", maxSplits: 1)
    guard let length = lengths[String(parts[0])] else { return "unsupported digest algorithm" }
    guard parts[1].utf8.count == length else { return "invalid checksum digest length" }
    return parts[1].utf8.allSatisfy(isLowerHexadecimal) ? nil : "invalid checksum digest format"
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerAlphanumeric(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isLowerHexadecimal(byte) || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
  }
}
