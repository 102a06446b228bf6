/// A duration, or what is known of one that goes on: that it lasts at least as long as it has.
struct ObservedDuration: Equatable {
  let microseconds: Int64
  /// Whether the duration is over; else its length is a lower bound.
  let isOver: Bool

  /// A duration that is over, or one that has lasted `microseconds` so far.
  init(microseconds: Int64, isOver: Bool = true) {
    self.microseconds = microseconds
    self.isOver = isOver
  }
}
