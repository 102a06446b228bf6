/// When a CronJob fires: five fields, a name such as `@daily`, or `@every` and a duration.
///
/// Source: github.com/robfig/cron as Kubernetes uses it.
public struct CronSchedule: Hashable, Sendable {
  /// Which release of the cron library reads the schedule.
  public enum Dialect: Hashable, Sendable {
    /// 1.1, up to Kubernetes 1.21: `*/2` counts as a star when days are matched.
    case version1
    /// 3.0, in later releases: `*/2` restricts its field.
    case version3
  }

  /// What the text says.
  enum Timing: Hashable, Sendable {
    case fields(CronFields)
    /// Whole seconds from the reference time, at least one.
    case every(seconds: Int64)
  }

  /// The schedule as it was written.
  public let text: String
  let timing: Timing

  init(text: String, timing: Timing) {
    self.text = text
    self.timing = timing
  }

  /// The first firing strictly after `instant`; nil where there is none up to the end of the fifth
  /// year after.
  ///
  /// The fields are read in a zone that is `utcOffset` seconds ahead of UTC. `@every` counts from
  /// `instant` itself and drops its fraction of a second.
  public func next(after instant: Timestamp, utcOffset: Int64 = 0) -> Timestamp? {
    switch timing {
    case .every(let seconds):
      let sum = instant.seconds.addingReportingOverflow(seconds)
      return sum.overflow ? nil : Timestamp(seconds: sum.partialValue)
    case .fields(let fields):
      // No zone is more than a day from UTC, and no calendar reaches the ends of 64 bits.
      let offset = min(max(utcOffset, -86_400), 86_400)
      guard instant.seconds.magnitude < 1 << 62 else { return nil }
      return fields.next(from: instant.seconds + offset + 1).map {
        Timestamp(seconds: $0 - offset)
      }
    }
  }
}

extension CronSchedule: CustomStringConvertible {
  /// The schedule as it was written.
  public var description: String { text }
}
