import ClusterSimulation
import ReportPages
import SimulationEngine

/// The bars of one strike: the way of the pod that took longest, whose phases join up, and beside
/// it how long old pods lingered.
struct StrikeBars {
  struct Bar {
    /// The phase, as the style sheet calls it.
    let style: String
    let from: SimulationTime
    let to: SimulationTime
    var text = ""
  }

  private(set) var bars: [Bar] = []
  /// Where the last bar ends.
  private(set) var last: SimulationTime
  /// What is written behind the bars.
  private(set) var remark = ""
  /// The strike in words.
  private(set) var label = ""

  init(_ strike: Strike, until end: SimulationTime) {
    last = strike.time
    let slowest = strike.slowest
    let incident = slowest?.incident ?? strike.incidents[0]
    let limit = strike.repaired.isSet ? min(strike.repaired, end) : end
    add("detect", strike.time, incident.detected, openUntil: limit)
    let taint = slowest.map { min(incident.tainted, $0.path.left) } ?? incident.tainted
    if incident.tainted.isSet { add("taint", incident.detected, taint, openUntil: limit) }
    if let path = slowest?.path {
      let text = PageText.duration((path.left - last).microseconds)
      let share = Int128((path.left - last).microseconds) * 14
      add("tolerate", last, path.left, openUntil: end)
      if share > Int128(end.microseconds), !bars.isEmpty {
        bars[bars.count - 1].text = text
      }
      add("requeue", path.left, path.bound, openUntil: end)
      add("run", path.bound, path.started, openUntil: end)
      add("ready", path.started, path.ready, openUntil: end)
    } else if incident.detected.isSet, strike.podCount > 0 {
      add("tolerate", last, strike.repaired, openUntil: end)
    }
    addLingering(strike, until: end)
    describe(strike)
  }

  private mutating func add(
    _ style: String, _ from: SimulationTime, _ to: SimulationTime, openUntil end: SimulationTime
  ) {
    guard from.isSet, from >= last, to.isSet ? to > from : end > from else { return }
    let until = to.isSet ? to : end
    bars.append(Bar(style: to.isSet ? style : "\(style) open", from: from, to: until))
    last = until
  }

  private mutating func addLingering(_ strike: Strike, until end: SimulationTime) {
    let paths = strike.paths
    guard let first = paths.map(\.left).min() else { return }
    let gone = paths.map { $0.removed.isSet ? $0.removed : end }.max() ?? end
    guard gone > first else { return }
    bars.append(Bar(style: "terminate beside", from: first, to: gone))
  }

  private mutating func describe(_ strike: Strike) {
    let recovered = strike.recovered
    let wanted = strike.paths.filter(\.isWanted)
    let waiting = wanted.count { !$0.ready.isSet }
    if recovered.isSet {
      remark = "\(PageText.duration((recovered - strike.time).microseconds)) to recover"
    } else if waiting > 0 {
      remark = "\(PageText.counted(waiting, "replacement")) not ready"
    } else if strike.repaired.isSet {
      remark = "back after \(PageText.duration((strike.repaired - strike.time).microseconds))"
    }
    label =
      "\(strike.label): struck at \(PageText.clock(strike.time))"
      + (strike.detected.isSet
        ? ", noticed after \(PageText.duration((strike.detected - strike.time).microseconds))"
        : ", not noticed") + (remark.isEmpty ? "" : ", \(remark)")
  }
}
