import ClusterState
import KubernetesObjects

/// The fragmentation of every node as the scheduler's cache has it, and of the cluster: kept from
/// change to change, so that only nodes that have changed are measured anew.
public struct FragmentationLedger: Sendable {
  /// The devices of the cluster, and what is free of them by what can be made of it.
  public struct Totals: Equatable, Sendable {
    /// Thousandths of all devices.
    public var capacityMilli: Int64 = 0
    /// Thousandths that pods take.
    public var allocatedMilli: Int64 = 0
    /// What is free.
    public var classes = FragmentationClasses()

    /// The totals of a cluster that has none.
    public init() {}
  }

  private let measure: FragmentationMeasure
  private var seen = -1
  /// What was measured last, by the node's row.
  private var nodes: ContiguousArray<FragmentationClasses> = []
  /// The rows of the nodes with devices in the order of their names: sums are made in this order.
  private var order: ContiguousArray<Int> = []
  private var orderVersion = -1

  /// A ledger of no nodes that goes by `measure`.
  public init(_ measure: FragmentationMeasure) { self.measure = measure }

  /// Takes over what has changed in `cache`.
  public mutating func update(_ cache: SchedulerCache, _ symbols: SymbolTable) {
    let end = cache.touched.end
    if nodes.count == cache.rowCount, seen >= 0, let changes = cache.touched.changes(after: seen) {
      for change in changes { measure(row: change.node.row, cache) }
    } else {
      nodes = ContiguousArray(repeating: FragmentationClasses(), count: cache.rowCount)
      for row in 0..<cache.rowCount { measure(row: row, cache) }
    }
    seen = end
    guard orderVersion != cache.labelsVersion else { return }
    orderVersion = cache.labelsVersion
    order = ContiguousArray(
      (0..<cache.rowCount).filter {
        cache.present.contains(NodeID($0)) && cache.devices.count(row: $0) > 0
      }.map { (row: $0, name: symbols[cache.names[$0]]) }
        .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map(\.row))
  }

  /// The sums over all nodes, each class by itself, in the order of the nodes' names.
  public func totals(_ cache: SchedulerCache) -> Totals {
    var totals = Totals()
    for row in order {
      let capacity = Int64(cache.devices.count(row: row)) * GPURequest.wholeMilli
      totals.capacityMilli += capacity
      totals.allocatedMilli += capacity - Int64(cache.devices.totalFree(row: row))
      totals.classes.add(nodes[row])
    }
    return totals
  }

  private mutating func measure(row: Int, _ cache: SchedulerCache) {
    guard row < nodes.count, cache.devices.count(row: row) > 0 else { return }
    nodes[row] = measure.classes(
      milliCPU: cache.freeMilliCPU(row: row), devices: cache.devices, row: row,
      labels: cache.labels[row])
  }
}
