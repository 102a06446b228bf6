import Controllers
import KubernetesObjects
import Testing

@Suite("ProportionalScaling")
struct ProportionalScalingTests {
  @Test("the table of deployment_proportional_scale.json holds")
  func table() throws {
    for row in try DeploymentTables.rows("deployment_proportional_scale") {
      let old = try DeploymentTables.number(row, "oldReplicas")
      let surge = try DeploymentTables.number(row, "maxSurge")
      let nodes = Array(try #require(row["replicaSets"]).elements)
      let sets = try nodes.enumerated().map { index, node in
        DeploymentTables.set(
          try DeploymentTables.number(node, "Size"),
          age: Int64(try DeploymentTables.number(node, "Age")), isNew: index == 0,
          scaledFor: (old, old + surge))
      }
      let bounds = try DeploymentTables.bounds(
        try DeploymentTables.number(row, "newReplicas"), surge: .int(surge), unavailable: 0)
      var sizes = sets.map(\.replicas)
      for scale in ProportionalScaling.plan(sets, bounds: bounds, observed: 0) {
        sizes[scale.set] = scale.to
      }
      let after = try #require(row["after"])
      for (node, size) in zip(nodes, sizes) {
        let name = try #require(node["Name"]?.text)
        #expect(size == (try DeploymentTables.number(after, name)), "\(name) of \(row.location)")
      }
    }
  }

  @Test("shares are rounded half away from zero, and the largest set gets what is left")
  func rounding() throws {
    // 2 of 10 and 5 of 10 become 2.5 and 6.25 of 12.5: both are of 12 and 13.
    let sets = [
      DeploymentTables.set(5, isNew: true, scaledFor: (8, 8)),
      DeploymentTables.set(3, age: 10, scaledFor: (8, 8)),
    ]
    let bounds = try DeploymentTables.bounds(12, surge: 0, unavailable: 1)
    // 7.5 and 4.5: the first takes 3 of 4, the second the one that is left.
    #expect(
      ProportionalScaling.plan(sets, bounds: bounds, observed: 8) == [
        ReplicaSetScale(set: 0, from: 5, to: 8), ReplicaSetScale(set: 1, from: 3, to: 4),
      ])
  }

  @Test("without an annotation the observed size stands in, and without that nothing is shared")
  func missingAnnotation() throws {
    let sets = [
      DeploymentTables.set(6, isNew: true), DeploymentTables.set(4, age: 10),
    ]
    let bounds = try DeploymentTables.bounds(20, surge: 0, unavailable: 1)
    #expect(
      ProportionalScaling.plan(sets, bounds: bounds, observed: 10).map(\.to) == [12, 8])
    #expect(
      ProportionalScaling.plan(sets, bounds: bounds, observed: 0).map(\.to) == [16, 4],
      "all of it is left over for the largest")
  }

  @Test("of equal sets the younger grows first and the older shrinks first")
  func ties() throws {
    let sets = [
      DeploymentTables.set(5, age: 20, scaledFor: (10, 10)),
      DeploymentTables.set(5, isNew: true, scaledFor: (10, 10)),
    ]
    let more = try DeploymentTables.bounds(11, surge: 0, unavailable: 1)
    #expect(ProportionalScaling.plan(sets, bounds: more, observed: 10).first?.set == 1)
    let fewer = try DeploymentTables.bounds(9, surge: 0, unavailable: 1)
    #expect(ProportionalScaling.plan(sets, bounds: fewer, observed: 10).first?.set == 0)
  }

  @Test("a saturated new set keeps its pods, and the old ones lose theirs")
  func saturated() throws {
    let sets = [
      DeploymentTables.set(4, isNew: true, scaledFor: (4, 5)), DeploymentTables.set(2, age: 9),
    ]
    let bounds = try DeploymentTables.bounds(4, surge: 1, unavailable: 0)
    #expect(
      ProportionalScaling.plan(sets, bounds: bounds, observed: 6)
        == [ReplicaSetScale(set: 1, from: 2, to: 0)])
  }

  @Test("a single active set, or else the new or youngest one, takes the whole size")
  func oneSet() throws {
    let bounds = try DeploymentTables.bounds(6, surge: 1, unavailable: 0)
    let active = [DeploymentTables.set(0, isNew: true), DeploymentTables.set(2, age: 9)]
    #expect(
      ProportionalScaling.plan(active, bounds: bounds, observed: 2)
        == [ReplicaSetScale(set: 1, from: 2, to: 6)])
    let none = [DeploymentTables.set(0, age: 9), DeploymentTables.set(0, age: 5)]
    #expect(
      ProportionalScaling.plan(none, bounds: bounds, observed: 0)
        == [ReplicaSetScale(set: 1, from: 0, to: 6)])
    #expect(ProportionalScaling.plan([], bounds: bounds, observed: 0).isEmpty)
  }

  @Test("sets whose sizes stay are still written where their annotations are out of date")
  func annotations() throws {
    let bounds = try DeploymentTables.bounds(5, surge: 1, unavailable: 0)
    let sets = [
      DeploymentTables.set(3, isNew: true, scaledFor: (4, 6)),
      DeploymentTables.set(3, age: 9, scaledFor: (5, 6)),
    ]
    #expect(ProportionalScaling.isDue(sets, replicas: 5))
    #expect(
      ProportionalScaling.plan(sets, bounds: bounds, observed: 6)
        == [ReplicaSetScale(set: 0, from: 3, to: 3)])
    #expect(!ProportionalScaling.isDue([sets[1]], replicas: 5))
    #expect(
      !ProportionalScaling.isDue([DeploymentTables.set(0, scaledFor: (4, 6))], replicas: 5),
      "a set without pods does not count")
  }
}
