/// What names of objects, containers and ports may look like.
///
/// Source: `k8s.io/apimachinery/pkg/util/validation` v0.34.
enum NameSyntax {
  /// What is wrong with a DNS label (RFC 1123): at most 63 lower-case letters, digits and `-`, with
  /// a letter or digit at both ends.
  static func labelProblem(_ text: String) -> ValueError? {
    problem(text, startsWithLetter: false)
  }

  /// What is wrong with a DNS label (RFC 1035): the same, but starting with a letter.
  static func serviceNameProblem(_ text: String) -> ValueError? {
    problem(text, startsWithLetter: true)
  }

  /// What is wrong with a port's name: at most 15 lower-case letters, digits and single `-`, a
  /// letter among them.
  static func portNameProblem(_ text: String) -> ValueError? {
    if text.utf8.count > 15 {
      return ValueError("\(text.excerpt): expected at most 15 characters in a port's name")
    }
    if let problem = labelProblem(text) { return problem }
    let bytes = Array(text.utf8)
    let hyphen = UInt8(ascii: "-")
    let hasLetter = bytes.contains(where: ASCII.isLowercase)
    let hasDouble = zip(bytes, bytes.dropFirst()).contains { $0 == hyphen && $1 == hyphen }
    if hasLetter && !hasDouble { return nil }
    return ValueError(
      "\(text.excerpt): expected a port's name with a letter and without \"--\"")
  }

  private static func problem(_ text: String, startsWithLetter: Bool) -> ValueError? {
    let bytes = Array(text.utf8)
    let hyphen = UInt8(ascii: "-")
    if bytes.count > 63 {
      return ValueError("\(text.excerpt): expected at most 63 characters, found \(bytes.count)")
    }
    let fits =
      !bytes.isEmpty && bytes.first != hyphen && bytes.last != hyphen
      && bytes.allSatisfy { ASCII.isLowercase($0) || ASCII.isDigit($0) || $0 == hyphen }
      && !(startsWithLetter && ASCII.isDigit(bytes[0]))
    if fits { return nil }
    let start = startsWithLetter ? ", starting with a letter" : ""
    return ValueError(
      "\(text.excerpt): expected lower-case letters, digits and \"-\", with a letter or a digit "
        + "at both ends\(start)")
  }
}
