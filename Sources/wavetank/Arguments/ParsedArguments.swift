import KubernetesObjects

/// The arguments of a command, taken apart by GNU conventions: options anywhere, `--name=value` or
/// `--name value`, and nothing but operands behind `--`.
struct ParsedArguments {
  /// What is neither an option nor its value, in order.
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// Takes `arguments` apart by the syntax of a command.
  ///
  /// - Throws: a `UsageError` that says what was expected.
  init(_ arguments: some Sequence<String>, _ syntax: CommandSyntax) throws(UsageError) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        operands += rest
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        operands.append(argument)
        continue
      }
      try take(Self.spelledOut(argument, syntax), &rest, syntax)
    }
    if isGiven("help") { return }
    try check(syntax)
  }

  /// The argument with the full name for a letter: `-o wide`, `-o=wide` and `-owide` are
  /// `--output wide` and `--output=wide`.
  private static func spelledOut(_ argument: String, _ syntax: CommandSyntax) -> String {
    guard !argument.hasPrefix("--"), let letter = argument.dropFirst().first,
      let option = syntax.options.first(where: { $0.short == letter })
    else { return argument }
    let rest = argument.dropFirst(2)
    if rest.isEmpty { return "--\(option.name)" }
    return "--\(option.name)=" + (rest.hasPrefix("=") ? rest.dropFirst() : rest)
  }

  private mutating func take(
    _ argument: String, _ rest: inout ArraySlice<String>, _ syntax: CommandSyntax
  ) throws(UsageError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0])
    let name = written == "-h" ? "help" : String(written.drop { $0 == "-" })
    let known = syntax.options + [.flag("help", "")]
    guard written.hasPrefix("--") || written == "-h",
      let option = known.first(where: { $0.name == name })
    else {
      throw UsageError.unknownOption(written, of: syntax, nearest: name)
    }
    var value = parts.count == 2 ? String(parts[1]) : ""
    if let placeholder = option.placeholder {
      if parts.count == 1 {
        guard let next = rest.popFirst() else {
          throw UsageError("\(written) needs a value: \(written) \(placeholder)", syntax.name)
        }
        value = next
      }
    } else if parts.count == 2 {
      throw UsageError("\(written) takes no value, found \"\(value)\"", syntax.name)
    }
    if !option.isRepeatable, option.placeholder != nil, values[name] != nil {
      throw UsageError("\(written) is given twice", syntax.name)
    }
    values[name, default: []].append(value)
  }

  private func check(_ syntax: CommandSyntax) throws(UsageError) {
    if operands.count < syntax.operandCount.lowerBound {
      throw UsageError("expected \(syntax.operands)", syntax.name)
    }
    if operands.count > syntax.operandCount.upperBound {
      let extra = operands[syntax.operandCount.upperBound]
      throw UsageError("unexpected argument \"\(extra)\"", syntax.name)
    }
  }

  /// Whether the option is there.
  func isGiven(_ name: String) -> Bool { values[name] != nil }

  /// The value of an option that can be given once.
  func value(_ name: String) -> String? { values[name]?.last }

  /// The values of an option, in order.
  func values(_ name: String) -> [String] { values[name] ?? [] }
}
