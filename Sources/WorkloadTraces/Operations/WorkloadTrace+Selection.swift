import SimulationEngine

/// Which pods of a trace arrive, and when.
extension WorkloadTrace {
  /// Rows of arrivals, each as often as it is to arrive, with their instants in order.
  struct Selection {
    var rows: ContiguousArray<Int> = []
    var times: ContiguousArray<SimulationTime> = []

    /// The first row whose instant is not before `microseconds`.
    func row(at microseconds: Int64) -> Int {
      var (low, high) = (0, times.count)
      while low < high {
        let middle = (low + high) / 2
        if times[middle].microseconds < microseconds { low = middle + 1 } else { high = middle }
      }
      return low
    }

    /// Adds a pod; instants come in order.
    mutating func append(_ row: Int, at time: SimulationTime) {
      rows.append(row)
      times.append(time)
    }
  }

  /// What limit, window, bootstrap and scales leave.
  func selection(by operations: TraceOperations, _ stream: (String) -> RandomStream) -> Selection {
    var selection = Selection()
    for row in 0..<min(operations.limit ?? arrivals.count, arrivals.count) {
      let time = arrivals[row].time
      if let window = operations.window {
        if window.contains(time) { selection.append(row, at: .zero + (time - window.lowerBound)) }
      } else {
        selection.append(row, at: time)
      }
    }
    if let block = operations.block {
      let span = operations.window.map { $0.upperBound - $0.lowerBound }
      selection = bootstrap(selection, block, span, stream("bootstrap"))
    }
    scale(&selection, by: operations, stream("load"))
    return selection
  }

  /// Blocks of `selection`, as many as there are, each drawn from all and kept as it is: a pod
  /// arrives as long after the beginning of its block as before.
  ///
  /// Of a last block that is not whole only the part within the span is there.
  private func bootstrap(
    _ selection: Selection, _ block: SimulationDuration, _ span: SimulationDuration?,
    _ stream: RandomStream
  ) -> Selection {
    guard let last = selection.times.last else { return selection }
    let length = block.microseconds
    let end = span?.microseconds ?? last.microseconds + 1
    let count = (min(end, last.microseconds + length) + length - 1) / length
    var (draws, result) = (stream, Selection())
    for number in 0..<Int(count) {
      let drawn = draws.index(below: Int(count))
      let shift = SimulationDuration(microseconds: Int64(number - drawn) * length)
      let start = Int64(drawn) * length
      for place in selection.row(at: start)..<selection.row(at: start + length) {
        result.append(selection.rows[place], at: selection.times[place] + shift)
      }
    }
    return result
  }

  /// Multiplies instants, and the pods at each.
  private func scale(
    _ selection: inout Selection, by operations: TraceOperations, _ stream: RandomStream
  ) {
    let unit = TraceOperations.unit
    if operations.timeScale != unit {
      for place in selection.times.indices {
        let time = Int128(selection.times[place].microseconds) * Int128(operations.timeScale)
        selection.times[place] = .microseconds(
          Int64(min(time / Int128(unit), Int128(SimulationTime.latest.microseconds))))
      }
    }
    guard operations.loadScale != unit else { return }
    var (draws, result) = (stream, Selection())
    let (whole, rest) = (operations.loadScale / unit, operations.loadScale % unit)
    for (row, time) in zip(selection.rows, selection.times) {
      let isFurther = rest > 0 && Int64(draws.index(below: Int(unit))) < rest
      for _ in 0..<(whole + (isFurther ? 1 : 0)) { result.append(row, at: time) }
    }
    selection = result
  }
}
