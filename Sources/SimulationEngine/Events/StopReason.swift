/// Why a run of the event loop ended.
public enum StopReason: Hashable, Sendable {
  /// No event is pending; the clock stands at the last one fired.
  case queueExhausted
  /// Every pending event lies beyond the horizon; the clock stands at the horizon.
  case horizonReached
  /// A handler called `stop()`; the clock stands at its event.
  case stopped
  /// As many events fired as were allowed; the clock stands at the last one.
  case eventLimitReached
}
