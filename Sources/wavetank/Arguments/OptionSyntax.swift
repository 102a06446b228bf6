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

  /// An option with a value.
  static func value(
    _ name: String, _ placeholder: String, _ documentation: String, isRepeatable: Bool = false
  ) -> OptionSyntax {
    OptionSyntax(
      name: name, placeholder: placeholder, documentation: documentation,
      isRepeatable: isRepeatable)
  }

  /// A switch.
  static func flag(_ name: String, _ documentation: String) -> OptionSyntax {
    OptionSyntax(name: name, placeholder: nil, documentation: documentation)
  }

  /// The option as the help writes it: `--output DIR`.
  var form: String { "--\(name)" + (placeholder.map { " \($0)" } ?? "") }
}
