import ClusterViews

/// `wavetank events`: the Kubernetes events up to an instant, as `kubectl events` shows them.
struct EventsCommand: Command {
  static let syntax = CommandSyntax(
    name: "events", summary: "Show the events up to an instant, as kubectl events does.",
    operands: "FILE", operandCount: 1...1,
    explanation: """
      FILE is a scenario, which is run up to the time, or a file of objects as kubectl get -o json
      writes it. Events are kept for an hour.
      """,
    options: ViewOptions.syntax(
      behind: ViewOptions.choice + [
        .value("for", "KIND/NAME", "Show the events about this object."),
        .value(
          "types", "TYPE", "Show events of this type, Normal or Warning; may be repeated.",
          isRepeatable: true),
      ]),
    examples: [
      (
        "wavetank events Scenarios/node-failure.yaml --at 6m --types Warning",
        "Shows the warnings of the first six minutes."
      )
    ])

  private let view: ViewOptions
  private let subject: (kind: APIResource, name: String)?
  private let types: [String]

  init(_ arguments: ParsedArguments) throws(UsageError) {
    view = try ViewOptions(arguments, of: "events")
    types = arguments.values("types")
    if let type = types.first(where: { $0 != "Normal" && $0 != "Warning" }) {
      throw UsageError("--types: expected Normal or Warning, found \(type)", "events")
    }
    subject = try arguments.value("for").map { (text) throws(UsageError) in
      let asked = try ResourceArguments(viewing: [text], of: "events")
      guard let request = asked.requests.first, let name = request.names.first else {
        throw UsageError("--for: expected KIND/NAME, found \(text)", "events")
      }
      return (request.kind, name)
    }
  }

  func run(_ terminal: Terminal) -> ExitCode {
    do throws(ExitCode) {
      try ClusterSnapshots(view, terminal).show(terminal) { snapshot in
        let listing = EventListing(
          view.selection(in: snapshot), about: subject, types: types)
        terminal.show(bytes: Array(listing.text.utf8))
        if listing.text.isEmpty {
          let place = view.namespace.map { " in \($0) namespace" } ?? ""
          terminal.complain("No events found\(place).")
        }
      }
    } catch {
      return error
    }
    return .done
  }
}
