import StructuredText

/// `wavetank completions`: what a shell loads to complete commands, options and words.
struct CompletionsCommand: Command {
  static let syntax = CommandSyntax(
    name: "completions", summary: "Write the completions of a shell.",
    operands: "bash|zsh|fish", operandCount: 1...1,
    explanation:
      "Commands, options and first words are completed, and files where files are meant.",
    options: [],
    examples: [
      ("source <(wavetank completions bash)", "Completes in this shell."),
      (
        "wavetank completions fish > ~/.config/fish/completions/wavetank.fish",
        "Completes in every fish to come."
      ),
    ],
    firstWords: Shell.allCases.map(\.rawValue))

  /// The shells that are known.
  enum Shell: String, CaseIterable {
    case bash
    case zsh
    case fish
  }

  private let shell: Shell

  init(_ arguments: ParsedArguments) throws(UsageError) {
    let word = arguments.operands[0]
    guard let shell = Shell(rawValue: word) else {
      let words = Shell.allCases.map(\.rawValue)
      throw UsageError.unknownWord(word, among: words, of: "completions")
    }
    self.shell = shell
  }

  func run(_ terminal: Terminal) -> ExitCode {
    terminal.show(Completions(of: Program.commands.map { $0.syntax }).text(for: shell))
    return .done
  }
}
