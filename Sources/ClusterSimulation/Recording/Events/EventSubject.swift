import ClusterState

/// What an event is about, as the API names it (`involvedObject`).
package struct EventSubject {
  package let kind: String
  /// Empty for an object of the cluster.
  package let namespace: String
  package let name: String

  fileprivate init(_ kind: String, _ name: String) { self.init(kind, "", name) }

  fileprivate init(_ kind: String, _ namespace: String, _ name: String) {
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }
}

extension Recording {
  /// What `event` is about, which happened in `cluster`.
  package func subject(
    of event: EventObject, in cluster: borrowing ClusterState
  ) -> EventSubject {
    let row = Int(event.index)
    switch event.subject {
    case .pod:
      let record = cluster.pods[PodID(row)]
      let namespace = cluster.templates[record.template].namespace
      return EventSubject("Pod", cluster.symbols[namespace], record.name.text(cluster.symbols))
    case .node: return EventSubject("Node", cluster.symbols[cluster.nodes[row].name])
    case .refusal:
      let object = refusals[row].object
      return EventSubject(object.kind, object.namespace, object.name)
    case .autoscaler:
      let record = cluster.autoscalers[row]
      return EventSubject(
        "HorizontalPodAutoscaler", cluster.symbols[record.namespace], cluster.symbols[record.name])
    case .claim:
      let record = cluster.claims[row]
      return EventSubject(
        "PersistentVolumeClaim", cluster.symbols[record.namespace], cluster.symbols[record.name])
    case .volume:
      return EventSubject("PersistentVolume", cluster.symbols[cluster.volumes[row].name])
    case .disruptionBudget:
      let record = cluster.disruptionBudgets[row]
      return EventSubject(
        "PodDisruptionBudget", cluster.symbols[record.namespace], cluster.symbols[record.name])
    case .workload:
      let record = cluster.workloads[row]
      return EventSubject(
        record.kind.name, cluster.symbols[record.namespace], cluster.symbols[record.name])
    }
  }
}
