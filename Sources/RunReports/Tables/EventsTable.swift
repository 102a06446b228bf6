import ClusterSimulation
import ClusterState

/// Kubernetes events.
enum EventsTable: ReportTable {
  static let fileName = "events.csv"
  static let meaning = "A Kubernetes event."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("type", "Normal or Warning."),
    .text("reason", "Its reason."),
    .text("kind", "The kind of what it is about."),
    .text("namespace", "Its namespace."),
    .text("name", "Its name."),
    .text("component", "Who says so."),
    .text("message", "The text."),
    .text("pod", "The pod's name, where it is about one."),
    .podUID("pod_uid"),
    .text("container", "The container that it is about, where it is about one."),
    .integer("count", "events", "How many alike or similar ones it makes with those before."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let recording = run.source.recording
    for event in recording.events {
      table.time(event.time)
      table.text(event.isWarning ? "Warning" : "Normal")
      table.text(recording.message(event.reason))
      writeSubject(of: event, run.source, to: &table)
      table.text(recording.message(event.component))
      table.text(recording.text(of: event, in: run.source.cluster))
      if event.subject == .pod {
        let pod = PodID(Int(event.index))
        table.name(of: pod, run.source.cluster)
        table.uid(of: pod)
      } else {
        table.empty()
        table.empty()
      }
      table.text(recording.container(of: event, in: run.source.cluster) ?? "")
      table.integer(Int64(event.count))
      try table.endRow()
    }
  }

  /// The kind, the namespace and the name of what the event is about.
  private static func writeSubject(
    of event: EventObject, _ source: ReportSource, to table: inout TableWriter
  ) {
    let subject = source.recording.subject(of: event, in: source.cluster)
    table.text(subject.kind)
    table.text(subject.namespace)
    table.text(subject.name)
  }
}
