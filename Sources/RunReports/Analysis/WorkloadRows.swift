import ClusterState

/// The workload that each pod is part of: the controller that owns it, else the generator that made
/// it.
struct WorkloadRows {
  private let cluster: ClusterState
  private let source: ReportSource
  private var rows = GroupRows<String>()
  private var ownerRows: ContiguousArray<Int32> = []

  /// The names of the workloads by row, `namespace/name`.
  var names: [String] { rows.keys }

  init(_ source: ReportSource) {
    cluster = source.cluster
    self.source = source
  }

  /// The row of the workload of pod `id` in `namespace`; negative for none.
  mutating func row(of id: PodID, _ namespace: Symbol) -> Int32 {
    let owner = cluster.pods[id].owner
    if owner.isPresent { return row(of: owner) }
    let generators = source.recording.generators
    guard id.row < generators.count, generators[id.row] >= 0 else { return -1 }
    let name = source.configuration.workloads[Int(generators[id.row])].name
    return rows.row(of: "\(cluster.symbols[namespace])/\(name)")
  }

  private mutating func row(of owner: WorkloadID) -> Int32 {
    while ownerRows.count <= owner.row { ownerRows.append(-1) }
    if ownerRows[owner.row] < 0 {
      let record = cluster.workloads[cluster.root(of: owner).row]
      ownerRows[owner.row] = rows.row(
        of: "\(cluster.symbols[record.namespace])/\(cluster.symbols[record.name])")
    }
    return ownerRows[owner.row]
  }
}
