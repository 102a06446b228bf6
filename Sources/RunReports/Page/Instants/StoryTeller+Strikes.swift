import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// Nodes that are lost, what is noticed of it, and how they come back.
extension StoryTeller {
  mutating func tellStrikes() {
    let stale = StaleServices(run.source, at: strikes.map(\.time))
    // Where there are many, the largest are told, not the first.
    let order = strikes.indices.sorted {
      (-strikes[$0].podCount, $0) < (-strikes[$1].podCount, $1)
    }
    for row in order.prefix(Self.limitOfKind) {
      let strike = strikes[row]
      tellLoss(of: strike, stale.text(row))
      tellDetection(of: strike)
      tellRecovery(from: strike)
      tellReturn(of: strike)
    }
  }

  private func verb(_ strike: Strike, _ one: String, _ many: String) -> String {
    strike.incidents.count == 1 ? one : many
  }

  private mutating func tellLoss(of strike: Strike, _ stale: String) {
    let what =
      strike.kind == .failed
      ? "\(strike.label) \(verb(strike, "stops", "stop")); nobody knows it"
      : "\(strike.label) \(verb(strike, "is", "are")) cut off; what runs there runs on"
    let pods =
      strike.podCount == 0
      ? "Nothing ran there."
      : PageText.counted(strike.podCount, "pod")
        + (strike.podCount == 1 ? " runs there." : " run there.")
    tell(
      strike.time, .high, what,
      because: "\(pods) The API server still believes the last heartbeat.\(stale)",
      in: "failures.csv, services.csv")
  }

  private mutating func tellDetection(of strike: Strike) {
    let seen = strike.incidents.filter(\.detected.isSet)
    guard let first = seen.map(\.detected).min(), let last = seen.map(\.detected).max() else {
      return
    }
    let after =
      first == last
      ? span(strike.time, first)
      : "\(span(strike.time, first)) to \(span(strike.time, last))"
    let status = condition(of: seen[0])
    tell(
      last, .middle,
      "\(strike.label): Ready becomes \(status?.name ?? "Unknown"), \(after) after the loss",
      because: causeOfDetection(seen, after: strike.time), in: "node_conditions.csv")
  }

  private func condition(of incident: IncidentReport) -> ConditionStatus? {
    source.recording.nodeConditions.first {
      $0.time == incident.detected && $0.node == incident.node
    }?.status
  }

  /// Why nodes were noticed when they were: the rule of the node controller, and what the writes
  /// waited for. Where both do not account for the time, nothing is claimed.
  private func causeOfDetection(
    _ incidents: [IncidentReport], after struck: SimulationTime
  ) -> String {
    let lifecycle = settings.nodeLifecycle
    let slowest = incidents.map(\.detected).max() ?? struck
    let nodes = Set(incidents.map(\.node))
    let longest = source.recording.delayedConditions.lazy
      .filter { nodes.contains($0.node) && $0.time > struck && $0.time <= slowest }
      .map(\.wait).max()
    let allowed =
      lifecycle.nodeMonitorGracePeriod + lifecycle.nodeMonitorPeriod
      + settings.apiServerWriteLatency + (longest ?? .zero)
    var text =
      "The node controller looks every "
      + "\(PageText.duration(lifecycle.nodeMonitorPeriod.microseconds)) and waits for "
      + setting("nodeMonitorGracePeriod", lifecycle.nodeMonitorGracePeriod)
      + " of silence, counted from the last heartbeat that it saw."
    if let longest {
      text +=
        " Then its write waited up to \(PageText.duration(longest.microseconds)) for its turn: "
        + "its client may write kubeAPIQPS = \(rate(settings.kubeAPIQPSThousandths))."
    }
    guard slowest - struck <= allowed else {
      return wasPaused(from: struck, until: slowest)
        ? "The controller manager stood still in the meantime." : ""
    }
    return text
  }

  private func wasPaused(from start: SimulationTime, until end: SimulationTime) -> Bool {
    var isPaused = false
    for command in source.recording.commands where command.time <= end {
      switch source.configuration.timeline[Int(command.entry)].action {
      case .pause(.controllerManager): isPaused = true
      case .resume(.controllerManager):
        if isPaused, command.time >= start { return true }
        isPaused = false
      default: break
      }
    }
    return isPaused
  }

  private mutating func tellRecovery(from strike: Strike) {
    let recovered = strike.recovered
    guard recovered.isSet, let slowest = strike.slowest?.path else { return }
    let nodes = strike.label
    var why =
      "The slowest of them: created and bound within \(span(slowest.left, slowest.bound)), "
      + "started \(span(slowest.bound, slowest.started)) later, ready after another "
      + "\(span(slowest.started, slowest.ready))."
    let waiting = (slowest.left - strike.time).microseconds
    let whole = (slowest.ready - strike.time).microseconds
    if let share = Ratio.millionths(waiting, of: whole) {
      why += " \(PageText.percent(share)) of the way was waiting before anything was deleted."
    }
    tell(
      recovered, .high,
      "Every replacement of the pods of \(nodes) is ready, \(span(strike.time, recovered)) "
        + "after the loss",
      because: why, in: "failures.csv")
  }

  private mutating func tellReturn(of strike: Strike) {
    let back = strike.repaired
    guard back.isSet else { return }
    let waiting = strike.paths.filter {
      $0.left < back && (!$0.removed.isSet || $0.removed >= back)
    }
    var why = ""
    if let first = waiting.map(\.left).min() {
      why =
        "The kubelet hears of \(PageText.counted(waiting.count, "deletion")) and ends the old "
        + "\(waiting.count == 1 ? "pod" : "pods"), \(span(first, back)) after the first was asked "
        + "for. No pod moves back: the scheduler places pods, it does not rebalance."
    }
    tell(
      back, .middle,
      "\(strike.label) \(verb(strike, "is", "are")) "
        + (strike.kind == .failed ? "back" : "connected again"),
      because: why, in: "machines.csv, node_conditions.csv")
  }
}

/// Which services listed endpoints that led nowhere at given instants.
private struct StaleServices {
  private var texts: [[String]]

  /// `times` are in order. O(changes of services + times).
  init(_ source: ReportSource, at times: [SimulationTime]) {
    texts = Array(repeating: [], count: times.count)
    var first = 0
    for (row, change) in source.recording.services.enumerated() where change.staleEndpoints > 0 {
      while first < times.count, times[first] < change.time { first += 1 }
      guard first < times.count else { break }
      // Only the last change of a service at an instant says how it was left.
      let isLast =
        row + 1 == source.recording.services.count
        || source.recording.services[row + 1].time != change.time
        || source.recording.services[row + 1].service != change.service
      guard isLast, times[first] == change.time, texts[first].count < 4 else { continue }
      let service = source.cluster.services[change.service.row]
      texts[first].append(
        "\(source.text(service.name)) lists \(change.readyEndpoints) endpoints, "
          + "\(change.staleEndpoints) of them stale")
    }
  }

  /// What is said of the instant of `row`, with a space before it.
  func text(_ row: Int) -> String {
    texts[row].isEmpty ? "" : " \(texts[row].joined(separator: "; "))."
  }
}
