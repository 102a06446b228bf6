import ClusterViews
import KubernetesObjects
import ScenarioFiles
import SimulationEngine

/// What the commands that show a cluster have in common: what they look at, when, and of which
/// objects.
struct ViewOptions {
  /// A point in time as it was written.
  struct Instant {
    let text: String
    /// The time since the start of a run, or an instant on the calendar.
    let moment: Moment

    /// What `--at` says.
    enum Moment {
      case elapsed(SimulationDuration)
      case calendar(Timestamp)
    }
  }

  /// The scenario, or a file with objects.
  let file: String
  /// When; empty for the end of the run.
  let instants: [Instant]
  /// The namespace; nil for all.
  let namespace: String?
  /// What labels must meet.
  let selector: LabelSelector
  /// How the scenario is changed.
  let scenario: ScenarioOptions

  /// The option that says in which namespace one object lies.
  static let namespace = OptionSyntax.value(
    "namespace", "NAME", "Look into this namespace, not into default.", short: "n")

  /// The options by which objects are chosen.
  static let choice: [OptionSyntax] = [
    namespace, .flag("all-namespaces", "Look into every namespace.", short: "A"),
  ]

  /// The option by which objects are chosen by their labels.
  static let labels = OptionSyntax.value(
    "selector", "LABELS", "Show objects with these labels, such as app=web.", short: "l")

  /// The options of a command whose `own` come first.
  static func syntax(behind own: [OptionSyntax]) -> [OptionSyntax] {
    var all = own
    all.append(
      .value(
        "at", "TIME", "Look at this time, such as 6m; may be repeated. Without it, at the end.",
        isRepeatable: true))
    all += ScenarioOptions.syntax
    return all
  }

  /// What `arguments` of `command` say, whose last operand names the file.
  init(_ arguments: ParsedArguments, of command: String) throws(UsageError) {
    file = arguments.operands[arguments.operands.count - 1]
    var instants: [Instant] = []
    for text in arguments.values("at") { instants.append(try Self.instant(text, command)) }
    self.instants = instants
    let isEverywhere = arguments.isGiven("all-namespaces")
    namespace = isEverywhere ? nil : arguments.value("namespace") ?? "default"
    scenario = try ScenarioOptions(arguments, of: command)
    do throws(ValueError) {
      selector = try arguments.value("selector").map(LabelSelector.init(parsing:)) ?? .everything
    } catch {
      throw UsageError("--selector: \(error.message)", command)
    }
  }

  private static func instant(
    _ text: String, _ command: String
  ) throws(UsageError) -> Instant {
    if let instant = try? Timestamp(parsing: text) {
      return Instant(text: text, moment: .calendar(instant))
    }
    let span = try SimulationDuration.parsing(text, of: "at", command)
    guard span >= .zero else {
      throw UsageError("--at: must not be earlier than the start, found \(text)", command)
    }
    return Instant(text: text, moment: .elapsed(span))
  }
}
