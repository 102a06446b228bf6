import ClusterExport
import ClusterViews

/// `wavetank export`: every object of a run at an instant, as manifests.
struct ExportCommand: Command {
  static let syntax = CommandSyntax(
    name: "export", summary: "Write every object of a run at an instant as a list.",
    operands: "SCENARIO", operandCount: 1...1,
    explanation: """
      Writes the cluster as kubectl get -o yaml would: nodes, namespaces, workloads, pods with
      their statuses, services and endpoints, budgets, quotas, autoscalers, claims and events.
      wavetank check reads it, and a scenario can include it.
      """,
    options: ViewOptions.syntax(
      behind: [.value("output", "FORMAT", "yaml or json.", short: "o")]),
    examples: [
      (
        "wavetank export Scenarios/node-failure.yaml --at 6m > cluster.yaml",
        "Writes the cluster as it is six minutes into the run."
      )
    ])

  private let view: ViewOptions
  private let format: ObjectListing.Format

  init(_ arguments: ParsedArguments) throws(UsageError) {
    view = try ViewOptions(arguments, of: "export")
    switch arguments.value("output") ?? "yaml" {
    case "yaml": format = .yaml
    case "json": format = .json
    case let word: throw UsageError("--output: expected yaml or json, found \(word)", "export")
    }
    if view.instants.count > 1 {
      throw UsageError("--at: one list holds one instant", "export")
    }
  }

  func run(_ terminal: Terminal) -> ExitCode {
    do throws(ExitCode) {
      try ClusterSnapshots(view, terminal).show(terminal) { snapshot in
        let listing = ObjectListing(
          ResourceArguments(everyObjectOf: SimulatedObjects.kinds),
          of: ObjectSelection(snapshot.source, at: snapshot.now, namespace: nil),
          ObjectListing.Options(format: format))
        terminal.show(bytes: Array(listing.text.utf8))
      }
    } catch {
      return error
    }
    return .done
  }
}
