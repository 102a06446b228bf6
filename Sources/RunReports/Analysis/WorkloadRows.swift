import ClusterState

/// The workload that each pod is part of: the controller that owns it, else the generator that made
/// it.
struct WorkloadRows {
  private let cluster: ClusterState
  private let generators: Set<String>
  private var rows = GroupRows<String>()
  private var ownerRows: ContiguousArray<Int32> = []

  /// The names of the workloads by row, `namespace/name`.
  var names: [String] { rows.keys }

  init(_ source: ReportSource) {
    cluster = source.cluster
    generators = Set(source.configuration.workloads.map(\.name))
  }

  /// The row of the workload of a pod in `namespace`; negative for none.
  mutating func row(of pod: PodRecord, _ namespace: Symbol) -> Int32 {
    let owner = pod.owner
    if owner.isPresent { return row(of: owner) }
    guard !generators.isEmpty, let generator = generator(of: pod) else { return -1 }
    return rows.row(of: "\(cluster.symbols[namespace])/\(generator)")
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

  /// The generator that names its pods like this one: `<name>-<number>`.
  private func generator(of pod: PodRecord) -> String? {
    let name = pod.name.text(cluster.symbols)
    guard let dash = name.utf8.lastIndex(of: UInt8(ascii: "-")) else { return nil }
    let number = name[dash...].utf8.dropFirst()
    guard !number.isEmpty, number.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let generator = String(name[..<dash])
    return generators.contains(generator) ? generator : nil
  }
}
