import KubernetesObjects
import SimulationEngine

/// How far the number of replicas may go in one step.
///
/// Source: `pkg/controller/podautoscaler/horizontal.go`, Kubernetes 1.20 to 1.36.
package enum ScalingLimits {
  /// A change of the number of replicas.
  package struct Change: Hashable, Sendable {
    /// When.
    package let time: SimulationTime
    /// How many replicas were added or removed.
    package let replicas: Int32

    /// A change at `time`.
    package init(at time: SimulationTime, _ replicas: Int32) {
      self.time = time
      self.replicas = replicas
    }
  }

  /// The most replicas of an autoscaler without a behavior: twice as many, or four.
  package static func withoutBehavior(current: Int32) -> Int32 {
    max(4, Int32(clamping: Int64(current) * 2))
  }

  /// The most replicas that `rules` allow; less than `current` where too many have been added.
  package static func up(
    current: Int32, added: ContiguousArray<Change>, removed: ContiguousArray<Change>,
    _ rules: HPAScalingRules, at now: SimulationTime
  ) -> Int32 {
    limit(current, added, removed, rules, now, choose: rules.selectPolicy == .min ? min : max) {
      policy, start in
      switch policy.type {
      case .pods: Int64(start) + Int64(policy.value)
      case .percent:
        Int64((Double(start) * (1 + Double(policy.value) / 100)).rounded(.up))
      }
    }
  }

  /// The fewest replicas that `rules` allow; more than `current` where too many have been removed.
  package static func down(
    current: Int32, added: ContiguousArray<Change>, removed: ContiguousArray<Change>,
    _ rules: HPAScalingRules, at now: SimulationTime
  ) -> Int32 {
    limit(current, added, removed, rules, now, choose: rules.selectPolicy == .min ? max : min) {
      policy, start in
      switch policy.type {
      case .pods: Int64(start) - Int64(policy.value)
      case .percent: Int64(Double(start) * (1 - Double(policy.value) / 100))
      }
    }
  }

  /// The bound that the policies set together; each counts from the number of replicas at the start
  /// of its period.
  private static func limit(
    _ current: Int32, _ added: ContiguousArray<Change>, _ removed: ContiguousArray<Change>,
    _ rules: HPAScalingRules, _ now: SimulationTime, choose: (Int64, Int64) -> Int64,
    of bound: (HPAScalingPolicy, Int32) -> Int64
  ) -> Int32 {
    if rules.selectPolicy == .disabled { return current }
    var limit: Int64?
    for policy in rules.policies ?? [] {
      let start =
        current - sum(added, over: policy, now) + sum(removed, over: policy, now)
      let proposed = bound(policy, start)
      limit = limit.map { choose($0, proposed) } ?? proposed
    }
    return Int32(clamping: limit ?? Int64(current))
  }

  /// How many replicas have been changed within the period of `policy`.
  private static func sum(
    _ changes: ContiguousArray<Change>, over policy: HPAScalingPolicy, _ now: SimulationTime
  ) -> Int32 {
    let period = SimulationDuration.seconds(Int64(policy.periodSeconds))
    return changes.reduce(0) { $0 + (now - $1.time < period ? $1.replicas : 0) }
  }
}
