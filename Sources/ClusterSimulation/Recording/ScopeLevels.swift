import ClusterState
import SimulationEngine

/// Sums of one resource over the nodes of a scope; 128 bits hold those of any number of nodes.
package struct ScopeTotals: Hashable, Sendable {
  /// Σ capacity of the nodes that are there.
  package var capacity: Int128 = 0
  /// Σ allocatable of the nodes that are ready.
  package var allocatable: Int128 = 0
  /// Σ requests of the pods bound to nodes that are ready, ended ones left out.
  package var requested: Int128 = 0
  /// Σ use of the pods that run on nodes that are ready.
  package var used: Int128 = 0
  /// Σ requests of the pods bound to nodes that are not ready, ended ones left out.
  package var lost: Int128 = 0

  /// Sums, of nothing unless said.
  package init(
    capacity: Int128 = 0, allocatable: Int128 = 0, requested: Int128 = 0, used: Int128 = 0,
    lost: Int128 = 0
  ) {
    self.capacity = capacity
    self.allocatable = allocatable
    self.requested = requested
    self.used = used
    self.lost = lost
  }

  static func += (a: inout Self, b: Self) {
    a.capacity += b.capacity
    a.allocatable += b.allocatable
    a.requested += b.requested
    a.used += b.used
    a.lost += b.lost
  }

  static func -= (a: inout Self, b: Self) {
    a.capacity -= b.capacity
    a.allocatable -= b.allocatable
    a.requested -= b.requested
    a.used -= b.used
    a.lost -= b.lost
  }
}

/// One resource in one scope: the sums now, and their ratios over time, in millionths. Where a
/// ratio has no whole, it has no value.
package struct ScopeLevels: Equatable, Sendable {
  /// The sums now.
  package private(set) var totals = ScopeTotals()
  /// Σ requests / Σ allocatable.
  package private(set) var allocation = TimeWeightedDistribution()
  /// Σ usage / Σ allocatable; without a value where use is not modeled.
  package private(set) var usage = TimeWeightedDistribution()
  /// Σ requests / Σ capacity.
  package private(set) var capacity = TimeWeightedDistribution()
  /// Σ usage / Σ requests; without a value where use is not modeled.
  package private(set) var efficiency = TimeWeightedDistribution()
  /// What is allocatable and not requested.
  package private(set) var free = TimeWeightedLevel()
  /// Σ usage.
  package private(set) var used = TimeWeightedLevel()
  /// Σ requests on nodes that are not ready.
  package private(set) var lost = TimeWeightedDistribution(0)

  /// Whether use is modeled.
  let isUseModeled: Bool
  /// Whether all ratios are followed, or those alone that are told of every scope.
  private let isWhole: Bool

  init(isUseModeled: Bool, isWhole: Bool, since start: SimulationTime) {
    self.isUseModeled = isUseModeled
    self.isWhole = isWhole
    if start > .zero { restart(at: start) }
  }

  /// Adds to the sums from `time` on.
  mutating func add(_ change: ScopeTotals, at time: SimulationTime) {
    totals += change
    follow(change, time)
  }

  /// Takes from the sums from `time` on.
  mutating func remove(_ change: ScopeTotals, at time: SimulationTime) {
    totals -= change
    follow(change, time)
  }

  /// Forgets the time before `time`.
  mutating func restart(at time: SimulationTime) {
    allocation.restart(at: time)
    usage.restart(at: time)
    capacity.restart(at: time)
    efficiency.restart(at: time)
    lost.restart(at: time)
    free.restart(at: time)
    used.restart(at: time)
  }

  private mutating func follow(_ change: ScopeTotals, _ time: SimulationTime) {
    let isWholeChanged = change.allocatable != 0
    if change.requested != 0 || isWholeChanged {
      allocation.set(Ratio.millionths(totals.requested, of: totals.allocatable), at: time)
    }
    if isUseModeled, change.used != 0 || isWholeChanged {
      usage.set(Ratio.millionths(totals.used, of: totals.allocatable), at: time)
    }
    if change.lost != 0 { lost.set(Int64(clamping: totals.lost), at: time) }
    guard isWhole else { return }
    if change.requested != 0 || isWholeChanged {
      free.set(Int64(clamping: max(0, totals.allocatable - totals.requested)), at: time)
    }
    if change.requested != 0 || change.capacity != 0 {
      capacity.set(Ratio.millionths(totals.requested, of: totals.capacity), at: time)
    }
    if isUseModeled, change.used != 0 || change.requested != 0 {
      efficiency.set(Ratio.millionths(totals.used, of: totals.requested), at: time)
      used.set(Int64(clamping: totals.used), at: time)
    }
  }
}
