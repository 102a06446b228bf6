import ClusterState

extension ReplicaSetSizes {
  /// What the rules ask of `sets`, of which the oldest made from `template` is the new one.
  static func list(
    _ sets: ContiguousArray<WorkloadID>, template: PodTemplateID,
    in cluster: borrowing ClusterState
  ) -> [ReplicaSetSizes] {
    let byName = sets.indices.sorted {
      cluster.symbols[cluster.workloads[sets[$0].row].name]
        < cluster.symbols[cluster.workloads[sets[$1].row].name]
    }
    var list: [ReplicaSetSizes] = []
    var hasNew = false
    for set in sets {
      let isNew = !hasNew && isMade(set, from: template, cluster)
      hasNew = hasNew || isNew
      list.append(ReplicaSetSizes(set, isNew: isNew, in: cluster))
    }
    for (rank, index) in byName.enumerated() { list[index].nameRank = Int32(rank) }
    return list
  }

  private init(_ set: WorkloadID, isNew: Bool, in cluster: borrowing ClusterState) {
    let record = cluster.workloads[set.row]
    self.init(replicas: record.replicas, created: record.created, isNew: isNew)
    current = record.status.replicas
    ready = record.status.readyReplicas
    available = record.status.availableReplicas
    terminating = record.status.terminatingReplicas
    guard let detail = cluster.replicaSet(set) else { return }
    revision = detail.revision
    desiredAnnotation = detail.desiredReplicas
    maxAnnotation = detail.maxReplicas
  }

  /// Whether the pods of `set` are those of `template`, but for the label of the hash.
  ///
  /// Source: `EqualIgnoreHash`, Kubernetes 1.34.
  private static func isMade(
    _ set: WorkloadID, from template: PodTemplateID, _ cluster: borrowing ClusterState
  ) -> Bool {
    if let detail = cluster.replicaSet(set) { return detail.source == template }
    var own = cluster.templates[cluster.workloads[set.row].template].pod
    var wanted = cluster.templates[template].pod
    own.metadata.labels[ReplicaSetDetail.hashLabel] = nil
    wanted.metadata.labels[ReplicaSetDetail.hashLabel] = nil
    return own == wanted
  }
}
