/// A command of the program.
protocol Command: Sendable {
  /// What it takes.
  static var syntax: CommandSyntax { get }
  /// The command with its arguments.
  ///
  /// - Throws: a `UsageError` for a value that means nothing.
  init(_ arguments: ParsedArguments) throws(UsageError)
  /// Does it.
  func run(_ terminal: Terminal) throws(UsageError) -> ExitCode
}
