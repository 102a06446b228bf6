import KubernetesObjects

/// `kubectl get events`.
enum EventTable: ObjectTable {
  static let columns: [TableColumn] = [
    "LAST SEEN", "TYPE", "REASON", "OBJECT", .wide("SUBOBJECT"), .wide("SOURCE"), "MESSAGE",
    .wide("FIRST SEEN"), .wide("COUNT"), .wide("NAME"),
  ]

  static func cells(of event: APIField, in view: TableView) -> [String] {
    let first = HumanDuration.since(
      event.firstTimestamp.instant ?? event.eventTime.instant, at: view.now)
    var last = event.lastTimestamp.instant.map { HumanDuration.since($0, at: view.now) } ?? first
    var count = max(event["count"].whole, 1)
    if event.series.exists {
      last = HumanDuration.since(event.series.lastObservedTime.instant, at: view.now)
      count = event.series["count"].whole
    }
    let object = event.involvedObject
    let name = object["name"].text
    return [
      last, event.type.text, event.reason.text,
      object.kind.text.lowercased() + (name.isEmpty ? "" : "/\(name)"), object.fieldPath.text,
      source(of: event), event.message.text.trimmingSpace, first, "\(count)", event.objectName,
    ]
  }

  private static func source(of event: APIField) -> String {
    let component = event.source.component.text(or: event.reportingComponent.text)
    let host = event.source.host.text(or: event.reportingInstance.text)
    return host.isEmpty ? component : "\(component), \(host)"
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmingSpace: String {
    let rest = drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}
