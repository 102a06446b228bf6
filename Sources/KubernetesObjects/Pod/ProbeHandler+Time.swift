/// How long a lifecycle hook takes, as far as it can be told.
extension ProbeHandler {
  /// The milliseconds that a hook takes; nil where that depends on the program that it calls.
  ///
  /// Beside `sleep` it is told of commands that sleep: `sleep 10`, or a shell's script whose
  /// commands do so one after another. Other commands of such a script count as done at once.
  public var hookMilliseconds: Int64? {
    switch self {
    case .sleep(let seconds): max(0, seconds).multipliedSaturating(by: 1000)
    case .exec(let command): Self.milliseconds(of: command)
    case .httpGet, .tcpSocket, .grpc: nil
    }
  }

  private static func milliseconds(of command: [String]) -> Int64? {
    guard let program = command.first?.split(separator: "/").last else { return nil }
    if program == "sleep" { return sleep(command.dropFirst().map { $0[...] }) }
    guard ["sh", "ash", "bash", "dash", "ksh", "zsh"].contains(program),
      let option = command.firstIndex(where: { $0.isScriptOption }), option + 1 < command.count
    else { return nil }
    return milliseconds(ofScript: command[option + 1])
  }

  /// The sum of the script's sleeps; nil if it has none, or loops.
  private static func milliseconds(ofScript script: String) -> Int64? {
    var sum: Int64?
    for command in script.split(whereSeparator: { $0.endsCommand }) {
      let words = command.split(whereSeparator: \.isWhitespace)
        .map { $0.filter { $0 != "\"" && $0 != "'" }[...] }
      if words.contains(where: { ["while", "until", "for"].contains($0) }) { return nil }
      guard let program = words.first?.split(separator: "/").last, program == "sleep",
        let time = sleep(Array(words.dropFirst()))
      else { continue }
      sum = (sum ?? 0).addingSaturating(time)
    }
    return sum
  }

  /// The sum of the arguments of `sleep`, each a decimal number of seconds or, with a suffix, of
  /// minutes, hours or days. Source: GNU coreutils and BusyBox, which agree in this.
  private static func sleep(_ arguments: [Substring]) -> Int64? {
    var sum: Int64 = 0
    for argument in arguments {
      let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
      let unit = argument.last.flatMap { units[$0] }
      let number = unit == nil ? argument : argument.dropLast()
      guard let thousandths = thousandths(in: number) else { return nil }
      sum = sum.addingSaturating(thousandths.multipliedSaturating(by: unit ?? 1))
    }
    return arguments.isEmpty ? nil : sum
  }

  /// The thousandths of a decimal number without a sign, truncated.
  private static func thousandths(in text: Substring) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    guard isDigits, text.contains(where: \.isNumber) else { return nil }
    let decimals = parts.count > 1 ? parts[1].prefix(3) : ""
    let padded = decimals + String(repeating: "0", count: 3 - decimals.count)
    return Int64(parts[0] + padded) ?? .max
  }
}

extension Int64 {
  fileprivate func multipliedSaturating(by other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }

  fileprivate func addingSaturating(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

extension String {
  /// Whether the word is a shell's option after which a script follows, such as `-c` or `-ec`.
  fileprivate var isScriptOption: Bool { hasPrefix("-") && !hasPrefix("--") && hasSuffix("c") }
}

extension Character {
  /// Whether a shell's command ends here.
  fileprivate var endsCommand: Bool { self == ";" || self == "&" || self == "|" || isNewline }
}
