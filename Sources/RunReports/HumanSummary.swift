import ClusterSimulation
import SimulationEngine

/// The few lines at the end of a run that a person reads.
extension RunReport {
  /// A short account of the run in plain text, one subject a line, ending in a line break.
  package func humanSummary() -> String {
    var lines = SummaryLines()
    let source = run.source
    let state = source.recording.isIncomplete ? ", stopped before its end" : ""
    lines.add(source.configuration.name, "\(shortTime(source.end.microseconds))\(state)")
    addPods(to: &lines)
    addScheduling(to: &lines)
    addUtilization(to: &lines)
    addServices(to: &lines)
    addIncidents(to: &lines)
    for result in expectations {
      lines.add(result.holds ? "holds" : "does not hold", "\(result)")
    }
    return lines.text
  }

  private func addPods(to lines: inout SummaryLines) {
    func number(_ metric: String) -> Int64 {
      guard case .count(let count) = summary.figure("pods.\(metric)")?.value else { return 0 }
      return count
    }
    let ended = number("succeeded") + number("failed")
    var parts = [
      "\(number("created")) created", "\(number("running")) running",
      "\(number("pending")) pending", "\(ended) ended",
    ]
    if number("failed") > 0 { parts[3] += " (\(number("failed")) failed)" }
    if number("terminating") > 0 { parts.append("\(number("terminating")) terminating") }
    if number("deleted") > 0 { parts.append("\(number("deleted")) deleted") }
    if number("restarts") > 0 { parts.append("\(number("restarts")) restarts") }
    lines.add("pods", parts.joined(separator: ", "))
  }

  private func addScheduling(to lines: inout SummaryLines) {
    for (name, stage) in [("scheduling", LatencyStage.scheduling), ("ready", .ready)] {
      guard let distribution = run.latencies.distribution(stage) else { continue }
      let p50 = shortTime(distribution.p50)
      let p99 = shortTime(distribution.p99)
      lines.add(name, "p50 \(p50), p99 \(p99), max \(shortTime(distribution.maximum))")
    }
  }

  private func addUtilization(to lines: inout SummaryLines) {
    let parts = summary.figures.compactMap { figure -> String? in
      let pieces = figure.metric.split(separator: ".")
      guard figure.subject.isEmpty, pieces.first == "allocation_ratio", pieces.last == "mean",
        case .millionths(let mean) = figure.value
      else { return nil }
      let name = pieces.dropFirst().dropLast().joined(separator: ".")
      let peak = summary.figure("allocation_ratio.\(name).max")?.value.millionths ?? mean
      return "\(name) \(percent(mean)) (max \(percent(peak)))"
    }
    if !parts.isEmpty { lines.add("requested", parts.joined(separator: ", ")) }
  }

  private func addServices(to lines: inout SummaryLines) {
    let figures = summary.figures.filter {
      $0.metric == "availability" && $0.subject.hasPrefix("service=")
    }
    for figure in figures.prefix(SummaryLines.limit) {
      guard let availability = figure.value.millionths else { continue }
      let name = figure.subject.dropFirst("service=".count)
      lines.add("service", "\(name) available \(percent(availability))")
    }
    lines.addRest(of: figures.count, "services")
  }

  private func addIncidents(to lines: inout SummaryLines) {
    for incident in run.incidents.prefix(SummaryLines.limit) {
      let node = run.source.name(of: incident.node)
      var text = "\(node) \(incident.kind.name) at \(shortTime(incident.time.microseconds))"
      if incident.podCount > 0 {
        text += " with \(incident.podCount) \(incident.podCount == 1 ? "pod" : "pods")"
      }
      if let detect = incident.distribution(.detect) {
        text += ", detected after \(shortTime(detect.maximum))"
      } else {
        text += ", not detected"
      }
      if let recover = incident.distribution(.recover) {
        text += ", \(recover.count) recovered after \(shortTime(recover.maximum))"
      }
      lines.add("incident", text)
    }
    lines.addRest(of: run.incidents.count, "incidents")
  }

  /// A share as a percentage with one decimal.
  private func percent(_ millionths: Int64) -> String {
    let tenths = Ratio.rounded(Int128(millionths), 1_000)
    return "\(tenths / 10).\((tenths % 10).magnitude)%"
  }

  /// Microseconds with three digits or so: `850us`, `12.3ms`, `4.56s`, `5m30s`.
  private func shortTime(_ microseconds: Int64) -> String { ShortTime.text(microseconds) }
}

/// Lines with a word in front, aligned.
private struct SummaryLines {
  /// How many lines of one kind are shown.
  static let limit = 5

  private var lines: [(head: String, text: String)] = []

  mutating func add(_ head: String, _ text: String) { lines.append((head, text)) }

  /// Says how many of `count` things were left out.
  mutating func addRest(of count: Int, _ things: String) {
    if count > Self.limit { add("", "and \(count - Self.limit) more \(things)") }
  }

  var text: String {
    let width = lines.dropFirst().reduce(0) { max($0, $1.head.count) }
    return lines.enumerated().map { row, line in
      let gap = row == 0 ? 1 : width - line.head.count + 2
      return line.head + String(repeating: " ", count: gap) + line.text + "\n"
    }.joined()
  }
}
