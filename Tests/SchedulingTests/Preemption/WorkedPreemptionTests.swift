import ClusterState
import KubernetesObjects
import Scheduling
import TestSupport
import Testing

/// The documentation's examples of what preemption does not do.
@Suite struct WorkedPreemptionTests {
  private func profile(_ cluster: inout SmallCluster) throws -> Profile {
    try Profile(KubeSchedulerProfile(), &cluster.state, &cluster.scheduler.cache)
  }

  private static func term(_ kind: String, _ app: String, _ topology: String) -> String {
    "affinity: {\(kind): {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: "
      + "\(topology), labelSelector: {matchLabels: {app: \(app)}}}]}}"
  }

  @Test("a pod on another node of the zone is not preempted, and so no room is made")
  func crossNode() throws {
    guard let (_, expected) = try ReferenceTable.example("preempt-cross-node") else { return }
    var cluster = try SmallCluster()
    try cluster.addNode("n", labels: "zone: z", allocatable: "cpu: 2, memory: 8Gi")
    try cluster.addNode(
      "m", labels: "zone: z", allocatable: "cpu: 2, memory: 8Gi",
      spec: "taints: [{key: x, effect: NoSchedule}]")
    let victim = try cluster.pod(requests: "cpu: 2", spec: "priority: 1")
    cluster.place(victim, on: "n", started: 0)
    let q = try cluster.pod(labels: "app: q", requests: "cpu: 1", spec: "priority: 1")
    cluster.place(q, on: "m", started: 0)
    let p = try cluster.pod(
      requests: "cpu: 2", spec: "priority: 10, \(Self.term("podAntiAffinity", "q", "zone"))")
    let decision = cluster.decide(p, try profile(&cluster)).decision
    #expect(expected["P"] as? String == "unschedulable on N")
    #expect(!decision.node.isPresent && !decision.nominatedNode.isPresent)
    let isPreempted = decision.victims.contains { $0.pod == q.pod }
    #expect(isPreempted == expected["Q_preempted"] as? Bool)
  }

  @Test("a pod that another has to be near is not preempted by it")
  func interPodAffinity() throws {
    guard let (_, expected) = try ReferenceTable.example("preempt-interpod-affinity") else {
      return
    }
    var cluster = try SmallCluster()
    try cluster.addNode("n", labels: "zone: z", allocatable: "cpu: 2, memory: 8Gi")
    let friend = try cluster.pod(labels: "app: friend", requests: "cpu: 2", spec: "priority: 1")
    cluster.place(friend, on: "n", started: 0)
    let pod = try cluster.pod(
      requests: "cpu: 1", spec: "priority: 10, \(Self.term("podAffinity", "friend", "zone"))")
    let decision = cluster.decide(pod, try profile(&cluster)).decision
    #expect(
      decision.nominatedNode.isPresent == expected["preemption_on_that_node"] as? Bool)
    #expect(decision.victims.isEmpty && !decision.node.isPresent)
  }
}
