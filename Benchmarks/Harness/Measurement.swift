/// How a piece of work is timed: warmed up once, repeated, and stated by its median.
struct Measurement: Sendable {
  /// How often the work is timed; the median of an odd number is a time that occurred.
  var repetitions = 7

  /// The median of the processor seconds that `work` takes.
  ///
  /// `prepare` makes what one repetition works on and is not timed. The result of `work` is kept
  /// from the optimiser, which could otherwise remove work that nobody looks at.
  func seconds<Input, Output>(
    preparing prepare: () throws -> Input, _ work: (inout Input) throws -> Output
  ) rethrows -> Double {
    var times: [Double] = []
    for _ in 0...repetitions {
      var input = try prepare()
      let start = ProcessorClock.seconds
      let output = try work(&input)
      keep(output)
      times.append(ProcessorClock.seconds - start)
    }
    return Self.median(times.dropFirst())
  }

  /// The medians of the processor seconds that `work` and `baseline` take, timed in turn: a machine
  /// whose speed changes in between slows both alike.
  func seconds<Input, Plain, Output, Other>(
    preparing prepare: () throws -> Input, _ work: (inout Input) throws -> Output,
    preparingBaseline: () throws -> Plain, baseline: (inout Plain) throws -> Other
  ) rethrows -> (work: Double, baseline: Double) {
    let once = Measurement(repetitions: 1)
    var (times, others): ([Double], [Double]) = ([], [])
    for _ in 0..<repetitions {
      times.append(try once.seconds(preparing: prepare, work))
      others.append(try once.seconds(preparing: preparingBaseline, baseline))
    }
    return (Self.median(times), Self.median(others))
  }

  /// The median of the processor seconds that `work` takes.
  func seconds<Output>(_ work: () throws -> Output) rethrows -> Double {
    try seconds(preparing: {}, { _ in try work() })
  }

  /// Nanoseconds per operation of `work`, which does `operations` of them.
  func nanosecondsPerOperation<Output>(
    _ operations: Int, _ work: () throws -> Output
  ) rethrows -> Double {
    try seconds(work) / Double(operations) * 1e9
  }

  /// Megabytes (10⁶ bytes) per second of `work`, which goes through `bytes` bytes.
  func megabytesPerSecond<Output>(
    _ bytes: Int, _ work: () throws -> Output
  ) rethrows -> Double {
    try Double(bytes) / 1e6 / max(seconds(work), 1e-9)
  }

  /// The middle of `times`; of an even number, the mean of the two in the middle.
  static func median(_ times: some Sequence<Double>) -> Double {
    let sorted = times.sorted()
    precondition(!sorted.isEmpty, "a median needs at least one value")
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

/// Uses `value`, as far as the optimiser can see: what computes it is not removed.
@inline(never)
@_optimize(none)
func keep<Value>(_ value: Value) {}

/// Returns `value`, of which the optimiser then knows nothing: work on it is neither done at
/// compile time nor moved out of the loop that repeats it.
@inline(never)
@_optimize(none)
func opaque<Value>(_ value: Value) -> Value { value }
