import KubernetesObjects
import StructuredText

/// Arguments that mean nothing; exit code 64.
struct UsageError: Error, Equatable, CustomStringConvertible {
  /// What is wrong and what was expected.
  let message: String
  /// The command whose help to point at; nil for the program's.
  let command: String?

  init(_ message: String, _ command: String?) {
    self.message = message
    self.command = command
  }

  /// That an option is not known, with the nearest that is.
  static func unknownOption(
    _ written: String, of syntax: CommandSyntax, nearest name: String
  ) -> UsageError {
    let names = syntax.options.map(\.name) + ["help"]
    let hint = Spelling.nearest(to: name, among: names).map { "; did you mean --\($0)?" } ?? ""
    return UsageError("unknown option \(written)\(hint)", syntax.name)
  }

  /// That `word` is none of `words`, with the nearest that is; `expected` begins the sentence.
  static func unknownWord(
    _ word: String, among words: [String], expected: String = "expected", of command: String
  ) -> UsageError {
    let hint = Spelling.nearest(to: word, among: words).map { "; did you mean \($0)?" } ?? ""
    return UsageError("\(expected) \(Spelling.alternatives(words)), found \(word)\(hint)", command)
  }

  /// The lines for the person who typed it.
  var description: String {
    let help = command.map { "wavetank \($0) --help" } ?? "wavetank --help"
    return "wavetank: \(message)\nTry '\(help)'."
  }
}
