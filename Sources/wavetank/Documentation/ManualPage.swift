/// The manual page, made from the commands' syntax.
struct ManualPage {
  /// The page in the language of man(7), without a line break at its end.
  let text: String

  /// The page of a program with `commands`.
  init(of commands: [CommandSyntax]) {
    var lines = [
      ".TH WAVETANK 1", ".SH NAME",
      "wavetank \\- deterministic discrete\\-event simulator of Kubernetes", ".SH SYNOPSIS",
      ".B wavetank", ".I COMMAND", "[\\fIOPTION\\fR]... [\\fIOPERAND\\fR]...", ".SH COMMANDS",
    ]
    for command in commands { lines += Self.lines(of: command) }
    lines.append(".SH EXIT STATUS")
    for (code, meaning) in Self.exitCodes {
      lines += [".TP", ".B \(code)", Self.escaped(meaning)]
    }
    text = lines.joined(separator: "\n")
  }

  private static let exitCodes = [
    (0, "Done."), (1, "An expectation does not hold, or a rollout is not complete."),
    (64, "The arguments mean nothing."), (65, "An input is wrong."),
    (66, "An input is not there."), (70, "An invariant is broken: a bug."),
    (73, "An output cannot be written."),
    (76, "A policy in another process answers late, wrongly, too much or not at all."),
    (129, "Ended by SIGHUP, with the reports so far."),
    (130, "Ended by SIGINT, with the reports so far."),
    (143, "Ended by SIGTERM, with the reports so far."),
  ]

  private static func lines(of command: CommandSyntax) -> [String] {
    var lines = [
      ".SS \(escaped("wavetank \(command.name) [OPTION]… \(command.operands)"))",
      escaped(command.summary), ".PP",
    ]
    lines += command.explanation.split(separator: "\n").map { escaped(String($0)) }
    for option in command.options {
      lines += [".TP", ".B \(escaped(option.form))", escaped(option.documentation)]
    }
    for example in command.examples {
      lines += [".PP", ".nf", escaped(example.command), ".fi", escaped(example.explanation)]
    }
    return lines
  }

  /// `text` without what means something to the formatter.
  private static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
