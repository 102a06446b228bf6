/// `kubectl describe deployment`.
enum DeploymentDescription: ObjectDescription {
  static func write(
    _ deployment: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let (spec, status) = (deployment.spec, deployment.status)
    writer.field("Name", deployment.objectName)
    writer.field("Namespace", deployment.objectNamespace)
    writer.field("CreationTimestamp", deployment.metadata.creationTimestamp.mailText)
    writer.labels("Labels", deployment.metadata.labels)
    writer.annotations("Annotations", deployment.metadata.annotations)
    writer.field("Selector", spec["selector"].labelSelector?.description ?? "<error>")
    let counts = [
      (spec.replicas, "desired"), (status.updatedReplicas, "updated"), (status.replicas, "total"),
      (status.availableReplicas, "available"), (status.unavailableReplicas, "unavailable"),
    ]
    writer.field(
      "Replicas", counts.map { "\($0.0.whole) \($0.1)" }.joined(separator: " | "))
    writer.field("StrategyType", spec.strategy.type.text)
    writer.field("MinReadySeconds", "\(spec.minReadySeconds.whole)")
    let rolling = spec.strategy.rollingUpdate
    if rolling.exists {
      writer.field(
        "RollingUpdateStrategy",
        "\(rolling.maxUnavailable.text) max unavailable, \(rolling.maxSurge.text) max surge")
    }
    writer.podTemplate(spec.template)
    writer.conditions(status.conditions.elements)
    let sets = DeploymentRevisions(of: deployment, in: selection.source)
    if sets.current == nil, sets.old.isEmpty { return }
    writer.field("OldReplicaSets", text(of: sets.old))
    writer.field("NewReplicaSet", text(of: sets.current.map { [$0] } ?? []))
  }

  private static func text(of sets: [APIField]) -> String {
    let texts = sets.map { set in
      let counts = "\(set.status.replicas.whole)/\(set.spec.replicas.whole)"
      return "\(set.objectName) (\(counts) replicas created)"
    }
    return texts.isEmpty ? "<none>" : texts.joined(separator: ", ")
  }
}
