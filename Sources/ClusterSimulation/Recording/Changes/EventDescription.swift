import ClusterState

/// Kubernetes events in the change log.
enum EventDescription {
  /// What is told of `event`: of a further one that is counted with others, the new number.
  static func description(
    of event: EventObject, _ recording: Recording, _ cluster: ClusterState
  ) -> ObjectDescription {
    let subject = recording.subject(of: event, in: cluster)
    var told = ObjectDescription(
      kind: "Event", namespace: subject.namespace,
      name: "\(subject.name).\(String(event.first, radix: 16))", isPresent: true)
    guard event.count == 1 else {
      if event.isCombined { told.add("message", recording.text(of: event, in: cluster)) }
      told.add("count", event.count)
      return told
    }
    told.add("about", "\(subject.kind)/\(subject.name)")
    told.add("type", event.isWarning ? "Warning" : "Normal")
    told.add("reason", recording.messages[Int(event.reason)])
    told.add("message", recording.text(of: event, in: cluster))
    told.add("from", recording.messages[Int(event.component)])
    return told
  }
}
