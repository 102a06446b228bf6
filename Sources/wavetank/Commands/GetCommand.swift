import ClusterViews
import StructuredText

/// `wavetank get`: what `kubectl get` shows of a cluster at an instant.
struct GetCommand: Command {
  static let syntax = CommandSyntax(
    name: "get", summary: "Show objects of a run at an instant, as kubectl get does.",
    operands: "KIND[,KIND…] [NAME…] FILE", operandCount: 2...100_000,
    explanation: """
      FILE is a scenario, which is run up to the time, or a file of objects as kubectl get -o json
      writes it. A KIND is a name that kubectl knows, such as pods, po or deployments.apps, or all;
      KIND/NAME asks for one object.
      """,
    options: ViewOptions.syntax(
      behind: ViewOptions.choice + [
        ViewOptions.labels,
        .value("output", "FORMAT", "table, wide, name, json or yaml.", short: "o"),
        .flag("show-labels", "Show labels in a column of their own."),
        .flag("no-headers", "Leave the headings of tables out."),
      ]),
    examples: [
      (
        "wavetank get pods Scenarios/node-failure.yaml --at 6m",
        "Shows the pods six minutes into the run."
      ),
      (
        "wavetank get pods,nodes Scenarios/node-failure.yaml -A -o wide --at 1m --at 6m",
        "Shows pods and nodes at two instants of one run."
      ),
      (
        "wavetank get deploy/web Scenarios/rolling-update.yaml --at 2m -o yaml",
        "Writes a deployment as a manifest."
      ),
    ],
    firstWords: ["all"] + APIResource.all.map(\.plural))

  private let view: ViewOptions
  private let arguments: ResourceArguments
  private let options: ObjectListing.Options

  init(_ arguments: ParsedArguments) throws(UsageError) {
    view = try ViewOptions(arguments, of: "get")
    self.arguments = try ResourceArguments(viewing: arguments.operands.dropLast(), of: "get")
    let word = arguments.value("output") ?? ObjectListing.Format.table.rawValue
    guard let format = ObjectListing.Format(rawValue: word) else {
      let words = ObjectListing.Format.allCases.map(\.rawValue)
      throw UsageError.unknownWord(
        word, among: words, expected: "--output: expected", of: "get")
    }
    var options = ObjectListing.Options(format: format)
    options.showsLabels = arguments.isGiven("show-labels")
    options.showsHeaders = !arguments.isGiven("no-headers")
    self.options = options
  }

  func run(_ terminal: Terminal) -> ExitCode {
    var code = ExitCode.done
    do throws(ExitCode) {
      try ClusterSnapshots(view, terminal).show(terminal) { snapshot in
        let listing = ObjectListing(arguments, of: view.selection(in: snapshot), options)
        terminal.show(bytes: Array(listing.text.utf8))
        if let emptiness = listing.emptiness { terminal.complain(emptiness) }
        if terminal.report(listing.problems, in: view.file) { code = .badInput }
      }
    } catch {
      return error
    }
    return code
  }
}

extension ViewOptions {
  /// What is looked at in a snapshot.
  func selection(in snapshot: ClusterSnapshots.Snapshot) -> ObjectSelection {
    ObjectSelection(snapshot.source, at: snapshot.now, namespace: namespace, selector: selector)
  }
}

extension ResourceArguments {
  /// What the operands of `command` ask for.
  init(viewing operands: some Sequence<String>, of command: String) throws(UsageError) {
    do throws(Problem) {
      self = try ResourceArguments(Array(operands))
    } catch {
      throw UsageError(error.message, command)
    }
  }
}

extension Terminal {
  /// Tells what was asked for and is not there; whether there is anything to tell.
  func report(_ problems: [String], in file: String) -> Bool {
    for problem in problems { complain("\(file): error: \(problem)") }
    return !problems.isEmpty
  }
}
