import ClusterState
import SimulationEngine

extension LevelFollower {
  /// The running sums that reports are made from equal the sums over the nodes.
  func verify(in world: borrowing World) throws(InvariantViolation) {
    for row in 0..<world.recording.resources.resourceCount {
      let resource = ResourceID(row)
      guard resource != .ephemeralStorage else { continue }
      var sum = ScopeTotals()
      for node in world.cluster.nodes.indices {
        sum += share(of: NodeID(node), resource, in: world.cluster)
      }
      guard world.recording.resources.level(of: resource, scope: 0).totals == sum else {
        throw world.violation(
          "the recording",
          "has other sums of \(world.cluster.resources[resource]) than the nodes make")
      }
    }
  }
}
