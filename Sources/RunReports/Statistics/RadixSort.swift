/// A duration of one pod.
struct PodDuration: Equatable {
  let microseconds: Int64
  let pod: Int32
  /// Whether the duration is over; else its length is a lower bound.
  var isOver = true

  /// The duration without the pod.
  var observed: ObservedDuration {
    ObservedDuration(microseconds: microseconds, isOver: isOver)
  }
}

/// Sorts the durations of a million pods, a dozen times over: by eleven bits at a time, the least
/// significant first.
enum RadixSort {
  private static let bits = 11
  private static let bins = 1 << bits

  /// Sorts by duration, none of which may be negative; equal ones keep their order. O(n) for
  /// durations of up to a few hours, four passes.
  static func sort(_ durations: inout ContiguousArray<PodDuration>) {
    guard durations.count > 256 else {
      // The sort of the standard library is stable, though it does not promise to be.
      let order = durations.indices.sorted {
        (durations[$0].microseconds, $0) < (durations[$1].microseconds, $1)
      }
      durations = ContiguousArray(order.map { durations[$0] })
      return
    }
    let greatest = durations.reduce(Int64(0)) { max($0, $1.microseconds) }
    precondition(durations.allSatisfy { $0.microseconds >= 0 }, "a duration is not negative")
    var target = durations
    var shift: Int64 = 0
    while shift < 63, greatest >> shift > 0 {
      pass(durations, &target, shift)
      swap(&durations, &target)
      shift += Int64(bits)
    }
  }

  private static func pass(
    _ source: ContiguousArray<PodDuration>, _ target: inout ContiguousArray<PodDuration>,
    _ shift: Int64
  ) {
    var starts = [Int](repeating: 0, count: bins)
    for duration in source { starts[bin(duration, shift)] += 1 }
    var next = 0
    for bin in 0..<bins {
      let count = starts[bin]
      starts[bin] = next
      next += count
    }
    for duration in source {
      let bin = bin(duration, shift)
      target[starts[bin]] = duration
      starts[bin] += 1
    }
  }

  private static func bin(_ duration: PodDuration, _ shift: Int64) -> Int {
    Int(truncatingIfNeeded: duration.microseconds >> shift) & (bins - 1)
  }
}
