import ClusterViews

/// `wavetank top`: what nodes or pods use at an instant, as `kubectl top` shows it.
struct TopCommand: Command {
  static let syntax = CommandSyntax(
    name: "top", summary: "Show what nodes or pods use at an instant, as kubectl top does.",
    operands: "nodes|pods SCENARIO", operandCount: 2...2,
    explanation: """
      Runs SCENARIO up to the time. What is shown is what containers use then, without the delay
      of a metrics server.
      """,
    options: ViewOptions.syntax(behind: ViewOptions.choice + [ViewOptions.labels]),
    examples: [
      (
        "wavetank top pods Scenarios/autoscaled-day.yaml --at 12h",
        "Shows what each pod uses at noon."
      )
    ],
    firstWords: ["nodes", "pods"])

  private let view: ViewOptions
  private let kind: APIResource

  init(_ arguments: ParsedArguments) throws(UsageError) {
    view = try ViewOptions(arguments, of: "top")
    let word = arguments.operands[0]
    guard let kind = APIResource.named(word), ["Node", "Pod"].contains(kind.kind) else {
      throw UsageError("expected nodes or pods, found \(word)", "top")
    }
    self.kind = kind
  }

  func run(_ terminal: Terminal) -> ExitCode {
    do throws(ExitCode) {
      try ClusterSnapshots(view, terminal).show(terminal) { (snapshot) throws(ExitCode) in
        guard let usage = snapshot.usage else {
          terminal.complain(
            "\(view.file): error: expected a scenario: objects do not tell what pods use")
          throw .badInput
        }
        let listing = UsageListing(kind, of: view.selection(in: snapshot), usage)
        terminal.show(bytes: Array(listing.text.utf8))
        if listing.text.isEmpty {
          terminal.complain(
            view.namespace.map { "No resources found in \($0) namespace." }
              ?? "No resources found")
        }
      }
    } catch {
      return error
    }
    return .done
  }
}
