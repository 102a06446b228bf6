import ClusterViews
import RunReports
import ScenarioFiles
import StructuredText

/// `wavetank list`: the names that scenarios and reports have.
struct ListCommand: Command {
  /// What can be listed.
  private enum Topic: String, CaseIterable {
    case metrics
    case columns
    case settings
    case verbs
    case plugins
    case profiles
    case versions
    case gates

    /// The headings and the lines.
    var lines: [[String]] {
      switch self {
      case .metrics: [["METRIC", "UNIT", "MEANING"]] + ReportReference.metricLines
      case .columns: [["COLUMN", "TYPE", "UNIT", "MEANING"]] + ReportReference.columnLines
      case .settings:
        [["SETTING"] + ScenarioReference.profileNames.map { $0.uppercased() } + ["MEANING"]]
          + ScenarioReference.settingLines
      case .verbs: [["VERB", "KEYS", "MEANING"]] + ScenarioReference.verbLines
      case .plugins: [["PLUGIN"]] + ScenarioReference.pluginNames.map { [$0] }
      case .versions: [["VERSION", "TAKEN"]] + ScenarioReference.versionLines
      case .gates: ScenarioReference.gateLines
      case .profiles: [["PROFILE"]] + ScenarioReference.profileNames.map { [$0] }
      }
    }
  }

  static let syntax = CommandSyntax(
    name: "list", summary: "List the names that scenarios and reports have.",
    operands: Topic.allCases.map(\.rawValue).joined(separator: "|"), operandCount: 1...1,
    explanation: "The references in the documentation say more of each.",
    options: [],
    examples: [
      ("wavetank list metrics | grep wait", "Finds the figures about waiting."),
      ("wavetank list settings", "Shows every setting, and its value in each profile."),
    ],
    firstWords: Topic.allCases.map(\.rawValue))

  private let topic: Topic

  init(_ arguments: ParsedArguments) throws(UsageError) {
    let word = arguments.operands[0]
    guard let topic = Topic(rawValue: word) else {
      let words = Topic.allCases.map(\.rawValue)
      throw UsageError.unknownWord(word, among: words, of: "list")
    }
    self.topic = topic
  }

  func run(_ terminal: Terminal) -> ExitCode {
    // A text of several lines is one cell here.
    let rows = topic.lines.map { row in
      row.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
        .joined(separator: "\t") + "\n"
    }
    terminal.show(bytes: Array(ElasticTabs.table.layOut(rows.joined()).utf8))
    return .done
  }
}
