import ClusterState
import Scheduling
import Testing

@Suite struct PodTopologySpreadTests {
  private func cluster() throws -> SmallCluster {
    var cluster = try SmallCluster()
    try cluster.addNode("a", labels: "zone: x, kubernetes.io/hostname: a")
    try cluster.addNode("b", labels: "zone: x, kubernetes.io/hostname: b")
    try cluster.addNode("c", labels: "zone: y, kubernetes.io/hostname: c")
    try cluster.addNode("d", labels: "kubernetes.io/hostname: d")
    return cluster
  }

  private func constraint(_ members: String, action: String = "DoNotSchedule") -> String {
    "topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: \(action), "
      + "\(members)}]"
  }

  private static let none = DefaultSpread(constraints: [], isSystem: false)
  private static let selector = "labelSelector: {matchLabels: {app: web}}"
  private static let skew = "node(s) didn't match pod topology spread constraints"

  @Test("The skew over the emptiest domain is bounded; nodes without the key do not count")
  func skew() throws {
    var cluster = try cluster()
    let missing = "d!: \(Self.skew) (missing required label)"
    let pod = try cluster.pod(labels: "app: web", spec: constraint(Self.selector))
    let plugin = PodTopologySpread(defaults: Self.none)
    #expect(cluster.filter(pod, plugin) == [missing])
    cluster.place(pod, on: "a")
    #expect(cluster.filter(pod, plugin) == ["a: \(Self.skew)", "b: \(Self.skew)", missing])
  }

  @Test("Pods that are being deleted, of other namespaces or that are not selected do not count")
  func uncounted() throws {
    var cluster = try cluster()
    let pod = try cluster.pod(labels: "app: web", spec: constraint(Self.selector))
    cluster.place(try cluster.pod(labels: "app: web"), on: "a", isTerminating: true)
    cluster.place(try cluster.pod(labels: "app: web", namespace: "other"), on: "a")
    cluster.place(try cluster.pod(labels: "app: db"), on: "a")
    #expect(cluster.filter(pod, PodTopologySpread(defaults: Self.none)).count == 1)
  }

  @Test("With fewer domains than minDomains the emptiest counts as zero")
  func minDomains() throws {
    var cluster = try cluster()
    for node in ["a", "c"] { cluster.place(try cluster.pod(labels: "app: web"), on: node) }
    let two = try cluster.pod(
      labels: "app: web", spec: constraint("\(Self.selector), minDomains: 2"))
    #expect(cluster.filter(two, PodTopologySpread(defaults: Self.none)).count == 1)
    let three = try cluster.pod(
      labels: "app: web", spec: constraint("\(Self.selector), minDomains: 3"))
    #expect(cluster.filter(three, PodTopologySpread(defaults: Self.none)).count == 4)
  }

  @Test("An empty selector counts nobody but the pod itself; an absent one not even that")
  func selectors() throws {
    var cluster = try cluster()
    for _ in 0..<3 { cluster.place(try cluster.pod(), on: "a") }
    let empty = try cluster.pod(spec: constraint("labelSelector: {}"))
    #expect(cluster.filter(empty, PodTopologySpread(defaults: Self.none)).count == 1)
    let absent = try cluster.pod(spec: constraint("minDomains: 1"))
    #expect(cluster.filter(absent, PodTopologySpread(defaults: Self.none)).count == 1)
  }

  @Test("Nodes that the pod's node selector rules out are no domains, unless the policy ignores it")
  func nodeAffinityPolicy() throws {
    var cluster = try cluster()
    cluster.place(try cluster.pod(labels: "app: web"), on: "a")
    let honor = try cluster.pod(
      labels: "app: web", spec: "nodeSelector: {zone: x}, \(constraint(Self.selector))")
    // Zone y is out, so the minimum is that of x and the skew 1.
    #expect(cluster.filter(honor, PodTopologySpread(defaults: Self.none)).count == 1)
    let ignore = try cluster.pod(
      labels: "app: web",
      spec: "nodeSelector: {zone: x}, "
        + constraint("\(Self.selector), nodeAffinityPolicy: Ignore"))
    #expect(cluster.filter(ignore, PodTopologySpread(defaults: Self.none)).count == 3)
  }

  @Test("Values of matchLabelKeys join the selector")
  func matchLabelKeys() throws {
    var cluster = try cluster()
    cluster.place(try cluster.pod(labels: "app: web, rev: \"1\""), on: "a")
    let pod = try cluster.pod(
      labels: "app: web, rev: \"2\"", spec: constraint("\(Self.selector), matchLabelKeys: [rev]"))
    #expect(cluster.filter(pod, PodTopologySpread(defaults: Self.none)).count == 1)
  }

  @Test("Soft constraints weigh counts by the logarithm of the number of domains")
  func soft() throws {
    var cluster = try cluster()
    for node in ["a", "a", "b"] { cluster.place(try cluster.pod(labels: "app: web"), on: node) }
    let pod = try cluster.pod(
      labels: "app: web", spec: constraint(Self.selector, action: "ScheduleAnyway"))
    // Three peers in x, none in y: 3 ln 4 = 4.16; d lacks the key and gets nothing.
    #expect(
      cluster.score(pod, PodTopologySpreadScore(defaults: Self.none))
        == "a=4 b=4 c=0 d=0 -> a=0 b=0 c=100 d=0")
  }

  @Test("Pods of a service are spread by default, over hosts and zones")
  func systemDefaults() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", labels: "topology.kubernetes.io/zone: x, kubernetes.io/hostname: a")
    try cluster.addNode("b", labels: "topology.kubernetes.io/zone: y, kubernetes.io/hostname: b")
    let defaults = DefaultSpread.system(&cluster.state, &cluster.scheduler.cache)
    let pod = try cluster.pod(labels: "app: web")
    #expect(cluster.score(pod, PodTopologySpreadScore(defaults: defaults)) == "skipped")
    let selector = cluster.state.intern(["app": "web"])
    _ = try cluster.state.createService(
      namespace: cluster.state.symbols.intern("default"),
      name: cluster.state.symbols.intern("web"), selector: selector, at: .zero)
    cluster.place(try cluster.pod(labels: "app: web"), on: "a")
    // On a: ln 4 + 2 for the host and ln 4 + 4 for the zone, 8.77; on b: 2 + 4.
    #expect(
      cluster.score(pod, PodTopologySpreadScore(defaults: defaults)) == "a=9 b=6 -> a=66 b=100")
    var owned = try cluster.pod(labels: "app: db")
    #expect(cluster.score(owned, PodTopologySpreadScore(defaults: defaults)) == "skipped")
    owned.ownerSelector = .all([
      CompiledRequirement(
        key: cluster.state.symbols.intern("app"), comparison: .isIn,
        values: [cluster.state.symbols.intern("db")])
    ])
    #expect(
      cluster.score(owned, PodTopologySpreadScore(defaults: defaults)) == "a=6 b=6 -> a=100 b=100")
  }
}
