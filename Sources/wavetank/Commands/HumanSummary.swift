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
  private let seed: UInt64

  /// The summary of the run of `configuration`, whose tables have been written and have `digest`.
  init(
    _ report: RunReport, _ digest: RecordingDigest, _ configuration: SimulationConfiguration
  ) {
    self.report = report
    self.digest = digest
    name = configuration.name
    seed = configuration.seed
    version = configuration.controlPlane.version.map { " under Kubernetes \($0)" } ?? ""
  }

  /// Shows it; `isVerbose` adds every figure.
  func show(folder: String, isVerbose: Bool, _ terminal: Terminal) {
    let time = number("run.end_seconds") ?? "0"
    terminal.show(
      "\(terminal.styled(name, .bold)): \(time) s simulated\(version), "
        + "\(number("run.events") ?? "0") events, "
        + "seed \(seed)")
    show("pods", pods, terminal)
    show("nodes", "\(count("nodes.count")), \(count("nodes.ready")) ready", terminal)
    show("scheduling", seconds("scheduling"), terminal)
    show("recorded", seconds("recorded_wait"), terminal)
    show("ready after", seconds("ready"), terminal)
    show("samples", report.samplePeriodInWords, terminal)
    show("measured", report.windowInWords, terminal)
    showExpectations(terminal)
    if isVerbose {
      for figure in report.summary.figures {
        terminal.show("  \(figure.name) \(figure.value.text) \(figure.unit)")
      }
    }
    show("reports", "\(folder) (\(digest.text))", terminal)
  }

  /// Shows whether the run was as expected, on a terminal below charts of its levels.
  private func showExpectations(_ terminal: Terminal) {
    let glance =
      terminal.isOutputTerminal
      ? RunGlance(report, width: terminal.width, terminal.showsUnicode ? .unicode : .plain) : nil
    for line in glance?.lines ?? [] { terminal.show(line) }
    for result in report.expectations {
      let word =
        result.holds
        ? terminal.styled("holds", .green) : terminal.styled("does not hold", .red)
      if let glance {
        terminal.show("  \(glance.line(of: result)) — \(word)")
      } else {
        show("expected", "\(result) — \(word)", terminal)
      }
    }
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

  /// Where the pods are. It adds up: every pod that was created runs, or is pending, terminating or
  /// ended.
  private var pods: String {
    let ended = [("succeeded", "succeeded"), ("failed", "failed"), ("deleted", "deleted")]
    let parts = [
      "\(count("pods.created")) created", "\(count("pods.running")) running",
      "\(count("pods.pending")) pending" + details([("unscheduled", "without a node")]),
      "\(count("pods.terminating")) terminating",
      "\(ended.reduce(0) { $0 + count("pods.\($1.0)") }) ended" + details(ended),
    ]
    return parts.joined(separator: ", ")
  }

  /// What a count is made of, in parentheses; nothing where there is nothing.
  private func details(_ items: [(metric: String, word: String)]) -> String {
    let words = items.filter { count("pods.\($0.metric)") > 0 }
      .map { "\(count("pods.\($0.metric)")) \($0.word)" }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }

  private func count(_ metric: String) -> Int64 {
    guard case .count(let count) = report.summary.figure(metric)?.value else { return 0 }
    return count
  }

  /// How long a stage took; lower bounds are marked, and it is said how many have not ended.
  private func seconds(_ stage: String) -> String {
    var parts = ["p50", "p99", "max"].compactMap { level -> String? in
      let metric = "\(stage).\(level)_seconds"
      guard let value = number(metric) else { return nil }
      let isBound = report.summary.figure(metric)?.isBound ?? false
      return "\(level) \(isBound ? "≥ " : "")\(value) s"
    }
    let waiting = count("\(stage).waiting")
    if waiting > 0 { parts.append("\(waiting) waiting") }
    return parts.joined(separator: ", ")
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
