/// What a command takes: the source of its parsing and of its help.
struct CommandSyntax: Sendable {
  /// The command's name.
  let name: String
  /// What it does, in one line.
  let summary: String
  /// Its operands in the usage, such as `SCENARIO…`.
  let operands: String
  /// How many operands it takes.
  let operandCount: ClosedRange<Int>
  /// What the operands are, in a line or two.
  let explanation: String
  /// Its options, `--help` left out.
  let options: [OptionSyntax]
  /// Examples, each with what it does.
  let examples: [(command: String, explanation: String)]
  /// What the first operand may be, for completions; empty where it is a file or a name.
  var firstWords: [String] = []

  /// The text of `wavetank NAME --help`.
  var help: String {
    var lines = ["Usage: wavetank \(name) [OPTION]… \(operands)", summary, "", explanation]
    lines += ["", "Options:"]
    let shown = options + [OptionSyntax.flag("help", "Show this text.")]
    let width = (shown.map(\.form.count).max() ?? 0) + 2
    for option in shown {
      lines.append(
        "  " + option.form + String(repeating: " ", count: width - option.form.count)
          + option.documentation)
    }
    lines += ["", "Examples:"]
    for example in examples {
      lines += ["  \(example.command)", "      \(example.explanation)"]
    }
    return lines.joined(separator: "\n")
  }
}
