import SimulationEngine

/// What the scheduler's recorder still has to say of its series.
///
/// Of the further events of a series nothing is written but their number: every half an hour, and
/// when the series is over. Source: `refreshExistingEventSeries` and `finishSeries` of
/// `client-go/tools/events/event_broadcaster.go`, Kubernetes 1.19 to 1.36.
extension EventCorrelator {
  /// A series of which more may come.
  struct OpenSeries: Sendable {
    /// Its place among the series.
    let place: Int32
    /// The count that was last written.
    var written: Int32
    /// When that was.
    var refreshed: SimulationTime
  }

  /// A count that is to be written for the event in row `first` of the recording.
  struct SeriesCount: Hashable, Sendable {
    let first: Int32
    let count: Int32
  }

  /// How often the count of a series that goes on is written (`refreshTime`).
  private static let refreshTime = SimulationDuration.seconds(1800)

  /// Looks for series that are over, or of which nothing was written for long; returns the counts
  /// that are to be written, in the order in which the series began.
  mutating func reviewSeries(at now: SimulationTime) -> ContiguousArray<SeriesCount> {
    var counts: ContiguousArray<SeriesCount> = []
    var left: ContiguousArray<OpenSeries> = []
    for var one in openSeries {
      let known = series[Int(one.place)]
      let isOver = known.last < now - Self.finishTime
      if isOver || now - one.refreshed >= Self.refreshTime {
        if known.count > one.written {
          counts.append(SeriesCount(first: known.first, count: known.count))
        }
        one.written = known.count
        one.refreshed = now
      }
      if !isOver { left.append(one) }
    }
    openSeries = left
    return counts
  }
}
