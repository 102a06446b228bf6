import KubernetesObjects

extension DescriptionWriter {
  /// Writes the events by their latest time; those of the newer API, which have none, come first.
  mutating func events(_ events: [APIField], at now: Timestamp) {
    if events.isEmpty { return field("Events", "<none>") }
    endSection()
    line("Events:")
    row(["Type", "Reason", "Age", "From", "Message"])
    row(["----", "------", "----", "----", "-------"])
    let sorted = QuickSort.sorted(events) { a, b in
      guard let last = b.lastTimestamp.instant else { return false }
      return a.lastTimestamp.instant.map { $0 < last } ?? true
    }
    for event in sorted {
      let place = event.involvedObject.fieldPath.text
      row([
        event.type.text, event.reason.text, event.interval(at: now),
        event.source.component.text(or: event.reportingComponent.text),
        (place.isEmpty ? "" : place + ": ") + event.message.text.trimmingSpace,
      ])
    }
  }
}
