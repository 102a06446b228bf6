import ClusterSimulation
import SimulationEngine

/// The part of a run that its figures are about.
struct ReportWindow {
  /// The first instant.
  let from: SimulationTime
  /// The end. It belongs to the window if it is the end of the run.
  let until: SimulationTime
  private let end: SimulationTime

  /// The window `asked` of a run until `end`; the whole run if none is asked for.
  init(_ asked: MeasuringWindow?, until end: SimulationTime) {
    from = min(asked?.from ?? .zero, end)
    until = min(asked?.until ?? end, end)
    self.end = end
  }

  /// Whether what happens at `time` belongs to the window.
  func contains(_ time: SimulationTime) -> Bool {
    time >= from && (time < until || until == end && time <= end)
  }

  /// How long the window is, in microseconds.
  var microseconds: Int64 { max(0, (until - from).microseconds) }

  /// The part of a span that lies within the window, in microseconds.
  func overlap(_ start: SimulationTime, _ stop: SimulationTime) -> Int64 {
    max(0, (min(stop, until) - max(start, from)).microseconds)
  }
}
