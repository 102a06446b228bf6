import KubernetesObjects
import RunReports
import ScenarioFiles

/// `wavetank check`: every problem of scenarios and manifests, and nothing else.
struct CheckCommand: Command {
  static let syntax = CommandSyntax(
    name: "check", summary: "Report every problem of scenarios or manifests; run nothing.",
    operands: "FILE…", operandCount: 1...100_000,
    explanation: "A FILE is a scenario, a Kubernetes manifest, or a folder of manifests. Fields of "
      + "manifests that are known and change nothing are listed by name. A scenario says its own "
      + "version; manifests alone are taken as those of the newest.",
    options: [
      .flag("allow-outside", "Let scenarios name files outside their own folder."),
      .value(
        "kubernetes-version", "VERSION", "Admit manifests as a cluster of that version would."),
      .value(
        "feature-gates", "NAME=BOOL,…", "Admit manifests with these feature gates set."),
      .flag("quiet", "Show errors only.", short: "q"),
    ],
    examples: [
      ("wavetank check Scenarios/*.yaml", "Checks scenarios with all that they name."),
      ("wavetank check manifests/", "Checks manifests as the API server would."),
    ])

  private let files: [String]
  private let allowsOutside: Bool
  private let isQuiet: Bool
  private let options: ScenarioOptions

  init(_ arguments: ParsedArguments) throws(UsageError) {
    files = arguments.operands
    allowsOutside = arguments.isGiven("allow-outside")
    isQuiet = arguments.isGiven("quiet")
    var options = ScenarioOptions()
    let gates = try arguments.featureGates(of: "check")
    do throws(ValueError) {
      try options.setManifestRules(version: arguments.value("kubernetes-version"), gates: gates)
    } catch {
      throw UsageError(error.description, "check")
    }
    self.options = options
  }

  func run(_ terminal: Terminal) -> ExitCode {
    var options = options
    options.allowsOutside = allowsOutside
    // Nothing is started here.
    options.allowsPolicy = true
    options.metricProblem = { MetricNames.problem(with: $0) }
    options.countsUnusedFields = !isQuiet
    var unusedFields = OccurrenceCounts()
    var code = ExitCode.done
    var errorCount = 0
    var warningCount = 0
    var fileCount = 0
    for file in files {
      do throws(ScenarioFailure) {
        let warnings = try Scenario.check(
          file, options: options, unusedFields: &unusedFields, fileCount: &fileCount)
        warningCount += warnings.count
        if !isQuiet { for warning in warnings { terminal.complain("\(warning)") } }
      } catch {
        for diagnostic in error.diagnostics {
          let isError = diagnostic.severity == .error
          if isError { errorCount += 1 } else { warningCount += 1 }
          if isError || !isQuiet { terminal.complain("\(diagnostic)") }
        }
        if code != .badInput { code = error.isInputMissing ? .inputMissing : .badInput }
      }
    }
    if !isQuiet {
      tell(of: unusedFields, terminal)
      terminal.show(
        "\(count(fileCount, "file")) checked: \(count(errorCount, "error")), "
          + count(warningCount, "warning"))
    }
    return code
  }

  /// Lists the fields that change nothing, each with its count.
  private func tell(of fields: OccurrenceCounts, _ terminal: Terminal) {
    guard !fields.isEmpty else { return }
    terminal.show("fields that change nothing:")
    for field in fields.occurrences.sorted(by: { $0.text < $1.text }) {
      let times = field.count == 1 ? "" : " (\(field.count) times)"
      terminal.show("  \(field.text)\(times)")
    }
  }

  private func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
