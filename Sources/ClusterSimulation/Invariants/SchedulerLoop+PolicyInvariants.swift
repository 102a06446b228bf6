import ClusterState
import SimulationEngine

/// A policy that owns the queue knows of every pod that waits.
extension SchedulerLoop {
  /// Every pod that wants a node waits for the policy or is being bound, and is assumed on a node
  /// in the second case only; as many wait as are counted.
  func verify(
    _ policy: PolicyLoop, in world: borrowing World, _ unread: UnreadObjects
  ) throws(InvariantViolation) {
    var waitingCount = 0
    for row in 0..<world.cluster.pods.count {
      let pod = PodID(row)
      let standing = policy.standing(of: pod)
      if standing == .waiting { waitingCount += 1 }
      guard !unread.pods.contains(pod), world.cluster.pods[pod].isWaiting else { continue }
      let template = world.cluster.templates[world.cluster.pods[pod].template]
      guard view.profile(of: template) != nil, !view.isGated(template) else { continue }
      guard standing == .waiting || standing == .binding else {
        throw world.violation(world.describe(pod), "waits and the policy does not know of it")
      }
      guard view.place(of: pod).isPresent == (standing == .binding) else {
        throw world.violation(
          world.describe(pod), "is assumed on a node without a decision, or decided and is not")
      }
    }
    guard waitingCount == policy.waitingCount else {
      throw world.violation(
        "the policy", "counts \(policy.waitingCount) pods that wait and not \(waitingCount)")
    }
  }
}
