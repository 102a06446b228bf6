/// One option of a command: its name, its value and what it does.
struct OptionSyntax: Sendable {
  /// The name without dashes, such as `output`.
  let name: String
  /// What stands for the value in the usage, such as `DIR`; nil for a switch.
  let placeholder: String?
  /// What the option does, in one sentence.
  let documentation: String
  /// Whether it may be given several times.
  var isRepeatable = false
  /// The letter that stands for the name behind a single dash; nil for none.
  var short: Character?

  /// An option with a value.
  static func value(
    _ name: String, _ placeholder: String, _ documentation: String, isRepeatable: Bool = false,
    short: Character? = nil
  ) -> OptionSyntax {
    OptionSyntax(
      name: name, placeholder: placeholder, documentation: documentation,
      isRepeatable: isRepeatable, short: short)
  }

  /// A switch.
  static func flag(
    _ name: String, _ documentation: String, short: Character? = nil
  ) -> OptionSyntax {
    OptionSyntax(name: name, placeholder: nil, documentation: documentation, short: short)
  }

  /// The option as the help writes it: `--output DIR`, `-n, --namespace NAME`.
  var form: String {
    (short.map { "-\($0), " } ?? "") + "--\(name)" + (placeholder.map { " \($0)" } ?? "")
  }
}
