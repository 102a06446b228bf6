import ClusterState
import SimulationEngine

/// The groups that distributions are given for besides that of all pods: the namespaces, the
/// workloads, the priorities and the pools.
struct PodGroups {
  /// One way to divide the pods.
  struct Dimension {
    /// The word before the group's name, such as `namespace`.
    let key: String
    /// The names of the groups, in the order of the reports.
    fileprivate(set) var names: [String] = []
    /// The group of each pod by row; negative for pods that belong to none.
    fileprivate(set) var members: ContiguousArray<Int32> = []
  }

  private(set) var namespaces = Dimension(key: "namespace")
  private(set) var workloads = Dimension(key: "workload")
  private(set) var priorities = Dimension(key: "priority")
  private(set) var pools = Dimension(key: "pool")

  /// All dimensions in the order of the reports.
  var dimensions: [Dimension] { [namespaces, workloads, priorities, pools] }

  init(_ source: ReportSource) {
    let cluster = source.cluster
    var namespaceRows = GroupRows<Symbol>()
    var priorityRows = GroupRows<Int32>()
    var poolRows = GroupRows<Symbol>()
    var workloadRows = WorkloadRows(source)
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      let template = cluster.templates[pod.template]
      namespaces.members.append(namespaceRows.row(of: template.namespace))
      priorities.members.append(priorityRows.row(of: template.priority))
      workloads.members.append(workloadRows.row(of: PodID(row), template.namespace))
      let pool = pod.node.isPresent ? cluster.nodes[pod.node.row].pool : .empty
      pools.members.append(pool == .empty ? -1 : poolRows.row(of: pool))
    }
    namespaces.arrange(namespaceRows.keys.map { source.text($0) })
    workloads.arrange(workloadRows.names)
    pools.arrange(poolRows.keys.map { source.text($0) })
    // The most important pods first, as a scheduler would have it.
    priorities.arrange(priorityRows.keys.map { String($0) }) {
      priorityRows.keys[$0] > priorityRows.keys[$1]
    }
  }

  /// The workload of a pod as `namespace/name`; empty for none.
  func workload(of row: Int) -> String {
    let group = workloads.members[row]
    return group < 0 ? "" : workloads.names[Int(group)]
  }
}

extension PodGroups.Dimension {
  /// Takes `names` by row as the groups' names and puts the groups in their order: that of
  /// `isBefore` by row, or of the names' bytes.
  fileprivate mutating func arrange(
    _ names: [String], by isBefore: ((Int, Int) -> Bool)? = nil
  ) {
    let order = names.indices.sorted { a, b in
      isBefore?(a, b) ?? names[a].utf8.lexicographicallyPrecedes(names[b].utf8)
    }
    var places = [Int32](repeating: 0, count: names.count)
    for (place, row) in order.enumerated() { places[row] = Int32(place) }
    self.names = order.map { names[$0] }
    for row in members.indices where members[row] >= 0 {
      members[row] = places[Int(members[row])]
    }
  }
}

/// Rows given to keys in the order in which they come up.
struct GroupRows<Key: Hashable> {
  private(set) var keys: [Key] = []
  private var rows: [Key: Int32] = [:]
  private var last: (key: Key, row: Int32)?

  /// The row of `key`; neighbours are often alike, and then nothing is looked up.
  mutating func row(of key: Key) -> Int32 {
    if let last, last.key == key { return last.row }
    let row = rows[key] ?? Int32(keys.count)
    if row == keys.count {
      keys.append(key)
      rows[key] = row
    }
    last = (key, row)
    return row
  }
}
