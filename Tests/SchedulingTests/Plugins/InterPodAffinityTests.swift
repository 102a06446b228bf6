import Scheduling
import Testing

@Suite struct InterPodAffinityTests {
  private static let term = "{labelSelector: {matchLabels: {app: db}}, topologyKey: zone}"

  private static func required(_ kind: String, _ term: String) -> String {
    "affinity: {\(kind): {requiredDuringSchedulingIgnoredDuringExecution: [\(term)]}}"
  }

  private static func preferred(_ kind: String, _ weight: Int, _ term: String) -> String {
    "affinity: {\(kind): {preferredDuringSchedulingIgnoredDuringExecution: "
      + "[{weight: \(weight), podAffinityTerm: \(term)}]}}"
  }

  /// Zones x (a, b) and y (c), and a node without zone (d).
  private func cluster() throws -> SmallCluster {
    var cluster = try SmallCluster()
    try cluster.addNode("a", labels: "zone: x")
    try cluster.addNode("b", labels: "zone: x")
    try cluster.addNode("c", labels: "zone: y")
    try cluster.addNode("d", labels: "disk: ssd")
    return cluster
  }

  @Test("A pod that wants to be near another fits in its domain only")
  func affinity() throws {
    var cluster = try cluster()
    cluster.place(try cluster.pod(labels: "app: db"), on: "a")
    let pod = try cluster.pod(spec: Self.required("podAffinity", Self.term))
    let reason = "node(s) didn't match pod affinity rules"
    #expect(cluster.filter(pod, InterPodAffinity()) == ["c!: \(reason)", "d!: \(reason)"])
  }

  @Test("The first of a group that wants to be together fits wherever the key is")
  func firstOfGroup() throws {
    var cluster = try cluster()
    let reason = "d!: node(s) didn't match pod affinity rules"
    let own = try cluster.pod(
      labels: "app: db", spec: Self.required("podAffinity", Self.term))
    #expect(cluster.filter(own, InterPodAffinity()) == [reason])
    let other = try cluster.pod(
      labels: "app: web", spec: Self.required("podAffinity", Self.term))
    #expect(cluster.filter(other, InterPodAffinity()).count == 4)
  }

  @Test("A pod that wants to be far from another is turned down in its domain")
  func antiAffinity() throws {
    var cluster = try cluster()
    cluster.place(try cluster.pod(labels: "app: db"), on: "c", isTerminating: true)
    let pod = try cluster.pod(spec: Self.required("podAntiAffinity", Self.term))
    #expect(
      cluster.filter(pod, InterPodAffinity())
        == ["c: node(s) didn't match pod anti-affinity rules"])
  }

  @Test("The wish of placed pods to be far counts as well")
  func existingAntiAffinity() throws {
    var cluster = try cluster()
    let placed = try cluster.pod(spec: Self.required("podAntiAffinity", Self.term))
    cluster.place(placed, on: "b")
    let pod = try cluster.pod(labels: "app: db")
    let reason = "node(s) didn't satisfy existing pods anti-affinity rules"
    #expect(cluster.filter(pod, InterPodAffinity()) == ["a: \(reason)", "b: \(reason)"])
    let stranger = try cluster.pod(labels: "app: web")
    #expect(cluster.filter(stranger, InterPodAffinity()) == ["skipped"])
  }

  @Test(
    "Terms look at their namespaces, listed or selected; without either at the pod's own",
    arguments: [
      ("", false), ("namespaces: [team]", true), ("namespaces: [default]", false),
      ("namespaceSelector: {}", true), ("namespaceSelector: {matchLabels: {env: prod}}", true),
      ("namespaceSelector: {matchLabels: {env: dev}}", false),
    ])
  func namespaces(members: String, matches: Bool) throws {
    var cluster = try cluster()
    let labels = cluster.state.intern(["env": "prod"])
    cluster.state.setNamespace(cluster.state.symbols.intern("team"), labels: labels)
    cluster.place(try cluster.pod(labels: "app: db", namespace: "team"), on: "c")
    let term =
      "{labelSelector: {matchLabels: {app: db}}, topologyKey: zone"
      + "\(members.isEmpty ? "" : ", ")\(members)}"
    let pod = try cluster.pod(spec: Self.required("podAntiAffinity", term))
    #expect(cluster.filter(pod, InterPodAffinity()).isEmpty == !matches)
  }

  @Test(
    "A selector that is absent matches no pod, an empty one every pod", arguments: [true, false])
  func selectors(isEmpty: Bool) throws {
    var cluster = try cluster()
    cluster.place(try cluster.pod(), on: "c")
    let term = isEmpty ? "{labelSelector: {}, topologyKey: zone}" : "{topologyKey: zone}"
    let pod = try cluster.pod(spec: Self.required("podAntiAffinity", term))
    #expect(cluster.filter(pod, InterPodAffinity()).isEmpty == !isEmpty)
  }

  @Test("Preferences of the pod and of placed pods add up by domain, and are stretched")
  func preferences() throws {
    var cluster = try cluster()
    cluster.place(try cluster.pod(labels: "app: db"), on: "a")
    let placed = try cluster.pod(spec: Self.preferred("podAntiAffinity", 20, Self.term))
    cluster.place(placed, on: "c")
    let pod = try cluster.pod(
      labels: "app: db", spec: Self.preferred("podAffinity", 30, Self.term))
    #expect(
      cluster.score(pod, InterPodAffinityScore())
        == "a=30 b=30 c=-20 d=0 -> a=100 b=100 c=0 d=40")
  }

  @Test("Required affinity of placed pods counts with the hard weight")
  func hardWeight() throws {
    var cluster = try cluster()
    cluster.place(try cluster.pod(spec: Self.required("podAffinity", Self.term)), on: "c")
    let pod = try cluster.pod(labels: "app: db")
    #expect(
      cluster.score(pod, InterPodAffinityScore(hardPodAffinityWeight: 5))
        == "a=0 b=0 c=5 d=0 -> a=0 b=0 c=100 d=0")
    #expect(cluster.score(pod, InterPodAffinityScore(hardPodAffinityWeight: 0)) == "skipped")
    #expect(
      cluster.score(pod, InterPodAffinityScore(ignorePreferredTermsOfExistingPods: true))
        == "skipped")
  }
}
