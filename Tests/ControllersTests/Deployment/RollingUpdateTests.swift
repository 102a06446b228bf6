import Controllers
import KubernetesObjects
import StructuredText
import Testing

@Suite("RollingUpdate")
struct RollingUpdateTests {
  @Test("the table of deployment_new_rs_scale.json holds")
  func newReplicas() throws {
    for row in try DeploymentTables.rows("deployment_new_rs_scale") {
      let new = try DeploymentTables.number(row, "newRS")
      let old = try DeploymentTables.number(row, "oldRSTotal")
      let bounds = try DeploymentTables.bounds(
        try DeploymentTables.number(row, "replicas"),
        surge: try DeploymentTables.amount(row, "maxSurge"), unavailable: 1)
      let sets = [DeploymentTables.set(new, isNew: true), DeploymentTables.set(old, age: 10)]
      let after = RollingUpdate.newReplicas(present: new, total: sets.wanted, bounds: bounds)
      #expect(after == (try DeploymentTables.number(row, "newRSAfter")), "\(row.location)")
    }
  }

  @Test("the traces of deployment_rolling_trace.json hold, sync by sync")
  func traces() throws {
    for row in try DeploymentTables.rows("deployment_rolling_trace") {
      let steps = try #require(row["steps"]).elements.map(\.text)
      let bounds = try DeploymentTables.bounds(
        try DeploymentTables.number(row, "replicas"),
        surge: try DeploymentTables.amount(row, "maxSurge"),
        unavailable: try DeploymentTables.amount(row, "maxUnavailable"))
      #expect(Self.trace(bounds) == steps, "\(row.location)")
    }
  }

  @Test("10 pods at 25 % roll in six syncs")
  func tenPods() throws {
    let bounds = try DeploymentTables.bounds(10, surge: "25%", unavailable: "25%")
    let expected = [
      "create new=3 old=10", "down old 10->8", "up new 3->5", "down old 8->3", "up new 5->10",
      "down old 3->0",
    ]
    #expect(Self.trace(bounds) == expected)
  }

  @Test("unhealthy pods of old sets go first, the oldest set's before the others'")
  func unhealthyFirst() throws {
    let bounds = try DeploymentTables.bounds(10, surge: 3, unavailable: 2)
    let sets = [
      DeploymentTables.set(0, isNew: true), DeploymentTables.set(5, available: 3, age: 10),
      DeploymentTables.set(8, available: 7, age: 20),
    ]
    // 13 pods leave no room to grow; 13 - 8 may go, but just 2 more than 8 are available.
    #expect(
      RollingUpdate.step(sets, bounds: bounds) == [
        ReplicaSetScale(set: 2, from: 8, to: 7), ReplicaSetScale(set: 1, from: 5, to: 3),
        ReplicaSetScale(set: 2, from: 7, to: 5),
      ])
  }

  @Test("new pods that are not available hold up the old ones, except unhealthy ones")
  func stuckRollout() throws {
    let bounds = try DeploymentTables.bounds(10, surge: 3, unavailable: 2)
    let new = DeploymentTables.set(5, available: 0, isNew: true)
    let healthy = [new, DeploymentTables.set(8, age: 10)]
    #expect(RollingUpdate.step(healthy, bounds: bounds).isEmpty)
    let onePodLost = [new, DeploymentTables.set(8, available: 7, age: 10)]
    #expect(RollingUpdate.step(onePodLost, bounds: bounds).isEmpty)
  }

  @Test("a new set that is too large shrinks, and nothing else is done in that sync")
  func shrinks() throws {
    let bounds = try DeploymentTables.bounds(5, surge: 1, unavailable: 1)
    let sets = [DeploymentTables.set(7, isNew: true), DeploymentTables.set(2, age: 10)]
    #expect(
      RollingUpdate.step(sets, bounds: bounds) == [ReplicaSetScale(set: 0, from: 7, to: 5)])
  }

  @Test("a status that tells of more available pods than are wanted ends the sync")
  func laggingStatus() throws {
    let bounds = try DeploymentTables.bounds(4, surge: 1, unavailable: 4)
    let sets = [
      DeploymentTables.set(4, available: 4, isNew: true),
      DeploymentTables.set(2, available: 1, age: 20),
      DeploymentTables.set(1, available: 3, age: 10),
    ]
    #expect(
      RollingUpdate.step(sets, bounds: bounds) == [ReplicaSetScale(set: 1, from: 2, to: 1)])
  }

  @Test("recreating first empties the old sets, then waits for their pods, then fills the new one")
  func recreation() {
    let sets = [DeploymentTables.set(0, isNew: true), DeploymentTables.set(3, age: 10)]
    #expect(
      Recreation(sets, replicas: 3, hasOldPods: true)
        == .removeOld([ReplicaSetScale(set: 1, from: 3, to: 0)]))
    var emptied = [DeploymentTables.set(0, isNew: true), DeploymentTables.set(0, age: 10)]
    #expect(Recreation(emptied, replicas: 3, hasOldPods: true) == .awaitOldPods)
    emptied[1].current = 1
    #expect(Recreation(emptied, replicas: 3, hasOldPods: false) == .awaitOldPods)
    emptied[1].current = 0
    #expect(Recreation(emptied, replicas: 3, hasOldPods: false) == .fillNew(3))
  }

  /// The syncs of a rollout from one old set, as the table writes them: the first sees no available
  /// new pod, and from then on every pod of an earlier sync is available.
  private static func trace(_ bounds: RolloutBounds) -> [String] {
    let created = RollingUpdate.newReplicas(
      present: 0, total: Int64(bounds.replicas), bounds: bounds)
    var sets = [
      DeploymentTables.set(created, available: 0, isNew: true),
      DeploymentTables.set(bounds.replicas, age: 10),
    ]
    var lines = ["create new=\(created) old=\(bounds.replicas)"]
    while sets[1].replicas > 0 || sets[0].replicas < bounds.replicas, lines.count < 100 {
      let scales = RollingUpdate.step(sets, bounds: bounds)
      for scale in scales {
        let name = scale.set == 0 ? "new" : "old"
        lines.append("\(scale.to > scale.from ? "up" : "down") \(name) \(scale.from)->\(scale.to)")
        sets[scale.set].replicas = scale.to
      }
      for index in sets.indices { sets[index].available = sets[index].replicas }
      if scales.isEmpty { lines.append("wait") }
    }
    return lines
  }
}
