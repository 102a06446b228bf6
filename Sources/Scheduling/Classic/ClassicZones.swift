import ClusterState
import KubernetesObjects

/// The zones of nodes, numbered densely: pairs of a region and a zone.
///
/// Source: `getZoneKey`, Kubernetes 1.2, which knows the labels of the beta only; `GetZoneKey`,
/// Kubernetes 1.20, which prefers them.
struct ClassicZones: Sendable {
  private struct Key: Hashable {
    let region: Symbol
    let zone: Symbol
  }

  /// How many of the keys the era knows.
  private let keyCount: Int
  private var regions: ContiguousArray<LabelColumnID> = []
  private var zones: ContiguousArray<LabelColumnID> = []

  init(era: ClassicEra) { keyCount = era == .v1_2 ? 1 : 2 }

  /// Finds the columns of the labels; a key that no object uses has none.
  mutating func update(_ cluster: ClusterState, _ cache: inout SchedulerCache) {
    func columns(_ keys: [String]) -> ContiguousArray<LabelColumnID> {
      var found: ContiguousArray<LabelColumnID> = []
      for key in keys.prefix(keyCount) {
        if let symbol = cluster.symbols.find(key) { found.append(cache.column(for: symbol)) }
      }
      return found
    }
    regions = columns(NodeLabels.regionKeys)
    zones = columns(NodeLabels.zoneKeys)
  }

  /// The number of each node's zone, in order of first appearance; -1 without region and zone.
  func numbers(
    of nodes: ContiguousArray<NodeID>, _ cache: SchedulerCache
  ) -> ContiguousArray<Int32> {
    var numbers = ContiguousArray<Int32>(repeating: -1, count: nodes.count)
    if regions.isEmpty && zones.isEmpty { return numbers }
    var known: [Key: Int32] = [:]
    for index in nodes.indices {
      let row = nodes[index].row
      let key = Key(
        region: value(of: regions, row: row, cache), zone: value(of: zones, row: row, cache))
      guard key.region != .empty || key.zone != .empty else { continue }
      if let number = known[key] {
        numbers[index] = number
      } else {
        numbers[index] = Int32(known.count)
        known[key] = Int32(known.count)
      }
    }
    return numbers
  }

  /// The sums of `values` by zone; without zones empty.
  func sums(
    of values: some Sequence<Int64>, _ numbers: ContiguousArray<Int32>
  ) -> ContiguousArray<Int64> {
    var sums = ContiguousArray<Int64>(repeating: 0, count: Int((numbers.max() ?? -1) + 1))
    for (number, value) in zip(numbers, values) where number >= 0 { sums[Int(number)] += value }
    return sums
  }

  private func value(
    of columns: ContiguousArray<LabelColumnID>, row: Int, _ cache: SchedulerCache
  ) -> Symbol {
    for column in columns {
      if let value = cache.columns[column.row].value(row: row) { return value }
    }
    return .empty
  }
}
