import KubernetesObjects
import Testing

@testable import Scheduling

struct DynamicResourcesTests {
  private static let claims = "spec: {resourceClaims: [{name: gpu, resourceClaimName: gpu}]}"

  @Test(arguments: [
    FilterRow("a pod without claims is passed over", "Node a", "", ["PreFilter": "skip", "a": ""]),
    FilterRow(
      "no node has devices for a claim", "Node a\nNode b", claims,
      ["a": "never: cannot allocate all claims", "b": "never: cannot allocate all claims"]),
  ])
  func filter(row: FilterRow) throws { try row.check("DynamicResources") }

  @Test("A pod with claims waits, in every version", arguments: KubernetesVersion.allCases)
  func claim(version: KubernetesVersion) throws {
    var builder = try SchedulingBuilder("Node a\nNode b", rules: VersionRules(version))
    let decision = try builder.schedule(Self.claims).decision
    #expect(!decision.node.isPresent)
    #expect(
      decision.message
        == "0/2 nodes are available: 2 cannot allocate all claims. still not schedulable, "
        + "preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.")
  }

  @Test("Since 1.36 it scores every node zero, with a weight of two; before it did not score")
  func score() throws {
    var builder = try SchedulingBuilder("Node a\nNode b", rules: VersionRules(.v1_36))
    let scores = try builder.schedule().record.scores.first { $0.plugin == DynamicResources.name }
    #expect(scores?.weight == 2)
    #expect(scores?.raw == [0, 0] && scores?.normalized == [0, 0])
    builder = try SchedulingBuilder("Node a\nNode b", rules: VersionRules(.v1_34))
    let before = try builder.schedule().record
    #expect(!before.scores.contains { $0.plugin == DynamicResources.name })
    #expect(!before.skippedScores.contains(DynamicResources.name))
  }

  @Test func itSpeaksFirstWhenAPodFitsNowhere() throws {
    var builder = try SchedulingBuilder(
      "Node a status: {allocatable: {pods: 0}}",
      profile: SchedulingBuilder.profile(only: ["NodeResourcesFit", "DynamicResources"]))
    #expect(
      try builder.schedule().decision.message
        == "0/1 nodes are available: 1 Too many pods. no new claims to deallocate")
  }

  @Test func withoutItMessagesReadAsBefore() throws {
    var builder = try SchedulingBuilder("Node a status: {allocatable: {pods: 0}}")
    var (state, cache) = (builder.state, builder.scheduler.cache)
    let profile = try Profile(hasDynamicResources: false, &state, &cache)
    (builder.state, builder.scheduler.cache) = (state, cache)
    builder.scheduler.profiles = [profile]
    #expect(
      try builder.schedule().decision.message
        == "0/1 nodes are available: 1 Too many pods. preemption: 0/1 nodes are available: "
        + "1 No preemption victims found for incoming pod.")
  }

  private func message(hasDynamicResources: Bool, spec: String = "") throws -> String {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 1, memory: 1Gi")
    let profile = try Profile(
      hasDynamicResources: hasDynamicResources, &cluster.state, &cluster.scheduler.cache)
    let pod = try cluster.pod(requests: "cpu: 2", spec: spec)
    return cluster.decide(pod, profile).decision.message
  }

  @Test("A pod that ended before any node was looked at shows its odd suffix")
  func suffix() throws {
    let spec = "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]"
    #expect(
      try message(hasDynamicResources: true, spec: spec)
        == "0/1 nodes are available: persistentvolumeclaim \"c\" not found. not found")
  }
}
