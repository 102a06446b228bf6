import KubernetesObjects
import SimulationEngine

/// The wall clock of a run: what the instants of a status say, in whole seconds as in the API.
package struct WallClock: Hashable, Sendable {
  /// The calendar's instant at time 0.
  package let start: Timestamp

  /// A clock that shows the beginning of 1970 at time 0.
  package static let epoch = WallClock(start: Timestamp(seconds: 0))

  /// A clock that shows `start` at time 0.
  package init(start: Timestamp) { self.start = start }

  /// The whole seconds since 1970 at `time`, rounded down.
  package func second(at time: SimulationTime) -> Int64 {
    let (seconds, micros) = Self.parts(of: time.microseconds + fraction)
    return start.seconds + seconds - (micros < 0 ? 1 : 0)
  }

  /// `time` as the API gives it back: the beginning of its second.
  package func wholeSecond(_ time: SimulationTime) -> SimulationTime {
    self.time(ofSecond: second(at: time))
  }

  /// When a pod counts as available that has been ready since `transition`: the API keeps the
  /// instant of a condition in whole seconds.
  ///
  /// Source: `IsPodAvailable` of `pkg/api/v1/pod/util.go`, Kubernetes 1.4 to 1.36.
  func availability(
    ofPodReadySince transition: SimulationTime, minReady: SimulationDuration
  ) -> SimulationTime {
    guard minReady > .zero else { return transition }
    return wholeSecond(transition).addingSaturating(minReady)
  }

  /// When `second`, in seconds since 1970, begins; at the end of the range where it lies beyond.
  package func time(ofSecond second: Int64) -> SimulationTime {
    let seconds = second.subtractingReportingOverflow(start.seconds)
    let micros = seconds.partialValue.multipliedReportingOverflow(by: 1_000_000)
    let end = SimulationTime.latest.microseconds
    guard !seconds.overflow, !micros.overflow, micros.partialValue.magnitude < end else {
      return SimulationTime(microseconds: second < start.seconds ? -end : end)
    }
    return SimulationTime(microseconds: micros.partialValue - fraction)
  }

  /// The calendar's instant at `time`, to the microsecond.
  package func timestamp(at time: SimulationTime) -> Timestamp {
    let second = second(at: time)
    let rest = (time - self.time(ofSecond: second)).microseconds
    return Timestamp(seconds: second, nanoseconds: Int32(rest * 1000))
  }

  /// The microseconds of the second that have passed at time 0.
  private var fraction: Int64 { Int64(start.nanoseconds / 1000) }

  private static func parts(of micros: Int64) -> (Int64, Int64) {
    micros.quotientAndRemainder(dividingBy: 1_000_000)
  }
}
