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
      let subject = view.recording.subject(of: view.recording.events[row], in: view.cluster)
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
    let subject = view.recording.subject(of: first, in: view.cluster)
    var metadata = ObjectMeta(name: key.name, namespace: key.namespace)
    metadata.creationTimestamp = view.instant(first.time)
    var object = FieldList()
    object.add("fieldPath", container(of: last, in: view))
    object.add("kind", subject.kind)
    object.add("name", subject.name)
    object.add("namespace", subject.namespace)
    object.add("uid", view.identityOfSubject(of: first))
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

extension ExportView {
  /// The unique id of what `event` is about; empty where it was never there.
  fileprivate func identityOfSubject(of event: EventObject) -> String {
    let row = Int(event.index)
    switch event.subject {
    case .pod: return identity(.pod, row)
    case .node: return identity(.node, row)
    case .workload: return identity(of: WorkloadID(row))
    case .autoscaler: return identity(.autoscaler, row)
    case .claim:
      let own = cluster.claims[row].claim.metadata.uid
      return own.isEmpty ? identity(.claim, row) : own
    case .volume: return identity(.volume, row)
    case .disruptionBudget: return identity(.disruptionBudget, row)
    case .refusal: return ""
    }
  }
}
