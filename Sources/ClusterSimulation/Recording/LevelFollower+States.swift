import ClusterState
import SimulationEngine

/// What the follower knows of the states that it has written down.
struct FollowedStates: Sendable {
  fileprivate var pods: ContiguousArray<PodState?> = []
  fileprivate var autoscalers: ContiguousArray<AutoscalerChange?> = []
  fileprivate var taints: ContiguousArray<ContiguousArray<NodeTaint>> = []
}

/// Changes of state, each once: several writes at one instant may tell of one.
extension LevelFollower {
  mutating func notePodState(of pod: PodID, at time: SimulationTime, in world: inout World) {
    while states.pods.count <= pod.row { states.pods.append(nil) }
    let state = PodState(world.cluster.pods[pod])
    guard states.pods[pod.row] != state else { return }
    states.pods[pod.row] = state
    world.recording.podStates.append(PodStateChange(time: time, pod: pod, state: state))
  }

  mutating func noteTaints(of node: NodeID, at time: SimulationTime, in world: inout World) {
    while states.taints.count <= node.row { states.taints.append([]) }
    let record = world.cluster.nodes[node.row]
    let (old, new) = (states.taints[node.row], record.isPresent ? record.taints : [])
    guard old != new else { return }
    states.taints[node.row] = new
    func note(_ taint: NodeTaint, _ isPresent: Bool) {
      world.recording.taints.append(
        TaintChange(
          time: time, node: node, key: taint.key, value: taint.value, effect: taint.effect,
          isPresent: isPresent))
    }
    for taint in old where !new.contains(where: { $0.says(taint) }) { note(taint, false) }
    for taint in new where !old.contains(where: { $0.says(taint) }) { note(taint, true) }
  }

  func noteBudget(_ row: Int, at time: SimulationTime, in world: inout World) {
    let change = BudgetChange(
      time: time, budget: row, status: world.cluster.disruptionBudgets[row].status)
    world.recording.budgets.append(change)
  }

  /// Writes down what an autoscaler tells, if its numbers have changed.
  mutating func noteAutoscaler(
    _ row: Int, at time: SimulationTime, in world: inout World
  ) {
    while states.autoscalers.count <= row { states.autoscalers.append(nil) }
    let record = world.cluster.autoscalers[row]
    let change = AutoscalerChange(time: time, autoscaler: row, record: record)
    guard states.autoscalers[row].map({ !$0.says(change) }) ?? true else { return }
    states.autoscalers[row] = change
    world.recording.autoscalers.append(change)
  }

  func noteQuota(_ row: Int, at time: SimulationTime, in world: inout World) {
    let quota = world.cluster.quotas[row]
    world.recording.quotas.append(
      QuotaChange(time: time, quota: row, hard: quota.hard, used: quota.used))
  }
}

extension NodeTaint {
  /// Whether the taint says what `other` says, whenever it was put on.
  fileprivate func says(_ other: NodeTaint) -> Bool {
    key == other.key && value == other.value && effect == other.effect
  }
}
