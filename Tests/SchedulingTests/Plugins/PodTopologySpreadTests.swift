import ClusterState
import Foundation
import Scheduling
import TestSupport
import Testing

struct PodTopologySpreadTests {
  static let given = """
    Node a metadata: {labels: {zone: x, kubernetes.io/hostname: a}}
    Node b metadata: {labels: {zone: x, kubernetes.io/hostname: b}}
    Node c metadata: {labels: {zone: y, kubernetes.io/hostname: c}}
    """
  static let skewed = "node(s) didn't match pod topology spread constraints"
  static let unlabelled = "never: \(skewed) (missing required label)"
  static let web = "metadata: {labels: {app: web}}"
  static let selector = "labelSelector: {matchLabels: {app: web}}"

  static func pod(
    skew: Int = 1, key: String = "zone", _ fields: String = selector, spec: String = "",
    metadata: String = web, action: String = "DoNotSchedule"
  ) -> String {
    "\(metadata), spec: {\(spec) topologySpreadConstraints: [{maxSkew: \(skew), "
      + "topologyKey: \(key), whenUnsatisfiable: \(action), \(fields)}]}"
  }

  static func row(
    _ sentence: String, _ placed: String..., pod: String, _ expected: [String: String]
  ) -> FilterRow {
    FilterRow(sentence, ([given] + placed).joined(separator: "\n"), pod, expected)
  }

  static let onlyY = ["a": skewed, "b": skewed, "c": ""]
  static let all = ["a": "", "b": "", "c": ""]

  @Test(arguments: [
    row(
      "a pod without constraints is not looked at", pod: web,
      ["PreFilter": "skip", "a": "", "b": "", "c": ""]),
    row(
      "soft constraints rule nothing out", "Pod p@a \(web)",
      pod: pod(action: "ScheduleAnyway"), ["PreFilter": "skip", "a": "", "b": "", "c": ""]),
    row("the fuller domain is ruled out", "Pod p@a \(web)", pod: pod(), onlyY),
    row("a wider skew allows it", "Pod p@a \(web)", pod: pod(skew: 2), all),
    row(
      "equal domains may both grow", "Pod p@a \(web)", "Pod q@c \(web)", pod: pod(), all),
    row(
      "a node without the label is out for good", "Pod p@a \(web)", "Node d", pod: pod(),
      ["a": skewed, "b": skewed, "c": "", "d": unlabelled]),
    row(
      "nodes are domains too", "Pod p@a \(web)",
      pod: pod(key: "kubernetes.io/hostname"), ["a": skewed, "b": "", "c": ""]),
    row(
      "pods that are being deleted do not count",
      "Pod p@a metadata: {labels: {app: web}, deletionTimestamp: '2020-01-01T00:00:00Z'}",
      pod: pod(), all),
    row("pods of other namespaces do not count", "Pod other/p@a \(web)", pod: pod(), all),
    row("pods that are not selected do not count", "Pod p@a", pod: pod(), all),
    row(
      "an empty selector counts nobody", "Pod p@a \(web)", "Pod q@a \(web)",
      pod: pod("labelSelector: {}"), all),
    row(
      "without a selector nobody counts", "Pod p@a \(web)", pod: pod("nodeTaintsPolicy: Ignore"),
      all),
    row(
      "a pod that does not select itself does not add to the skew", "Pod p@a \(web)",
      pod: pod(metadata: "metadata: {}"), all),
    row(
      "too few domains count as if there were an empty one", "Pod p@a \(web)", "Pod q@c \(web)",
      pod: pod("\(selector), minDomains: 3"), ["a": skewed, "b": skewed, "c": skewed]),
    row(
      "enough domains do not", "Pod p@a \(web)", "Pod q@c \(web)",
      pod: pod("\(selector), minDomains: 2"), all),
    row(
      "domains that the pod cannot go to do not count", "Pod p@a \(web)",
      pod: pod(spec: "nodeSelector: {zone: x},"), all),
    row(
      "unless the constraint ignores that", "Pod p@a \(web)",
      pod: pod("\(selector), nodeAffinityPolicy: Ignore", spec: "nodeSelector: {zone: x},"),
      onlyY),
    row(
      "without any domain the least is nothing", "Pod p@a \(web)",
      pod: pod(spec: "nodeSelector: {zone: z},"), all),
    row(
      "tainted nodes count", "Pod p@a \(web)", "Pod q@c \(web)",
      "Node d metadata: {labels: {zone: z}}, spec: {taints: [{key: k, effect: NoSchedule}]}",
      pod: pod(), ["a": skewed, "b": skewed, "c": skewed, "d": ""]),
    row(
      "unless the constraint honours taints", "Pod p@a \(web)", "Pod q@c \(web)",
      "Node d metadata: {labels: {zone: z}}, spec: {taints: [{key: k, effect: NoSchedule}]}",
      pod: pod("\(selector), nodeTaintsPolicy: Honor"), ["a": "", "b": "", "c": "", "d": ""]),
    row(
      "pods with another value of a key to match do not count",
      "Pod p@a metadata: {labels: {app: web, version: one}}",
      pod: pod(
        "\(selector), matchLabelKeys: [version]",
        metadata: "metadata: {labels: {app: web, version: two}}"), all),
    row(
      "pods with the same value do",
      "Pod p@a metadata: {labels: {app: web, version: two}}",
      pod: pod(
        "\(selector), matchLabelKeys: [version]",
        metadata: "metadata: {labels: {app: web, version: two}}"), onlyY),
  ])
  func filter(row: FilterRow) throws { try row.check("PodTopologySpread") }

  @Test func onlyNodesWithEveryKeyAreDomains() throws {
    let constraint = "whenUnsatisfiable: DoNotSchedule, maxSkew: 1, \(Self.selector)"
    let row = FilterRow(
      "node d has no rack, so zone y counts as empty neither for it nor for others",
      """
      Node a metadata: {labels: {zone: x, rack: r}}
      Node d metadata: {labels: {zone: y}}
      Pod p@a \(Self.web)
      """,
      "\(Self.web), spec: {topologySpreadConstraints: [{topologyKey: zone, \(constraint)}, "
        + "{topologyKey: rack, \(constraint)}]}", ["a": "", "d": Self.unlabelled])
    try row.check("PodTopologySpread")
  }

  @Test(
    .enabled(if: SharedFolder.has("cases/worked-examples.json")),
    arguments: [
      "tsc-one-maxskew2", "tsc-one-by-node", "tsc-two", "tsc-conflict", "tsc-with-nodeaffinity",
      "tsc-mistyped-label",
    ])
  func examplesOfTheDocumentation(id: String) throws {
    let example = try #require(try ReferenceTable.example(id))
    var given: [String] = []
    for node in try #require(example.input["nodes"] as? [[String: Any]]) {
      let name = try #require(node["name"] as? String)
      given.append("Node \(name) metadata: {labels: \(try ReferenceTable.text(node["labels"]))}")
    }
    let counts = try #require(example.input["existing_matching_pods"] as? [String: Int])
    for (node, count) in counts.sorted(by: { $0.key < $1.key }) {
      for index in 0..<count {
        given.append("Pod \(node)-\(index)@\(node) metadata: {labels: {foo: bar}}")
      }
    }
    let pod = try #require(example.input["pod"] as? [String: Any])
    let constraints = try ReferenceTable.text(pod["topologySpreadConstraints"])
    var builder = try SchedulingBuilder(given.joined(separator: "\n"))
    let judgement = try builder.schedule(
      "metadata: {labels: \(try ReferenceTable.text(pod["labels"]))}, spec: {"
        + "topologySpreadConstraints: \(constraints), "
        + "affinity: \(try ReferenceTable.text(pod["affinity"]))}")
    if let feasible = example.expected["feasible_nodes"] as? [String] {
      #expect(judgement.feasible == feasible)
    }
    for node in example.expected["infeasible_nodes"] as? [String] ?? [] {
      #expect(!judgement.feasible.contains(node))
    }
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
