import SimulationEngine

/// A period of the samples that follows from the length of the run and the number of nodes.
///
/// A run whose end is not known cannot choose its period beforehand. So it begins with the shortest
/// one, and goes on to the next whenever there are too many rows: samples that the longer period
/// would not have taken are dropped. What remains is what that period alone would have left, and
/// memory stays within bounds however long the run is.
extension World {
  /// The most rows of samples, of the cluster and of nodes.
  static let mostSampleRows = 400_000
  /// How few samples are kept however many nodes there are.
  static let leastSamples = 24

  /// Periods of samples, in seconds, each a multiple of the one before. Beyond the last, ten times
  /// as long ones follow.
  private static let periods: [Int64] = [10, 60, 600, 3600, 14_400, 86_400]

  /// Lengthens the period until the rows are few enough.
  mutating func adaptSamplePeriod() {
    guard configuration.adaptsSamplePeriod else { return }
    while recording.utilization.count + recording.nodeSamples.count > Self.mostSampleRows,
      recording.queueSamples.count > Self.leastSamples
    {
      let seconds = recording.samplePeriod / .seconds(1)
      let next = Self.periods.first { $0 > seconds } ?? seconds * 10
      recording.samplePeriod = .seconds(next)
      let period = recording.samplePeriod.microseconds
      recording.queueSamples.removeAll { $0.time.microseconds % period != 0 }
      recording.utilization.removeAll { $0.time.microseconds % period != 0 }
      recording.nodeSamples.removeAll { $0.time.microseconds % period != 0 }
    }
  }

  /// When the next samples are due.
  var nextSample: SimulationTime {
    let period = recording.samplePeriod
    guard configuration.adaptsSamplePeriod else { return now.addingSaturating(period) }
    let past = now.microseconds % period.microseconds
    return now.addingSaturating(.microseconds(period.microseconds - past))
  }
}
