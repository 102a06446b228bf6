import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// The pods of a page, a column a fact.
struct PodColumns {
  private let facts: PageFacts
  private let clock: PageClock
  private let rows: [Int]
  private var names = PodNameColumns()
  private var shapes = GroupRows<PodTemplateID>()
  private var reasons = GroupRows<Symbol>()
  private var columns: [ContiguousArray<Int64>]

  /// The columns in order. The instants behind `bound` are gaps from it, or from the creation of a
  /// pod that was not bound.
  private enum Column: Int, CaseIterable {
    case shape, node, created, tried, bound, left, pulled, started, ready, finished, asked, removed
    case attempts, restarts, phase, reason, evaluated, feasible, score
  }

  init(_ facts: PageFacts, _ selection: PodSelection, _ clock: PageClock) {
    self.facts = facts
    self.clock = clock
    rows = selection.rows
    columns = Column.allCases.map { _ in [] }
    for column in columns.indices { columns[column].reserveCapacity(rows.count) }
    let attempts = placingAttempts()
    for row in rows { append(row, attempts[row]) }
  }

  /// The row of the attempt that placed each pod; negative for none.
  private func placingAttempts() -> ContiguousArray<Int32> {
    var rows = ContiguousArray<Int32>(repeating: -1, count: facts.source.cluster.pods.count)
    for (row, attempt) in facts.source.recording.attempts.enumerated()
    where attempt.result == .scheduled {
      rows[attempt.pod.row] = Int32(row)
    }
    return rows
  }

  private mutating func append(_ row: Int, _ attempt: Int32) {
    let cluster = facts.source.cluster
    let recording = facts.source.recording
    let pod = cluster.pods[PodID(row)]
    names.append(pod.name, in: cluster.templates[pod.template].namespace, cluster.symbols)
    add(.shape, Int64(shapes.row(of: pod.template)))
    add(.node, pod.node.isPresent ? Int64(pod.node.row) : -1)
    // What happened before the run stands at its start.
    let created = max(.zero, pod.created)
    let scheduled = pod.scheduled.isSet ? max(.zero, pod.scheduled) : .unset
    add(.created, clock.ticks(created))
    add(.tried, clock.gap(from: created, to: recording.firstAttempt(row)))
    add(.bound, clock.gap(from: created, to: scheduled))
    let base = scheduled.isSet ? scheduled : created
    func gap(_ column: Column, _ time: SimulationTime) {
      add(column, clock.gap(from: base, to: time.isSet ? max(.zero, time) : time))
    }
    gap(.left, facts.released[row])
    gap(.pulled, pod.imagePulled)
    gap(.started, pod.started)
    gap(.ready, pod.firstReady)
    gap(.finished, pod.finished)
    gap(.asked, pod.deletionRequested)
    gap(.removed, pod.removed)
    add(.attempts, Int64(recording.attemptCount(row)))
    add(.restarts, Int64(pod.restarts))
    add(.phase, Int64(pod.phase.rawValue))
    add(.reason, Int64(reasons.row(of: pod.reason)))
    let placing = attempt >= 0 ? recording.attempts[Int(attempt)] : nil
    add(.evaluated, Int64(placing?.evaluated ?? 0))
    add(.feasible, Int64(placing?.feasible ?? 0))
    add(.score, placing?.score ?? 0)
  }

  private mutating func add(_ column: Column, _ value: Int64) {
    columns[column.rawValue].append(value)
  }

  /// Writes the columns and what they refer to.
  func write(to data: inout DataBlock) {
    let source = facts.source
    data.number("count", Int64(rows.count))
    data.texts("beginnings", names.texts)
    data.column("forms", names.forms)
    data.texts("namespaces", names.namespaces.map { source.text($0) })
    data.texts("reasons", reasons.keys.map { source.text($0) })
    data.objects("shapes", shapes.keys) { template, data in
      let template = source.cluster.templates[template]
      data.number("cpu", template.requests.milliCPU)
      data.number("memory", template.requests.memoryBytes)
      data.number("priority", Int64(template.priority))
      data.text("qos", template.qualityOfService.rawValue)
    }
    data.column("beginning", names.beginnings)
    data.column("number", names.numbers)
    data.columns("columns", columns)
  }
}
