import ClusterViews

/// `wavetank describe`: what `kubectl describe` says of objects at an instant.
struct DescribeCommand: Command {
  static let syntax = CommandSyntax(
    name: "describe", summary: "Tell all of objects at an instant, as kubectl describe does.",
    operands: "KIND [NAME…] FILE", operandCount: 2...100_000,
    explanation: """
      FILE is a scenario, which is run up to the time, or a file of objects as kubectl get -o json
      writes it. Events are told of a single object.
      """,
    options: ViewOptions.syntax(behind: ViewOptions.choice + [ViewOptions.labels]),
    examples: [
      (
        "wavetank describe node worker-0 Scenarios/node-failure.yaml --at 6m",
        "Tells of a node and of what its pods ask for."
      )
    ],
    firstWords: APIResource.all.map(\.plural))

  private let view: ViewOptions
  private let arguments: ResourceArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    view = try ViewOptions(arguments, of: "describe")
    self.arguments = try ResourceArguments(
      viewing: arguments.operands.dropLast(), of: "describe")
  }

  func run(_ terminal: Terminal) -> ExitCode {
    var code = ExitCode.done
    do throws(ExitCode) {
      try ClusterSnapshots(view, terminal).show(terminal) { snapshot in
        let described = ObjectDescriptions(arguments, of: view.selection(in: snapshot))
        terminal.show(bytes: Array(described.text.utf8))
        if terminal.report(described.problems, in: view.file) { code = .badInput }
        if described.text.isEmpty, described.problems.isEmpty {
          terminal.complain("No resources found in \(view.namespace ?? "any") namespace.")
        }
      }
    } catch {
      return error
    }
    return code
  }
}
