import ClusterState

/// Kubernetes events in the change log.
enum EventDescription {
  /// What is told of `event`: of a further one that is counted with others, the new number.
  static func description(
    of event: EventObject, _ recording: Recording, _ cluster: ClusterState
  ) -> ObjectDescription {
    let subject = subject(of: event, recording, cluster)
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

  private static func subject(
    of event: EventObject, _ recording: Recording, _ cluster: ClusterState
  ) -> (kind: String, namespace: String, name: String) {
    let row = Int(event.index)
    switch event.subject {
    case .pod:
      let record = cluster.pods[PodID(row)]
      let namespace = cluster.templates[record.template].namespace
      return ("Pod", cluster.symbols[namespace], record.name.text(cluster.symbols))
    case .node:
      return ("Node", "", cluster.symbols[cluster.nodes[row].name])
    case .refusal:
      let object = recording.refusals[row].object
      return (object.kind, object.namespace, object.name)
    case .autoscaler:
      let record = cluster.autoscalers[row]
      return (
        "HorizontalPodAutoscaler", cluster.symbols[record.namespace],
        cluster.symbols[record.name]
      )
    case .claim:
      let record = cluster.claims[row]
      return (
        "PersistentVolumeClaim", cluster.symbols[record.namespace], cluster.symbols[record.name]
      )
    case .volume:
      return ("PersistentVolume", "", cluster.symbols[cluster.volumes[row].name])
    case .workload:
      let record = cluster.workloads[row]
      return (
        record.kind.name, cluster.symbols[record.namespace], cluster.symbols[record.name]
      )
    }
  }
}
