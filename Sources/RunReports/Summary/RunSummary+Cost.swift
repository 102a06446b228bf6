import ClusterSimulation
import ClusterState
import SimulationEngine

/// What the nodes cost.
///
/// - `node_seconds`: for how long nodes were there, by pool and in all.
/// - `cost`: node-hours × the pool's price; left out where no pool has a price.
/// - `cost_per_useful_core_hour`: the cost over the processor time that pods used; left out where
///   nodes without a price did a part of the work.
extension RunSummary {
  mutating func addCost(_ source: ReportSource) {
    guard !source.cluster.nodes.isEmpty else { return }
    let pools = PoolBill(source)
    add("node_seconds", .millionths(Int64(clamping: pools.total)), "node-seconds")
    for (pool, time) in zip(source.configuration.nodePools, pools.times) {
      add(
        "node_seconds", of: "pool=\(pool.name)", .millionths(Int64(clamping: time)),
        "node-seconds")
    }
    guard let cost = pools.cost(source.configuration.nodePools) else { return }
    add("cost", .millionths(cost), "currency")
    for (pool, time) in zip(source.configuration.nodePools, pools.times)
    where pool.pricePerHourMillionths > 0 {
      add("cost", of: "pool=\(pool.name)", .millionths(PoolBill.price(pool, time)), "currency")
    }
    if pools.isPriced(source.configuration.nodePools),
      let perHour = costPerCoreHour(cost, source)
    {
      add("cost_per_useful_core_hour", .millionths(perHour), "currency/core-hour")
    }
  }

  private func costPerCoreHour(_ cost: Int64, _ source: ReportSource) -> Int64? {
    guard source.recording.resources.resourceCount > 0 else { return nil }
    // Millicores × microseconds in a core-hour.
    let coreHour: Int128 = 3_600_000_000_000
    let area = source.recording.resources.level(of: .cpu, scope: 0).used
      .integral(until: source.end)
    guard area > 0 else { return nil }
    return Ratio.rounded((Int128(cost)).multipliedSaturating(by: coreHour), area)
  }
}

/// For how long the nodes of each pool were there, in microseconds.
private struct PoolBill {
  private(set) var times: [Int128]
  private(set) var total: Int128 = 0

  init(_ source: ReportSource) {
    times = [Int128](repeating: 0, count: source.configuration.nodePools.count)
    var rows: [String: Int] = [:]
    for (row, pool) in source.configuration.nodePools.enumerated() { rows[pool.name] = row }
    for node in source.cluster.nodes {
      let left = node.removed.isSet ? node.removed : source.end
      let time = Int128(max(0, (left - node.created).microseconds))
      total += time
      if let row = rows[source.text(node.pool)] { times[row] += time }
    }
  }

  /// The price of the time that nodes of `pool` were there, in millionths of the currency.
  static func price(_ pool: NodePool, _ time: Int128) -> Int64 {
    Ratio.rounded(
      time.multipliedSaturating(by: Int128(pool.pricePerHourMillionths)), 3_600_000_000)
  }

  /// The price of all; nil if no pool has one.
  func cost(_ pools: [NodePool]) -> Int64? {
    guard pools.contains(where: { $0.pricePerHourMillionths > 0 }) else { return nil }
    return Int64(
      clamping: zip(pools, times).reduce(Int128(0)) { $0 + Int128(Self.price($1.0, $1.1)) })
  }

  /// Whether every node was of a pool with a price.
  func isPriced(_ pools: [NodePool]) -> Bool {
    zip(pools, times).reduce(0) { $0 + ($1.0.pricePerHourMillionths > 0 ? $1.1 : 0) } == total
  }
}
