import KubernetesObjects
import SimulationEngine
import StructuredText

extension WorkloadTrace {
  /// The trace after `operations`. What they draw comes from `stream`, which makes the stream of
  /// each by its name: one does not change what another draws.
  ///
  /// - Throws: every problem of the lists that they name.
  package func applying(
    _ operations: TraceOperations, _ stream: (String) -> RandomStream
  ) throws(DiagnosticList) -> WorkloadTrace {
    if operations.isIdle { return self }
    var result = self
    let selection = selection(by: operations, stream)
    var rows = selection.rows
    switch operations.order {
    case .recorded: break
    case .drawn(.stream):
      var draws = stream("shuffle")
      draws.shuffle(&rows)
    case .drawn(.go(let seed)):
      var draws = GoRandom(seed: seed)
      rows = drawnOrder(rows, inflation: operations.inflation, &draws)
      result.nodes = ranked(&draws)
    case .listed(let list): rows = try self.rows(in: list, among: rows)
    }
    if let share = operations.inflation, !operations.drawsByGo {
      var draws = stream("inflate")
      inflate(&rows, to: share, counting: .whole) { draws.index(below: $0) }
    }
    if let ranks = operations.ranks { result.nodes = try nodes(by: ranks) }
    result.take(rows, at: selection.times, of: self, operations)
    return result
  }

  /// The pods and the instants of `trace` in the order of `rows`.
  private mutating func take(
    _ rows: ContiguousArray<Int>, at times: ContiguousArray<SimulationTime>,
    of trace: WorkloadTrace, _ operations: TraceOperations
  ) {
    arrivals = []
    names = TraceNames()
    outcomes = []
    var known = Set(trace.names.lazy.map { $0 })
    var used = ContiguousArray(repeating: 0, count: trace.arrivals.count)
    for (place, row) in rows.enumerated() {
      let arrival = trace.arrivals[row]
      // Pods that were added arrive with the last.
      var time = times.isEmpty ? SimulationTime.zero : times[min(place, times.count - 1)]
      if let spacing = operations.spacing {
        time = SimulationTime.zero
          .addingSaturating(spacing.multipliedSaturating(by: Int64(place + 1)))
      }
      arrivals.append(
        TraceArrival(
          time: time, template: arrival.template,
          runtime: operations.hasNoDepartures ? nil : arrival.runtime))
      var name = trace.names[row]
      used[row] += 1
      if used[row] > 1 {
        // A pod of its own needs a name of its own.
        var number = used[row]
        while known.contains("\(name)-\(number)") { number += 1 }
        used[row] = number
        name = "\(name)-\(number)"
        known.insert(name)
      }
      names.append(name.utf8)
      if row < trace.outcomes.count {
        // What was recorded of a pod at another instant says nothing of this one.
        outcomes.append(
          time == arrival.time
            ? trace.outcomes[row]
            : RecordedOutcome(phase: trace.outcomes[row].phase, scheduled: nil, deleted: nil))
      }
    }
  }

  /// The rows that a list of names names.
  private func rows(
    in list: TraceList, among rows: ContiguousArray<Int>
  ) throws(DiagnosticList) -> ContiguousArray<Int> {
    var rowOfName: [String: Int] = [:]
    for row in rows { rowOfName[names[row]] = row }
    var result: ContiguousArray<Int> = []
    var problems: [Diagnostic] = []
    for (number, line) in list.lines {
      if let row = rowOfName[String(line)] {
        result.append(row)
      } else {
        problems.append(
          list.problem(
            number,
            "there is no pod \(String(line).excerpt) in the trace; "
              + "expected the name of one"))
      }
    }
    if !problems.isEmpty { throw DiagnosticList(problems) }
    return result
  }

  /// The nodes in the order of a list of ranks.
  private func nodes(by list: TraceList) throws(DiagnosticList) -> [Node] {
    var rankOfName: [String: Int64] = [:]
    var problems: [Diagnostic] = []
    for (number, line) in list.lines {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == 2, let rank = Int64(cells[1]) else {
        // A heading may stand above the rows.
        if number > 1 {
          problems.append(list.problem(number, "expected a node's name, a comma and its rank"))
        }
        continue
      }
      if rankOfName.updateValue(rank, forKey: String(cells[0])) != nil {
        problems.append(list.problem(number, "\(String(cells[0]).excerpt) is there twice"))
      }
    }
    for node in nodes where rankOfName[node.metadata.name] == nil {
      problems.append(
        Diagnostic(
          .error, file: list.file, location: nil,
          message: "node \(node.metadata.name) has no rank; expected one for each node"))
    }
    if !problems.isEmpty { throw DiagnosticList(problems) }
    return nodes.enumerated().sorted { a, b in
      (rankOfName[a.element.metadata.name] ?? 0, a.offset)
        < (rankOfName[b.element.metadata.name] ?? 0, b.offset)
    }.map(\.element)
  }
}
