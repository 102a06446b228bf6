import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// The data of a page: what its script needs to zoom its charts and to replay the cluster.
struct PageData {
  /// How many attempts that failed are kept, the first.
  private static let refusalLimit = 20_000

  let facts: PageFacts
  let selection: PodSelection
  let clock: PageClock

  init(_ facts: PageFacts) {
    self.facts = facts
    selection = PodSelection(facts.run)
    clock = PageClock(podCount: facts.source.cluster.pods.count)
  }

  /// Writes the element that holds the data. O(pods + rows of the recording).
  func write(
    _ series: [StepSeries], to pen: inout PagePen, _ sink: any ByteSink
  )
    throws(ReportWritingError)
  {
    pen.html.markup("<script type=\"application/json\" id=\"data\">")
    var data = DataBlock()
    data.number("version", 1)
    data.number("tick", clock.tick)
    data.number("end", clock.ticks(facts.end))
    data.text(
      "explain",
      RepeatPanel.command("explain", facts.report).map(ShellWord.quoted).joined(separator: " "))
    data.object("nodes") { writeNodes(to: &$0) }
    writeChanges(to: &data)
    data.object("series") { data in
      data.texts("keys", series.map(\.key))
      data.columns("times", series.map { $0.times })
      data.columns("levels", series.flatMap { $0.levels })
      data.column("counts", series.map { Int64($0.levels.count) })
    }
    pen.html.verbatim(data.take())
    try sink.write(pen.html.take()[...])
    data.object("pods") { PodColumns(facts, selection, clock).write(to: &$0) }
    pen.html.verbatim(data.ended())
    pen.html.markup("</script>\n")
  }

  private func writeNodes(to data: inout DataBlock) {
    let source = facts.source
    let nodes = source.cluster.nodes
    var pools = GroupRows<Symbol>()
    var zones = GroupRows<Symbol>()
    data.column("pool", nodes.map { Int64(pools.row(of: $0.pool)) })
    data.column("zone", facts.run.places.zones.map { Int64(zones.row(of: $0)) })
    data.texts("pools", pools.keys.map { source.text($0) })
    data.texts("zones", zones.keys.map { source.text($0) })
    data.texts("names", NumberedNames.shortened(nodes.map { source.text($0.name) }))
    data.column("cpu", nodes.map { $0.allocatable.milliCPU })
    data.column("memory", nodes.map { $0.allocatable.memoryBytes })
    data.column("slots", nodes.map { $0.allocatablePods })
    data.column("joined", nodes.map { clock.ticks($0.created) })
    data.column("gone", nodes.map { clock.gap(from: $0.created, to: $0.removed) })
  }

  private func writeChanges(to data: inout DataBlock) {
    let recording = facts.source.recording
    data.object("conditions") { data in
      data.column("time", recording.nodeConditions.map { clock.ticks($0.time) })
      data.column("node", recording.nodeConditions.map { Int64($0.node.row) })
      data.column(
        "status", recording.nodeConditions.map { $0.status == .yes ? 0 : $0.status == .no ? 1 : 2 })
    }
    data.object("machines") { data in
      data.column("time", recording.machines.map { clock.ticks($0.time) })
      data.column("node", recording.machines.map { Int64($0.node.row) })
      data.column(
        "state", recording.machines.map { ($0.isAlive ? 0 : 1) + ($0.isConnected ? 0 : 2) })
    }
    let refused = recording.attempts.lazy.filter { $0.result == .unschedulable }
      .prefix(Self.refusalLimit)
    var messages = GroupRows<Int32>()
    var places = ContiguousArray<Int64>(repeating: -1, count: facts.source.cluster.pods.count)
    for (place, row) in selection.rows.enumerated() { places[row] = Int64(place) }
    let kept = refused.filter { places[$0.pod.row] >= 0 }
    data.object("refused") { data in
      data.column("time", kept.map { clock.ticks($0.time) })
      data.column("pod", kept.map { places[$0.pod.row] })
      data.column("message", kept.map { Int64(messages.row(of: $0.message)) })
      data.texts("messages", messages.keys.map { recording.message($0) })
    }
  }
}
