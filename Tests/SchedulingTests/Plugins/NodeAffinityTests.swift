import ClusterState
import KubernetesObjects
import Scheduling
import Testing

@Suite struct NodeAffinityTests {
  private static let mismatch = "node(s) didn't match Pod's node affinity/selector"

  private func cluster() throws -> SmallCluster {
    var cluster = try SmallCluster()
    try cluster.addNode("a", labels: "disk: ssd, gen: \"3\"")
    try cluster.addNode("b", labels: "disk: hdd, gen: x")
    try cluster.addNode("c", labels: "gen: \"10\"")
    return cluster
  }

  @Test(
    "Terms are alternatives, and their expressions hold together",
    arguments: [
      ("{matchExpressions: [{key: disk, operator: In, values: [ssd, nvme]}]}", "a"),
      ("{matchExpressions: [{key: disk, operator: NotIn, values: [ssd]}]}", "b c"),
      ("{matchExpressions: [{key: disk, operator: Exists}]}", "a b"),
      ("{matchExpressions: [{key: disk, operator: DoesNotExist}]}", "c"),
      ("{matchExpressions: [{key: gen, operator: Gt, values: [\"2\"]}]}", "a c"),
      ("{matchExpressions: [{key: gen, operator: Lt, values: [\"10\"]}]}", "a"),
      ("{matchExpressions: [{key: gen, operator: Gt, values: [\"-1\"]}]}", ""),
      ("{}", ""),
      (
        "{matchExpressions: [{key: disk, operator: Exists}, "
          + "{key: gen, operator: In, values: [x]}]}",
        "b"
      ),
      (
        "{matchExpressions: [{key: disk, operator: In, values: [ssd]}]}, "
          + "{matchExpressions: [{key: gen, operator: In, values: [x]}]}", "a b"
      ),
      ("{matchFields: [{key: metadata.name, operator: NotIn, values: [a]}]}", "b c"),
    ])
  func terms(terms: String, fitting: String) throws {
    var cluster = try cluster()
    let pod = try cluster.pod(
      spec: "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
        + "{nodeSelectorTerms: [\(terms)]}}}")
    let rejected = cluster.filter(pod, Scheduling.NodeAffinity())
    let expected = ["a", "b", "c"].filter {
      !fitting.split(separator: " ").map(String.init).contains($0)
    }
    #expect(rejected == expected.map { "\($0)!: \(Self.mismatch)" })
  }

  @Test("The node selector holds besides the affinity, and a pod without either is left alone")
  func selector() throws {
    var cluster = try cluster()
    let plain = try cluster.pod()
    #expect(cluster.filter(plain, Scheduling.NodeAffinity()) == ["skipped"])
    let empty = try cluster.pod(spec: "nodeSelector: {}")
    #expect(cluster.filter(empty, Scheduling.NodeAffinity()) == [])
    let both = try cluster.pod(
      spec: "nodeSelector: {disk: hdd}, affinity: {nodeAffinity: "
        + "{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
        + "[{matchExpressions: [{key: gen, operator: Exists}]}]}}}")
    #expect(cluster.filter(both, Scheduling.NodeAffinity()).count == 2)
  }

  @Test("A pod that names nodes in every term is tried on those alone")
  func namedNodes() throws {
    func affinity(_ terms: String) -> String {
      "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
        + "{nodeSelectorTerms: [\(terms)]}}}"
    }
    let b = "{matchFields: [{key: metadata.name, operator: In, values: [b]}]}"
    var cluster = try cluster()
    let one = try cluster.pod(spec: affinity(b))
    #expect(
      cluster.filter(one, Scheduling.NodeAffinity())
        == [
          "a!: node(s) didn't satisfy plugin(s) [NodeAffinity]",
          "c!: node(s) didn't satisfy plugin(s) [NodeAffinity]",
        ])
    let conflicting = try cluster.pod(
      spec: affinity(
        "{matchFields: [{key: metadata.name, operator: In, values: [a]}, "
          + "{key: metadata.name, operator: In, values: [b]}]}"))
    #expect(
      cluster.filter(conflicting, Scheduling.NodeAffinity())
        == ["ended: pod affinity terms conflict"])
    let unknown = try cluster.pod(
      spec: affinity("{matchFields: [{key: metadata.name, operator: In, values: [z]}]}"))
    #expect(
      cluster.filter(unknown, Scheduling.NodeAffinity())
        == ["ended: node(s) didn't satisfy plugin(s) [NodeAffinity]"])
  }

  @Test("The weights of preferred terms that match add up")
  func preferred() throws {
    var cluster = try cluster()
    let pod = try cluster.pod(
      spec: "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: "
        + "[{weight: 3, preference: {matchExpressions: [{key: disk, operator: Exists}]}}, "
        + "{weight: 7, preference: {matchExpressions: [{key: gen, operator: In, values: [x]}]}}, "
        + "{weight: 0, preference: {matchExpressions: [{key: gen, operator: Exists}]}}, "
        + "{weight: 50, preference: {}}]}}")
    #expect(cluster.score(pod, Scheduling.NodeAffinity()) == "a=3 b=10 c=0 -> a=30 b=100 c=0")
    let plain = try cluster.pod()
    #expect(cluster.score(plain, Scheduling.NodeAffinity()) == "skipped")
  }

  @Test("A preferred term that cannot be ends the cycle with an error")
  func impossiblePreference() throws {
    var cluster = try cluster()
    let pod = try cluster.pod(
      spec: "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: "
        + "[{weight: 1, preference: {matchExpressions: [{key: gen, operator: Gt, "
        + "values: [\"-1\"]}]}}]}}")
    #expect(cluster.score(pod, Scheduling.NodeAffinity()).hasPrefix("error: "))
  }

  @Test("Labels that change are seen by the next pod of a known template")
  func changedLabels() throws {
    var cluster = try cluster()
    let pod = try cluster.pod(spec: "nodeSelector: {disk: ssd}")
    let plugin = Scheduling.NodeAffinity()
    #expect(cluster.filter(pod, plugin).count == 2)
    let record = try cluster.record("b", labels: "disk: ssd")
    let b = try #require(cluster.node("b"))
    cluster.scheduler.cache.updateNode(b, record, cluster.state)
    #expect(cluster.filter(pod, plugin) == ["c!: \(Self.mismatch)"])
  }
}
