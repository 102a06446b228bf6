import KubernetesObjects
import StructuredText

/// The program: picks the command, runs it, says how it ended.
enum Program {
  /// The commands in the order of the help.
  static var commands: [any Command.Type] {
    [
      RunCommand.self, CheckCommand.self, ExplainCommand.self, CompareCommand.self,
      SweepCommand.self, MergeCommand.self, SizeCommand.self, FitCommand.self,
      ReportCommand.self, StepCommand.self, NewCommand.self, DecideCommand.self,
      ImportCommand.self, GetCommand.self, DescribeCommand.self, EventsCommand.self,
      RolloutCommand.self, TopCommand.self, ExportCommand.self, ListCommand.self,
      SchemaCommand.self, CompletionsCommand.self, ManCommand.self,
    ]
  }

  /// Runs the program with its arguments, its own name left out.
  static func run(_ arguments: [String], _ terminal: Terminal) -> ExitCode {
    var code: ExitCode
    do throws(UsageError) {
      code = try execute(arguments, terminal)
    } catch {
      terminal.complain(error.description)
      code = .usage
    }
    if let reason = terminal.outputFailure {
      terminal.complain("wavetank: cannot write standard output: \(reason)")
      if [.done, .expectationBroken].contains(code) { code = .cannotWrite }
    }
    return code
  }

  private static func execute(
    _ arguments: [String], _ terminal: Terminal
  ) throws(UsageError) -> ExitCode {
    var (arguments, terminal) = (arguments, terminal)
    if let color = try takeColor(from: &arguments) { terminal.color = color }
    guard let first = arguments.first else {
      terminal.complain(help)
      return .usage
    }
    switch first {
    case "--help", "-h", "help":
      return try showHelp(arguments.dropFirst().first, terminal)
    case "--version", "-V":
      terminal.show("wavetank \(Version.text)")
      return .done
    default: break
    }
    guard let command = commands.first(where: { $0.syntax.name == first }) else {
      throw unknown(first)
    }
    let parsed = try ParsedArguments(arguments.dropFirst(), command.syntax)
    if parsed.isGiven("help") {
      terminal.show(command.syntax.help)
      return .done
    }
    return try command.init(parsed).run(terminal)
  }

  /// Takes `--color WHEN` out of `arguments`, wherever it stands before `--`.
  private static func takeColor(
    from arguments: inout [String]
  ) throws(UsageError) -> Terminal.ColorMode? {
    let end = arguments.firstIndex(of: "--") ?? arguments.count
    let place = arguments[..<end].firstIndex { $0 == "--color" || $0.hasPrefix("--color=") }
    guard let place else { return nil }
    let words = Terminal.ColorMode.allCases.map(\.rawValue)
    let written = arguments.remove(at: place)
    var word = String(written.dropFirst("--color=".count))
    if written == "--color", place < end - 1 { word = arguments.remove(at: place) }
    guard let color = Terminal.ColorMode(rawValue: word) else {
      throw UsageError(
        "--color: expected \(Spelling.alternatives(words)), found \"\(word)\"", nil)
    }
    return color
  }

  private static func showHelp(
    _ name: String?, _ terminal: Terminal
  ) throws(UsageError) -> ExitCode {
    guard let name else {
      terminal.show(help)
      return .done
    }
    guard let command = commands.first(where: { $0.syntax.name == name }) else {
      throw unknown(name)
    }
    terminal.show(command.syntax.help)
    return .done
  }

  private static func unknown(_ name: String) -> UsageError {
    if name.hasPrefix("-") { return UsageError("unknown option \(name)", nil) }
    let names = commands.map { $0.syntax.name }
    let hint = Spelling.nearest(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
    if [".yaml", ".yml", ".json"].contains(where: { name.hasSuffix($0) }) {
      return UsageError("unknown command \(name); did you mean wavetank run \(name)?", nil)
    }
    return UsageError("unknown command \(name)\(hint)", nil)
  }

  /// The text of `wavetank --help`.
  static var help: String {
    var lines = [
      "Usage: wavetank COMMAND [OPTION]… [OPERAND]…",
      "Simulates Kubernetes clusters: the same scenario gives the same reports, to the byte.",
      "", "Commands:",
    ]
    for command in commands {
      let name = command.syntax.name
      lines.append(
        "  " + name + String(repeating: " ", count: 13 - name.count) + command.syntax.summary)
    }
    lines += [
      "", "Options:",
      "  --help        Show this text; wavetank COMMAND --help tells more.",
      "  --version     Show the version.",
      "  --color WHEN  Set words off: auto, always or never. NO_COLOR and CLICOLOR_FORCE count",
      "                where it is not given.",
      "", "Examples:",
      "  wavetank run Scenarios/node-failure.yaml",
      "      Runs a scenario and writes its reports to Reports/node-failure.",
      "  wavetank new my-cluster",
      "      Writes my-cluster.yaml, a commented scenario to start from.",
      "", "Exit codes: 0 done, 1 an expectation does not hold, 64 usage, 65 bad input,",
      "66 input missing, 70 broken invariant, 73 cannot write; 129, 130 and 143 ended by SIGHUP,",
      "SIGINT and SIGTERM, with the reports so far.",
    ]
    return lines.joined(separator: "\n")
  }
}
