import StructuredText

extension FuzzViolation {
  /// Throws unless every problem has one line of text and lies inside the input.
  static func unlessLocated(
    _ problems: [Diagnostic], in input: [UInt8], needingPlaces: Bool = true
  ) throws(Self) {
    guard !problems.isEmpty else { throw FuzzViolation("a refusal without a reason") }
    var breaks = 0
    var longest = 0
    var length = 0
    for byte in input {
      length += 1
      if byte == 0x0A || byte == 0x0D { breaks += 1 }
      if byte == 0x0A { length = 0 }
      longest = max(longest, length)
    }
    for problem in problems {
      try unless(
        !problem.message.isEmpty && !problem.message.utf8.contains { $0 == 0x0A || $0 == 0x0D },
        "a message that is not one line: \(problem)")
      guard let place = problem.location else { continue }
      try unless(
        (1...breaks + 1).contains(place.line) && (1...longest + 2).contains(place.column),
        "a place outside the input: \(problem)")
    }
  }
}
