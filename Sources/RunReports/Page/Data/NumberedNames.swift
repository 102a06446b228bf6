/// Names that count up, such as those of a pool's nodes.
enum NumberedNames {
  /// `names` with an empty text for each that is the one before with its number raised by one.
  static func shortened(_ names: [String]) -> [String] {
    var expected = ""
    return names.map { name in
      let isExpected = name == expected && !name.isEmpty
      expected = successor(of: name)
      return isExpected ? "" : name
    }
  }

  /// The name with the decimal number at its end raised by one; empty without one.
  private static func successor(of name: String) -> String {
    let digits = name.utf8.reversed().prefix { (48...57).contains($0) }.count
    let end = name.utf8.index(name.utf8.endIndex, offsetBy: -min(digits, 15))
    guard let number = Int64(name[end...]), String(number) == name[end...] else { return "" }
    return "\(name[..<end])\(number + 1)"
  }
}
