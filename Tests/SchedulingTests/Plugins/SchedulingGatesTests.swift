import Scheduling
import Testing

@Suite struct SchedulingGatesTests {
  @Test("A pod waits until its last gate is gone")
  func gates() throws {
    var cluster = try SmallCluster()
    let gated = try cluster.pod(spec: "schedulingGates: [{name: a}, {name: b}]")
    let status = SchedulingGates().preEnqueue(gated.template, cluster.scheduler.cache)
    #expect(status == .unresolvable("waiting for scheduling gates: [a b]"))
    let free = try cluster.pod()
    #expect(SchedulingGates().preEnqueue(free.template, cluster.scheduler.cache) == nil)
  }
}
