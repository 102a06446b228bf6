import KubernetesObjects
import SimulationEngine

/// What the controller remembers of one autoscaler; a restart forgets it.
///
/// Source: `recommendations`, `scaleUpEvents` and `scaleDownEvents` of `HorizontalController`,
/// `pkg/controller/podautoscaler/horizontal.go`, Kubernetes 1.18 to 1.36.
struct AutoscalerMemory: Sendable {
  /// What metrics called for at an instant, before any limit.
  private struct Recommendation: Sendable {
    let replicas: Int32
    let time: SimulationTime
  }

  private var recommendations: ContiguousArray<Recommendation> = []
  /// The growths of the target.
  private(set) var added: ContiguousArray<ScalingLimits.Change> = []
  /// The shrinkings of the target.
  private(set) var removed: ContiguousArray<ScalingLimits.Change> = []

  /// Takes the size at which the controller found the target for the first recommendation.
  mutating func noteInitial(_ replicas: Int32, at now: SimulationTime) {
    if recommendations.isEmpty {
      recommendations.append(Recommendation(replicas: replicas, time: now))
    }
  }

  /// The highest recommendation of the last `window`, `replicas` among them.
  mutating func stabilize(
    _ replicas: Int32, over window: SimulationDuration, at now: SimulationTime
  ) -> Int32 {
    var highest = replicas
    var old: Int?
    for (row, former) in recommendations.enumerated() {
      if now - former.time > window {
        old = row
      } else {
        highest = max(highest, former.replicas)
      }
    }
    record(replicas, insteadOf: old, at: now)
    return highest
  }

  /// The size between the lowest recommendation of the one window and the highest of the other that
  /// is nearest to `current`.
  mutating func stabilize(
    _ replicas: Int32, current: Int32, up: SimulationDuration, down: SimulationDuration,
    at now: SimulationTime
  ) -> Int32 {
    var lowest = replicas
    var highest = replicas
    var old: Int?
    for (row, former) in recommendations.enumerated() {
      let age = now - former.time
      if age < up { lowest = min(lowest, former.replicas) }
      if age < down { highest = max(highest, former.replicas) }
      if age > up && age > down { old = row }
    }
    record(replicas, insteadOf: old, at: now)
    return min(max(current, lowest), highest)
  }

  /// Keeps a recommendation in the place of one that no window reaches.
  private mutating func record(
    _ replicas: Int32, insteadOf old: Int?, at now: SimulationTime
  ) {
    let recommendation = Recommendation(replicas: replicas, time: now)
    if let old {
      recommendations[old] = recommendation
    } else {
      recommendations.append(recommendation)
    }
  }

  /// Notes that the target went from `former` replicas to `replicas`; the longest period of the
  /// rules says how long that is worth knowing.
  mutating func noteChange(
    from former: Int32, to replicas: Int32, up: HPAScalingRules, down: HPAScalingRules,
    at now: SimulationTime
  ) {
    if replicas > former {
      Self.add(.init(at: now, replicas - former), to: &added, up, at: now)
    } else {
      Self.add(.init(at: now, former - replicas), to: &removed, down, at: now)
    }
  }

  private static func add(
    _ change: ScalingLimits.Change, to changes: inout ContiguousArray<ScalingLimits.Change>,
    _ rules: HPAScalingRules, at now: SimulationTime
  ) {
    let seconds = (rules.policies ?? []).map(\.periodSeconds).max() ?? 0
    let longest = SimulationDuration.seconds(Int64(seconds))
    if let old = changes.lastIndex(where: { now - $0.time > longest }) {
      changes[old] = change
    } else {
      changes.append(change)
    }
  }
}
