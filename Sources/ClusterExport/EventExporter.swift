import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import StructuredText

/// Kubernetes events of the last hour, those that are counted together as one.
///
/// Source: the API server forgets events after `--event-ttl`, an hour unless it is told otherwise.
enum EventExporter: ObjectExporter {
  static let kinds = ["Event"]

  private static let timeToLive = SimulationDuration.seconds(3600)

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    let series = view.events
    return series.rows.compactMap { row in
      guard view.now - series.last(of: row).time <= timeToLive else { return nil }
      let subject = EventSubject(view.recording.events[row], in: view)
      let number = String(row, radix: 16)
      let digits = String(repeating: "0", count: max(0, 16 - number.count)) + number
      return ObjectKey(
        subject.namespace.isEmpty ? "default" : subject.namespace, "\(subject.name).\(digits)",
        row: row)
    }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let series = view.events
    let first = view.recording.events[key.row]
    let last = series.last(of: key.row)
    let subject = EventSubject(first, in: view)
    var metadata = ObjectMeta(name: key.name, namespace: key.namespace)
    metadata.creationTimestamp = view.instant(first.time)
    var object = FieldList()
    object.add("fieldPath", container(of: last, in: view))
    object.add("kind", subject.kind)
    object.add("name", subject.name)
    object.add("namespace", subject.namespace)
    object.add("uid", subject.identity)
    var fields = FieldList()
    fields.set("count", .integer(Int64(last.count)))
    fields.add("firstTimestamp", view.instant(first.time))
    fields.add("involvedObject", object)
    fields.add("lastTimestamp", view.instant(last.time))
    fields.set("message", .string(view.recording.text(of: last, in: view.cluster)))
    fields.set("metadata", metadata.syntaxValue)
    fields.set("reason", .string(view.recording.messages[Int(first.reason)]))
    fields.set(
      "source", ["component": .string(view.recording.messages[Int(first.component)])])
    fields.set("type", first.isWarning ? "Warning" : "Normal")
    return fields
  }
}

extension EventExporter {
  /// The path of the container that an event is about; empty for none.
  fileprivate static func container(of event: EventObject, in view: ExportView) -> String {
    guard let name = view.recording.container(of: event, in: view.cluster) else { return "" }
    let template = view.cluster.templates[view.cluster.pods[PodID(Int(event.index))].template]
    let isInit = template.pod.spec.initContainers.contains { $0.name == name }
    return "spec.\(isInit ? "initContainers" : "containers"){\(name)}"
  }
}

/// Which events are one object: those that their recorder counts together.
struct EventSeries {
  /// The first event of each series, in order of time.
  private(set) var rows: [Int] = []
  private var latest: [Int: EventObject] = [:]

  init(_ recording: Recording) {
    for (row, event) in recording.events.enumerated() {
      if Int(event.first) == row { rows.append(row) }
      latest[Int(event.first)] = event
    }
  }

  /// The last event of the series that begins in `row`, which says how many there are.
  func last(of row: Int) -> EventObject { latest[row]! }
}

/// What an event is about.
private struct EventSubject {
  let kind: String
  let namespace: String
  let name: String
  let identity: String

  init(_ event: EventObject, in view: ExportView) {
    let row = Int(event.index)
    switch event.subject {
    case .pod:
      let template = view.cluster.templates[view.cluster.pods[PodID(row)].template]
      kind = "Pod"
      namespace = view.text(template.namespace)
      name = view.name(of: PodID(row))
      identity = view.identity(.pod, row)
    case .node:
      kind = "Node"
      namespace = ""
      name = view.name(of: NodeID(row))
      identity = view.identity(.node, row)
    case .workload:
      let record = view.cluster.workloads[row]
      kind = record.kind.name
      namespace = view.text(record.namespace)
      name = view.text(record.name)
      identity = view.identity(of: WorkloadID(row))
    case .autoscaler:
      let record = view.cluster.autoscalers[row]
      kind = "HorizontalPodAutoscaler"
      namespace = view.text(record.namespace)
      name = view.text(record.name)
      identity = view.identity(.autoscaler, row)
    case .claim:
      let record = view.cluster.claims[row]
      let own = record.claim.metadata.uid
      kind = "PersistentVolumeClaim"
      namespace = view.text(record.namespace)
      name = view.text(record.name)
      identity = own.isEmpty ? view.identity(.claim, row) : own
    case .volume:
      kind = "PersistentVolume"
      namespace = ""
      name = view.text(view.cluster.volumes[row].name)
      identity = view.identity(.volume, row)
    case .refusal:
      let object = view.recording.refusals[row].object
      kind = object.kind
      namespace = object.namespace
      name = object.name
      identity = ""
    }
  }
}
