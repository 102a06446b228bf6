import ClusterState
import KubernetesObjects

/// Which run of a cron job is due, and when the next one will be.
///
/// Source: `pkg/controller/cronjob/utils.go`: `getRecentUnmetScheduleTimes` up to Kubernetes 1.20,
/// `mostRecentScheduleTime` and `nextScheduleTimeDuration` from 1.21 on.
struct MissedRuns {
  /// How many runs have been missed.
  enum Extent: Hashable {
    case none
    case few
    /// More than a hundred.
    case many
  }

  /// What came of a look at the schedule.
  struct Finding: Hashable {
    /// From when on it was looked at.
    let earliest: Timestamp
    /// The latest run that is due; nil if none is.
    let latest: Timestamp?
    /// How many there were.
    let extent: Extent
  }

  /// The schedule never fires, or twice within a second.
  struct Senseless: Error {}

  /// How many missed runs are still looked through.
  static let limit = 100

  let schedule: CronSchedule
  let zone: TimeZoneRules?
  /// When a run was last started, or else when the cron job was created.
  var reference: Timestamp
  /// By how many seconds a run may be late; nil for any.
  let startingDeadline: Int64?

  /// The next run after `instant`.
  func next(after instant: Timestamp) -> Timestamp? { schedule.next(after: instant, in: zone) }

  /// The latest run that is due at `now`, found by an estimate of how many there were.
  func estimate(
    at now: Timestamp, heedsDeadline: Bool
  ) throws(Senseless) -> Finding {
    let earliest = heedsDeadline ? beginning(at: now) : reference
    guard let first = next(after: earliest) else { throw Senseless() }
    if now < first { return Finding(earliest: earliest, latest: nil, extent: .none) }
    guard let second = next(after: first) else { throw Senseless() }
    if now < second { return Finding(earliest: earliest, latest: first, extent: .none) }
    let interval = second.seconds - first.seconds
    guard interval >= 1 else { throw Senseless() }
    let count = (now.seconds - first.seconds) / interval + 1
    var latest: Timestamp?
    var run = next(after: Timestamp(seconds: first.seconds + (count - 2) * interval))
    while let time = run, time <= now {
      latest = time
      run = next(after: time)
    }
    return Finding(
      earliest: earliest, latest: latest, extent: count > Int64(Self.limit) ? .many : .few)
  }

  /// The latest run that is due at `now`, one by one; nothing is said of more than a hundred.
  func list(at now: Timestamp) -> Finding {
    let earliest = beginning(at: now)
    var latest: Timestamp?
    var count = 0
    var run = next(after: earliest)
    while let time = run, time <= now {
      latest = time
      count += 1
      if count > Self.limit { return Finding(earliest: earliest, latest: nil, extent: .many) }
      run = next(after: time)
    }
    return Finding(earliest: earliest, latest: latest, extent: count == 0 ? .none : .few)
  }

  /// When the cron job is to be looked at again: at its next run after `now`, or after the one that
  /// it has not started yet.
  func nextLook(at now: Timestamp) -> Timestamp? {
    guard let finding = try? estimate(at: now, heedsDeadline: false) else {
      return next(after: now)
    }
    return next(after: finding.latest ?? (finding.extent == .none ? finding.earliest : now))
  }

  /// From when on runs are looked for: what is older is too late.
  private func beginning(at now: Timestamp) -> Timestamp {
    guard let startingDeadline else { return reference }
    let (seconds, overflow) = now.seconds.subtractingReportingOverflow(startingDeadline)
    let deadline = Timestamp(seconds: overflow ? .min : seconds, nanoseconds: now.nanoseconds)
    return max(reference, deadline)
  }
}
