import KubernetesObjects
import Scheduling
import Testing

@Suite struct DynamicResourcesTests {
  private func message(hasDynamicResources: Bool, spec: String = "") throws -> String {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 1, memory: 1Gi")
    let profile = try Profile(
      hasDynamicResources: hasDynamicResources, &cluster.state, &cluster.scheduler.cache)
    let pod = try cluster.pod(requests: "cpu: 2", spec: spec)
    return cluster.decide(pod, profile).decision.message
  }

  @Test("It speaks up in messages, before preemption does, unless it is switched off")
  func messages() throws {
    let reason = "0/1 nodes are available: 1 Insufficient cpu."
    let preemption =
      "preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling."
    #expect(
      try message(hasDynamicResources: true)
        == "\(reason) no new claims to deallocate, \(preemption)")
    #expect(try message(hasDynamicResources: false) == "\(reason) \(preemption)")
  }

  @Test("A pod that ended before any node was looked at shows its odd suffix")
  func suffix() throws {
    let spec = "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]"
    #expect(
      try message(hasDynamicResources: true, spec: spec)
        == "0/1 nodes are available: persistentvolumeclaim \"c\" not found. not found")
  }
}
