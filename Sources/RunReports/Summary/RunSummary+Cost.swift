import ClusterSimulation
import ClusterState
import SimulationEngine

/// What the nodes cost.
///
/// - `node_seconds`: for how long nodes were there, by pool and in all.
/// - `cost`: node-hours × the pool's price; left out where a node that was ready has no price,
///   since part of a price is none. That of a pool is given if the pool has a price.
/// - `cost_per_useful_core_hour`: the cost over the processor time that pods used.
extension RunSummary {
  mutating func addCost(_ source: ReportSource) {
    guard !source.cluster.nodes.isEmpty else { return }
    let pools = source.configuration.nodePools
    let bill = PoolBill(source)
    add("node_seconds", .millionths(Int64(clamping: bill.total)), "node-seconds")
    for (pool, time) in zip(pools, bill.times) {
      add(
        "node_seconds", of: "pool=\(pool.name)", .millionths(Int64(clamping: time)),
        "node-seconds")
    }
    if let cost = bill.cost {
      add("cost", .millionths(cost), "currency")
      if let perHour = costPerCoreHour(cost, source) {
        add("cost_per_useful_core_hour", .millionths(perHour), "currency/core-hour")
      }
    } else if let warning = bill.warning {
      warnings.append(warning)
    }
    for (pool, time) in zip(pools, bill.times) {
      guard let price = pool.pricePerHourMillionths else { continue }
      add("cost", of: "pool=\(pool.name)", .millionths(PoolBill.cost(of: time, price)), "currency")
    }
  }

  private func costPerCoreHour(_ cost: Int64, _ source: ReportSource) -> Int64? {
    guard source.resources.resourceCount > 0 else { return nil }
    // Millicores × microseconds in a core-hour.
    let coreHour: Int128 = 3_600_000_000_000
    let area = source.resources.level(of: .cpu, scope: 0).used
      .integral(until: source.window.until)
    guard area > 0 else { return nil }
    return Ratio.rounded((Int128(cost)).multipliedSaturating(by: coreHour), area)
  }
}

/// For how long the nodes of each pool were there, in microseconds, and what that costs.
private struct PoolBill {
  private(set) var times: [Int128]
  private(set) var total: Int128 = 0
  private let prices: [Int64?]
  /// How many nodes were ready at some time.
  private var readyCount = 0
  /// How many of them have no price.
  private var unpricedCount = 0

  init(_ source: ReportSource) {
    let pools = source.configuration.nodePools
    times = [Int128](repeating: 0, count: pools.count)
    prices = pools.map(\.pricePerHourMillionths)
    var rows: [String: Int] = [:]
    for (row, pool) in pools.enumerated() { rows[pool.name] = row }
    let isReady = Self.everReady(source)
    for (number, node) in source.cluster.nodes.enumerated() {
      let left = node.removed.isSet ? node.removed : source.end
      let time = Int128(source.window.overlap(node.created, left))
      total += time
      let row = rows[source.text(node.pool)]
      if let row { times[row] += time }
      guard isReady[number], time > 0 || source.window.microseconds == 0 else { continue }
      readyCount += 1
      if row.flatMap({ prices[$0] }) == nil { unpricedCount += 1 }
    }
  }

  /// Whether each node was ready at some time.
  private static func everReady(_ source: ReportSource) -> ContiguousArray<Bool> {
    var isReady = ContiguousArray(source.cluster.nodes.map { $0.ready == .yes })
    for change in source.recording.nodeConditions where change.status == .yes {
      isReady[change.node.row] = true
    }
    return isReady
  }

  /// The cost of `time` at a price, in millionths of the currency.
  static func cost(of time: Int128, _ price: Int64) -> Int64 {
    Ratio.rounded(time.multipliedSaturating(by: Int128(price)), 3_600_000_000)
  }

  private var hasPrices: Bool { prices.contains { $0 != nil } }

  /// The cost of all nodes; nil if one that was ready has no price.
  var cost: Int64? {
    guard hasPrices, unpricedCount == 0 else { return nil }
    return Int64(
      clamping: zip(times, prices).reduce(Int128(0)) {
        $0 + Int128(Self.cost(of: $1.0, $1.1 ?? 0))
      })
  }

  /// Why there is no cost, where someone may look for it.
  var warning: String? {
    guard hasPrices, unpricedCount > 0 else { return nil }
    let have = unpricedCount == 1 ? "has" : "have"
    return "no cost is given: \(unpricedCount) of \(readyCount) nodes that were ready \(have) no "
      + "price; say price in each of nodePools"
  }
}
