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
    let cluster = source.cluster
    switch event.subject {
    case .pod:
      let pod = cluster.pods[PodID(Int(event.index))]
      table.text("Pod")
      table.text(cluster.symbols[cluster.templates[pod.template].namespace])
      table.name(pod.name, cluster.symbols)
    case .node:
      table.text("Node")
      table.empty()
      table.text(cluster.symbols[cluster.nodes[Int(event.index)].name])
    case .workload:
      let workload = cluster.workloads[Int(event.index)]
      table.text(workload.kind.name)
      table.text(cluster.symbols[workload.namespace])
      table.text(cluster.symbols[workload.name])
    case .autoscaler:
      let autoscaler = cluster.autoscalers[Int(event.index)]
      table.text("HorizontalPodAutoscaler")
      table.text(cluster.symbols[autoscaler.namespace])
      table.text(cluster.symbols[autoscaler.name])
    case .claim:
      let claim = cluster.claims[Int(event.index)]
      table.text("PersistentVolumeClaim")
      table.text(cluster.symbols[claim.namespace])
      table.text(cluster.symbols[claim.name])
    case .volume:
      table.text("PersistentVolume")
      table.empty()
      table.text(cluster.symbols[cluster.volumes[Int(event.index)].name])
    case .disruptionBudget:
      let budget = cluster.disruptionBudgets[Int(event.index)]
      table.text("PodDisruptionBudget")
      table.text(cluster.symbols[budget.namespace])
      table.text(cluster.symbols[budget.name])
    case .refusal:
      let object = source.recording.refusals[Int(event.index)].object
      table.text(object.kind)
      table.text(object.namespace)
      table.text(object.name)
    }
  }
}
