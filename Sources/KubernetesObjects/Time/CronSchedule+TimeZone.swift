extension CronSchedule {
  /// The first firing strictly after `instant` by the clocks of `zone`, or of UTC.
  ///
  /// An hour that the clocks skip has no firings; one that they go through twice has them twice.
  /// Source: `SpecSchedule.Next` of github.com/robfig/cron 3.0, which goes on in absolute time.
  public func next(after instant: Timestamp, in zone: TimeZoneRules?) -> Timestamp? {
    guard let zone, case .fields = timing, instant.seconds.magnitude < 1 << 62 else {
      return next(after: instant)
    }
    var start = instant
    // A schedule fires within five years or never, and clocks change twice a year.
    for _ in 0..<16 {
      let first = start.seconds + 1
      let firing = next(after: start, utcOffset: zone.utcOffset(at: first))
      guard let change = zone.nextChange(after: first) else { return firing }
      if let firing, firing.seconds < change { return firing }
      start = Timestamp(seconds: change - 1)
    }
    return nil
  }
}
