import ClusterSimulation
import ClusterState
import SimulationEngine

/// What the whole cluster asks for and uses at an instant, counted pod by pod and node by node.
struct LoadCensus {
  struct Key: Hashable {
    let resource: Int
    let scope: ResourceLevels.Scope
  }

  private(set) var totals: [Key: ScopeTotals] = [:]
  /// The allocation ratios of the ready nodes, by resource.
  private(set) var shares: [[Int64]] = [[], []]
  private(set) var emptyNodes: Int64 = 0

  init(_ state: borrowing SimulationState) {
    let cluster = state.cluster
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let node = cluster.nodes[row]
      var sums = [ScopeTotals](repeating: ScopeTotals(), count: 4)
      for pod in 0..<cluster.pods.count where cluster.pods[PodID(pod)].node == NodeID(row) {
        let record = cluster.pods[PodID(pod)]
        guard !record.isRemoved, !record.phase.isTerminal else { continue }
        let requests = cluster.templates[record.template].requests
        sums[0].requested += Int128(requests.milliCPU)
        sums[1].requested += Int128(requests.memoryBytes)
        sums[3].requested += 1
        guard record.phase == .running else { continue }
        let usage = state.usage(of: PodID(pod))
        sums[0].used += Int128(usage.milliCPU)
        sums[1].used += Int128(usage.memoryBytes)
      }
      if sums[3].requested == 0 { emptyNodes += 1 }
      for resource in [0, 1, 3] {
        let isPods = resource == 3
        sums[resource].capacity =
          Int128(isPods ? node.allocatablePods : node.capacity[ResourceID(resource)])
        guard node.ready == .yes else {
          sums[resource].lost = sums[resource].requested
          sums[resource].requested = 0
          sums[resource].used = 0
          continue
        }
        sums[resource].allocatable =
          Int128(isPods ? node.allocatablePods : node.allocatable[ResourceID(resource)])
        let share = Ratio.millionths(sums[resource].requested, of: sums[resource].allocatable)
        if !isPods, let share { shares[resource].append(share) }
      }
      add(sums, to: Self.scopes(of: node, cluster))
    }
  }

  private mutating func add(_ sums: [ScopeTotals], to scopes: [ResourceLevels.Scope]) {
    for scope in scopes {
      for resource in [0, 1, 3] {
        let key = Key(resource: resource, scope: scope)
        var total = totals[key] ?? ScopeTotals()
        total.capacity += sums[resource].capacity
        total.allocatable += sums[resource].allocatable
        total.requested += sums[resource].requested
        total.used += sums[resource].used
        total.lost += sums[resource].lost
        totals[key] = total
      }
    }
  }

  private static func scopes(
    of node: NodeRecord, _ cluster: ClusterState
  ) -> [ResourceLevels.Scope] {
    var scopes = [ResourceLevels.Scope(kind: .cluster, name: .empty)]
    if node.pool != .empty { scopes.append(ResourceLevels.Scope(kind: .pool, name: node.pool)) }
    let zone = [
      "failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone",
    ].lazy.compactMap { cluster.symbols.find($0) }.compactMap { node.labels[$0] }.first
    if let zone { scopes.append(ResourceLevels.Scope(kind: .zone, name: zone)) }
    return scopes
  }
}

/// The cluster from instant to instant: what it was after the last event of each.
struct StepRecord {
  private(set) var steps: [(time: SimulationTime, census: LoadCensus)] = []

  /// The census of the last instant.
  var last: LoadCensus? { steps.last?.census }

  mutating func add(_ census: LoadCensus, at time: SimulationTime) {
    if steps.last?.time == time { steps.removeLast() }
    steps.append((time, census))
  }

  /// The levels that held for some time, and for how long.
  private func spans(
    until end: SimulationTime, _ level: (LoadCensus) -> Int64?
  ) -> [(level: Int64, time: Int64)] {
    steps.indices.compactMap { row in
      let next = row + 1 < steps.count ? steps[row + 1].time : end
      let time = (next - steps[row].time).microseconds
      guard time > 0, let level = level(steps[row].census) else { return nil }
      return (level, time)
    }
  }

  /// The integral of a level over time.
  func area(until end: SimulationTime, _ level: (LoadCensus) -> Int64) -> Int128 {
    spans(until: end, level).reduce(0) { $0 + Int128($1.level) * Int128($1.time) }
  }

  /// The statistics of a level over time; nil where it never had a value.
  func statistics(
    until end: SimulationTime, _ level: (LoadCensus) -> Int64?
  ) -> Statistics? {
    let spans = spans(until: end, level).sorted { $0.level < $1.level }
    guard let last = spans.last else { return nil }
    let total = spans.reduce(Int128(0)) { $0 + Int128($1.time) }
    let area = spans.reduce(Int128(0)) { $0 + Int128($1.level) * Int128($1.time) }
    func quantile(_ hundredths: Int128) -> Int64 {
      var held: Int128 = 0
      return spans.first { span in
        held += Int128(span.time)
        return held * 100 >= total * hundredths
      }?.level ?? last.level
    }
    return Statistics(
      mean: Ratio.rounded(area, total), p50: quantile(50), p95: quantile(95), maximum: last.level)
  }
}

/// What is told of a level.
struct Statistics: Equatable {
  let mean: Int64
  let p50: Int64
  let p95: Int64
  let maximum: Int64

  init(mean: Int64, p50: Int64, p95: Int64, maximum: Int64) {
    self.mean = mean
    self.p50 = p50
    self.p95 = p95
    self.maximum = maximum
  }

  init?(_ summary: TimeWeightedSummary?) {
    guard let summary else { return nil }
    mean = summary.mean
    p50 = summary[.p50]
    p95 = summary[.p95]
    maximum = summary.maximum
  }
}
