import KubernetesObjects

/// Spans of time as kubectl writes them: `67s`, `5m3s`, `4h`, `3d2h`.
package enum HumanDuration {
  /// The span from `start` to `end` in two units at most; `<invalid>` if it ends more than a
  /// second before it starts.
  ///
  /// Source: `k8s.io/apimachinery/pkg/util/duration` `HumanDuration`.
  package static func text(from start: Timestamp, to end: Timestamp) -> String {
    text(seconds: wholeSeconds(from: start, to: end))
  }

  /// The time that has passed since `instant`; `<unknown>` without one, as for a field that is
  /// not set.
  package static func since(_ instant: Timestamp?, at now: Timestamp) -> String {
    instant.map { text(from: $0, to: now) } ?? "<unknown>"
  }

  /// The seconds between two instants, rounded toward zero.
  private static func wholeSeconds(from start: Timestamp, to end: Timestamp) -> Int64 {
    var seconds = end.seconds - start.seconds
    if seconds > 0, end.nanoseconds < start.nanoseconds { seconds -= 1 }
    if seconds < 0, end.nanoseconds > start.nanoseconds { seconds += 1 }
    return seconds
  }

  /// `seconds`, which were rounded toward zero, in two units at most.
  package static func text(seconds: Int64) -> String {
    if seconds < -1 { return "<invalid>" }
    if seconds < 0 { return "0s" }
    if seconds < 120 { return "\(seconds)s" }
    let minutes = seconds / 60
    if minutes < 10 { return pair(minutes, "m", seconds % 60, "s") }
    if minutes < 180 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 8 { return pair(hours, "h", minutes % 60, "m") }
    if hours < 48 { return "\(hours)h" }
    let days = hours / 24
    if days < 8 { return pair(days, "d", hours % 24, "h") }
    if days < 730 { return "\(days)d" }
    if days < 2920 { return pair(days / 365, "y", days % 365, "d") }
    return "\(days / 365)y"
  }

  private static func pair(
    _ larger: Int64, _ unit: String, _ smaller: Int64, _ part: String
  ) -> String {
    smaller == 0 ? "\(larger)\(unit)" : "\(larger)\(unit)\(smaller)\(part)"
  }
}
