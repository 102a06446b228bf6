import ClusterSimulation
import RunReports
import ScenarioFiles
import SimulationEngine

/// What a person reads at the end of a run: what happened, whether it held, where the rest lies.
struct HumanSummary {
  private let report: RunReport
  private let digest: RecordingDigest
  private let name: String
  private let version: String

  /// The summary of the run of `configuration`, whose tables have been written and have `digest`.
  init(
    _ report: RunReport, _ digest: RecordingDigest, _ configuration: SimulationConfiguration
  ) {
    self.report = report
    self.digest = digest
    name = configuration.name
    version = configuration.controlPlane.version.map { " under Kubernetes \($0)" } ?? ""
  }

  /// Shows it; `isVerbose` adds every figure.
  func show(folder: String, isVerbose: Bool, _ terminal: Terminal) {
    let time = number("run.end_seconds") ?? "0"
    terminal.show(
      "\(terminal.styled(name, .bold)): \(time) s simulated\(version), "
        + "\(number("run.events") ?? "0") events, "
        + "seed \(number("run.seed") ?? "")")
    show(
      "pods",
      counts([
        ("created", "pods.created"), ("running", "pods.running"), ("succeeded", "pods.succeeded"),
        ("failed", "pods.failed"), ("being deleted", "pods.terminating"),
        ("deleted", "pods.deleted"),
        ("without a node", "pods.unscheduled"),
      ]), terminal)
    show("nodes", counts([("", "nodes.count"), ("ready", "nodes.ready")]), terminal)
    show("scheduling", seconds("scheduling"), terminal)
    show("recorded", seconds("recorded_wait"), terminal)
    show("ready after", seconds("ready"), terminal)
    show("samples", report.samplePeriodInWords, terminal)
    for result in report.expectations {
      let word =
        result.holds
        ? terminal.styled("holds", .green) : terminal.styled("does not hold", .red)
      show("expected", "\(result) — \(word)", terminal)
    }
    if isVerbose {
      for figure in report.summary.figures {
        terminal.show("  \(figure.name) \(figure.value.text) \(figure.unit)")
      }
    }
    show("reports", "\(folder) (\(digest.text))", terminal)
  }

  private func show(_ title: String, _ text: String, _ terminal: Terminal) {
    guard !text.isEmpty else { return }
    let padding = String(repeating: " ", count: max(1, 13 - title.count))
    terminal.show("  " + terminal.styled(title, .dim) + padding + text)
  }

  private func number(_ metric: String) -> String? {
    guard let figure = report.summary.figure(metric) else { return nil }
    return Self.short(figure.value.text)
  }

  private func counts(_ items: [(word: String, metric: String)]) -> String {
    items.enumerated().compactMap { row, item in
      guard let count = number(item.metric), row == 0 || count != "0" else { return nil }
      return item.word.isEmpty ? count : "\(count) \(item.word)"
    }.joined(separator: ", ")
  }

  private func seconds(_ stage: String) -> String {
    ["p50", "p99", "max"].compactMap { level in
      number("\(stage).\(level)_seconds").map { "\(level) \($0) s" }
    }.joined(separator: ", ")
  }

  /// A decimal number without the zeros at its end.
  private static func short(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
