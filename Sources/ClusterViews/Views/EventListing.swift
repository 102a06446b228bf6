import KubernetesObjects

/// What `kubectl events` prints: the events by their latest time.
package struct EventListing {
  /// The text, with a line break at its end; empty if there are no events.
  package let text: String

  /// The events of `selection`, those about the object `subject` if it is given.
  package init(
    _ selection: ObjectSelection, about subject: (kind: APIResource, name: String)? = nil,
    types: [String] = []
  ) {
    var events = selection.source.objects("Event", in: selection.namespace)
    if let subject {
      events = events.filter {
        $0.involvedObject.kind.text == subject.kind.kind
          && $0.involvedObject["name"].text == subject.name
      }
    }
    if !types.isEmpty { events = events.filter { types.contains($0.type.text) } }
    guard !events.isEmpty else {
      text = ""
      return
    }
    let showsNamespaces = selection.namespace == nil
    var lines = [
      (showsNamespaces ? "NAMESPACE\t" : "") + "LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE"
    ]
    for event in QuickSort.sorted(events, by: { $0.isSeenBefore($1) }) {
      let object = event.involvedObject
      let cells = [
        event.interval(at: selection.now), event.type.text, event.reason.text,
        "\(object.kind.text)/\(object["name"].text)", event.message.text.trimmingSpace,
      ]
      let namespace = showsNamespaces ? event.objectNamespace + "\t" : ""
      lines.append(namespace + cells.joined(separator: "\t"))
    }
    text = ElasticTabs.table.layOut(lines.joined(separator: "\n") + "\n")
  }
}

extension APIField {
  /// Whether the event was seen last before `other` was.
  func isSeenBefore(_ other: APIField) -> Bool {
    guard let own = seen else { return other.seen != nil }
    return other.seen.map { own < $0 } ?? false
  }

  /// When the event was seen last.
  var seen: Timestamp? {
    self.series.exists
      ? self.series.lastObservedTime.instant : self.lastTimestamp.instant ?? self.eventTime.instant
  }

  /// When an event was seen: `5s`, or `5s (x3 over 2m)`.
  func interval(at now: Timestamp) -> String {
    let first = HumanDuration.since(self.eventTime.instant ?? self.firstTimestamp.instant, at: now)
    if self.series.exists {
      let last = HumanDuration.since(self.series.lastObservedTime.instant, at: now)
      return "\(last) (x\(self.series["count"].whole) over \(first))"
    }
    guard self["count"].whole > 1 else { return first }
    let last = HumanDuration.since(self.lastTimestamp.instant, at: now)
    return "\(last) (x\(self["count"].whole) over \(first))"
  }
}
