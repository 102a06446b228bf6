/// `wavetank man`: the manual page.
struct ManCommand: Command {
  static let syntax = CommandSyntax(
    name: "man", summary: "Write the manual page.", operands: "", operandCount: 0...0,
    explanation: "The page is in the language of man(7).", options: [],
    examples: [
      ("wavetank man | man -l -", "Shows the page."),
      ("wavetank man > /usr/local/share/man/man1/wavetank.1", "Installs it."),
    ])

  init(_ arguments: ParsedArguments) {}

  func run(_ terminal: Terminal) -> ExitCode {
    terminal.show(ManualPage(of: Program.commands.map { $0.syntax }).text)
    return .done
  }
}
