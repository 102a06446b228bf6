import ClusterState
import KubernetesObjects
import Scheduling
import Testing

@Suite struct DefaultPreemptionTests {
  private func profile() -> Profile {
    var profile = Profile()
    profile.add(Profile.Filter(NodeResourcesFit()))
    profile.add(Profile.Scorer(ImageLocality()))
    profile.postFilters = [.defaultPreemption(DefaultPreemption())]
    return profile
  }

  private mutating func place(
    _ cluster: inout SmallCluster, _ node: String, cpu: String, priority: Int,
    started: Int64 = 0, labels: String = ""
  ) throws -> PodID {
    let pod = try cluster.pod(
      labels: labels, requests: "cpu: \(cpu)", spec: "priority: \(priority)")
    cluster.place(pod, on: node, started: started)
    return pod.pod
  }

  @Test("As few pods as possible go, the less important ones first")
  mutating func reprieve() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 4, memory: 8Gi")
    let low = try place(&cluster, "a", cpu: "1", priority: 1)
    _ = try place(&cluster, "a", cpu: "1", priority: 5)
    let young = try place(&cluster, "a", cpu: "1", priority: 1, started: 50)
    _ = try place(&cluster, "a", cpu: "1", priority: 100)
    let one = try cluster.pod(requests: "cpu: 1", spec: "priority: 10")
    #expect(cluster.decide(one, profile()).decision.victims.map(\.pod) == [young])
    let two = try cluster.pod(requests: "cpu: 2", spec: "priority: 10")
    #expect(cluster.decide(two, profile()).decision.victims.map(\.pod) == [low, young])
    // Nothing is evicted by deciding.
    #expect(cluster.scheduler.cache.pods[0].count == 4)
    #expect(cluster.scheduler.cache.requested.milliCPU[0] == 4000)
  }

  @Test("Pods of equal or higher priority stay, and what exceeds a node is not tried")
  mutating func unhelpful() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 4, memory: 8Gi")
    try cluster.addNode("b", allocatable: "cpu: 1, memory: 8Gi")
    _ = try place(&cluster, "a", cpu: "4", priority: 10)
    let pod = try cluster.pod(requests: "cpu: 2", spec: "priority: 10")
    let (decision, _) = cluster.decide(pod, profile())
    #expect(decision.victims.isEmpty && !decision.nominatedNode.isPresent)
    #expect(
      decision.message
        == "0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: "
        + "1 No preemption victims found for incoming pod, "
        + "1 Preemption is not helpful for scheduling.")
    let never = try cluster.pod(
      requests: "cpu: 2", spec: "priority: 20, preemptionPolicy: Never")
    #expect(
      cluster.decide(never, profile()).decision.message
        == "0/2 nodes are available: 2 Insufficient cpu. "
        + "preemption: not eligible due to preemptionPolicy=Never.")
  }

  @Test("The node that loses least is chosen, criterion by criterion")
  mutating func choice() throws {
    /// Victims by node as (priority, start in seconds); the chosen node.
    let cases: [([[(Int, Int64)]], String)] = [
      ([[(5, 0)], [(3, 0)]], "b"),
      ([[(5, 0), (5, 0)], [(5, 0), (1, 0)]], "b"),
      ([[(5, 0), (-2147483648, 0)], [(5, 0)]], "b"),
      ([[(5, 10)], [(5, 20)]], "b"),
      ([[(5, 20)], [(5, 10)]], "a"),
    ]
    for (nodes, expected) in cases {
      var cluster = try SmallCluster()
      for (name, victims) in zip(["a", "b"], nodes) {
        try cluster.addNode(name, allocatable: "cpu: 4, memory: 8Gi")
        for (priority, started) in victims {
          _ = try place(
            &cluster, name, cpu: "\(4000 / victims.count)m", priority: priority, started: started)
        }
      }
      let pod = try cluster.pod(requests: "cpu: 4", spec: "priority: 10")
      let decision = cluster.decide(pod, profile()).decision
      #expect(cluster.name(decision.nominatedNode) == expected, "victims \(nodes)")
    }
  }

  @Test("Disruption budgets are spared where possible, and violated where not")
  mutating func budgets() throws {
    var cluster = try SmallCluster()
    for node in ["a", "b"] { try cluster.addNode(node, allocatable: "cpu: 1, memory: 8Gi") }
    _ = try place(&cluster, "a", cpu: "1", priority: 1, labels: "app: db")
    _ = try place(&cluster, "b", cpu: "1", priority: 5)
    let budget: PodDisruptionBudget = try SmallCluster.object(
      "{metadata: {name: db, namespace: default}, spec: {selector: {matchLabels: {app: db}}}, "
        + "status: {disruptionsAllowed: 0}}")
    cluster.state.setDisruptionBudget(budget)
    let pod = try cluster.pod(requests: "cpu: 1", spec: "priority: 10")
    let (decision, record) = cluster.decide(pod, profile())
    #expect(cluster.name(decision.nominatedNode) == "b")
    #expect(record.preemption?.candidates.map(\.budgetViolations) == [1, 0])
  }

  @Test("Room that was made for a pod is kept from pods of lower priority")
  mutating func nominations() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 2, memory: 8Gi")
    let promised = try cluster.pod(requests: "cpu: 2", spec: "priority: 10")
    let a = try #require(cluster.node("a"))
    cluster.scheduler.nominations.nominate(
      PlacedPod(promised.pod, template: promised.template, priority: 10), to: a)
    let lower = try cluster.pod(requests: "cpu: 1", spec: "priority: 5")
    #expect(!cluster.decide(lower, profile()).decision.node.isPresent)
    let higher = try cluster.pod(requests: "cpu: 1", spec: "priority: 20")
    #expect(cluster.decide(higher, profile()).decision.node == a)
    #expect(cluster.decide(promised, profile()).decision.node == a)
    cluster.scheduler.nominations.withdraw(promised.pod)
    #expect(cluster.decide(lower, profile()).decision.node == a)
    #expect(cluster.scheduler.cache.pods[0].isEmpty)
    #expect(cluster.scheduler.cache.requested.milliCPU[0] == 0)
  }

  @Test(
    "The search for victims ends at a hundred candidates or a tenth",
    arguments: [
      (5, 5), (100, 100), (500, 100), (3000, 300),
    ])
  func candidateCount(nodes: Int, expected: Int) {
    #expect(DefaultPreemption().candidateCount(among: nodes) == expected)
  }
}
