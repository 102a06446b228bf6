import ClusterState
import SimulationEngine

/// What decides which of too many pods goes first.
///
/// Source: `pkg/controller/controller_utils.go`, `ActivePods` (Kubernetes 1.2) and
/// `ActivePodsWithRanks` (1.20 to 1.34).
///
/// **Divergence:** ready times in one power of two fall back to the order of creation, not to the
/// UID, which is chance.
package struct DeletionRanking: Hashable, Sendable {
  /// Which rules count.
  package enum Era: Sendable {
    /// Kubernetes 1.2, and Jobs to this day.
    case classic
    /// Replica sets of 1.18 to 1.21: deletion cost, then crowding.
    case crowding
    /// Replica sets from 1.22 on: the same, with ages on a logarithmic scale.
    case modern
  }

  /// Whether the pod has a node.
  package var isAssigned: Bool
  /// The pod's phase.
  package var phase: PodPhase
  /// The condition `Ready`.
  package var isReady: Bool
  /// The annotation `controller.kubernetes.io/pod-deletion-cost`; zero when absent.
  package var deletionCost: Int32 = 0
  /// How many active pods of sibling replica sets share its node, itself included.
  package var neighbors: Int32 = 0
  /// When it became ready; nil if the instant is not known.
  package var readySince: SimulationTime?
  /// The highest restart count of its containers.
  package var restarts: Int32
  /// When it was created; nil if the instant is not known.
  package var created: SimulationTime?
  /// The last resort: a text that differs between any two pods.
  package var tieBreaker: String

  /// The facts of one pod.
  package init(
    isAssigned: Bool, phase: PodPhase, isReady: Bool, readySince: SimulationTime?,
    restarts: Int32, created: SimulationTime?, tieBreaker: String
  ) {
    self.isAssigned = isAssigned
    self.phase = phase
    self.isReady = isReady
    self.readySince = readySince
    self.restarts = restarts
    self.created = created
    self.tieBreaker = tieBreaker
  }

  /// Whether this pod is deleted before `other` at `now`.
  package func precedes(_ other: Self, era: Era, now: SimulationTime) -> Bool {
    if isAssigned != other.isAssigned { return !isAssigned }
    if phase != other.phase { return phase.deletionRank < other.phase.deletionRank }
    if isReady != other.isReady { return !isReady }
    if era != .classic {
      if deletionCost != other.deletionCost { return deletionCost < other.deletionCost }
      if neighbors != other.neighbors { return neighbors > other.neighbors }
    }
    if isReady {
      let order = Self.compareAges(readySince, other.readySince, era, now)
      if order != 0 { return order < 0 }
    }
    if restarts != other.restarts { return restarts > other.restarts }
    let order = Self.compareAges(created, other.created, era, now)
    return order != 0 ? order < 0 : tieBreaker < other.tieBreaker
  }

  /// Negative if `a` goes first: unknown instants first, then the younger.
  private static func compareAges(
    _ a: SimulationTime?, _ b: SimulationTime?, _ era: Era, _ now: SimulationTime
  ) -> Int {
    switch (a, b) {
    case (nil, nil): return 0
    case (nil, _): return -1
    case (_, nil): return 1
    case (let a?, let b?):
      guard era == .modern else { return a == b ? 0 : a > b ? -1 : 1 }
      let (ageOfA, ageOfB) = (magnitude(now - a), magnitude(now - b))
      return ageOfA == ageOfB ? 0 : ageOfA < ageOfB ? -1 : 1
    }
  }

  /// The age on a logarithmic scale of base 2, so that pods of nearly one age tie.
  ///
  /// Source: `afterOrZero` with the gate `LogarithmicScaleDown`: the integer part of log2 of the
  /// age in nanoseconds.
  private static func magnitude(_ age: SimulationDuration) -> Int {
    guard age.microseconds > 0 else { return -1 }
    let (nanoseconds, overflow) = age.microseconds.multipliedReportingOverflow(by: 1000)
    return 63 - (overflow ? Int64.max : nanoseconds).leadingZeroBitCount
  }
}

extension PodPhase {
  /// Pending before running; what has ended is never ranked.
  fileprivate var deletionRank: Int { self == .pending ? 0 : 2 }
}
