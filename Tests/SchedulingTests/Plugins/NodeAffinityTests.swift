import ClusterState
import KubernetesObjects
import Scheduling
import Testing

struct NodeAffinityTests {
  static let given = """
    Node a metadata: {labels: {zone: x, size: "5", gpu: "yes"}}
    Node b metadata: {labels: {zone: y, size: many}}
    Node c
    """
  static let away = "never: node(s) didn't match Pod's node affinity/selector"
  static let absent = "never: node(s) didn't satisfy plugin(s) [NodeAffinity]"

  static func required(
    _ sentence: String, _ terms: String, selector: String = "", fits nodes: [String]
  ) -> FilterRow {
    var expected: [String: String] = [:]
    for node in ["a", "b", "c"] { expected[node] = nodes.contains(node) ? "" : away }
    return FilterRow(
      sentence, given,
      "spec: {nodeSelector: {\(selector)}, affinity: {nodeAffinity: "
        + "{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [\(terms)]}}}}",
      expected)
  }

  static func expression(_ key: String, _ operation: String, _ values: String = "") -> String {
    "{matchExpressions: [{key: \(key), operator: \(operation), values: [\(values)]}]}"
  }

  static let selectors = [
    FilterRow(
      "a pod without demands is not looked at", given, "",
      ["PreFilter": "skip", "a": "", "b": "", "c": ""]),
    FilterRow(
      "preferences are no demands", given,
      "spec: {affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: "
        + "[{weight: 1, preference: \(expression("zone", "In", "x"))}]}}}",
      ["PreFilter": "skip", "a": "", "b": "", "c": ""]),
    FilterRow(
      "a node selector asks for every label", given, "spec: {nodeSelector: {zone: x, gpu: 'yes'}}",
      ["a": "", "b": away, "c": away]),
    required(
      "selector and affinity must both hold", expression("zone", "Exists"), selector: "zone: y",
      fits: ["b"]),
    required("a value of a list", expression("zone", "In", "x, z"), fits: ["a"]),
    required(
      "a value of none of a list, or no label", expression("zone", "NotIn", "x"),
      fits: ["b", "c"]),
    required("any value", expression("zone", "Exists"), fits: ["a", "b"]),
    required("no label", expression("zone", "DoesNotExist"), fits: ["c"]),
    required("a greater number, which words are not", expression("size", "Gt", "'4'"), fits: ["a"]),
    required("greater is not equal", expression("size", "Gt", "'5'"), fits: []),
    required("a lesser number", expression("size", "Lt", "'6'"), fits: ["a"]),
    required(
      "one term is enough", "\(expression("zone", "In", "x")), \(expression("zone", "In", "y"))",
      fits: ["a", "b"]),
    required(
      "within a term everything must hold",
      "{matchExpressions: [{key: zone, operator: Exists}, {key: gpu, operator: DoesNotExist}]}",
      fits: ["b"]),
    required("a term without conditions matches nothing", "{}", fits: []),
    required("a list without terms matches nothing", "", fits: []),
    required(
      "an empty term beside a good one does no harm", "{}, \(expression("zone", "In", "y"))",
      fits: ["b"]),
    required(
      "a term that cannot be read is passed over",
      "\(expression("size", "Gt", "many")), \(expression("zone", "In", "y"))", fits: ["b"]),
    required(
      "any node but the one that a field names",
      "{matchFields: [{key: metadata.name, operator: NotIn, values: [a]}]}", fits: ["b", "c"]),
    required(
      "a term that names a node beside one that does not leaves all nodes in question",
      "{matchFields: [{key: metadata.name, operator: In, values: [c]}]}, "
        + expression("zone", "In", "y"), fits: ["b", "c"]),
  ]

  static func named(
    _ sentence: String, _ terms: [String], _ expected: [String: String]
  ) -> FilterRow {
    FilterRow(
      sentence, given,
      "spec: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
        + "{nodeSelectorTerms: [\(terms.joined(separator: ", "))]}}}}", expected)
  }

  static func field(_ names: String) -> String {
    "{key: metadata.name, operator: In, values: [\(names)]}"
  }

  static let names = [
    named(
      "where every term names a node no other is looked at",
      ["{matchFields: [\(field("a"))]}", "{matchFields: [\(field("c"))]}"],
      ["a": "", "b": absent, "c": ""]),
    named(
      "a named node must meet the rest of the term",
      ["{matchFields: [\(field("b"))], matchExpressions: [{key: gpu, operator: Exists}]}"],
      ["a": absent, "b": away, "c": absent]),
    named(
      "names that no node has are passed over",
      ["{matchFields: [\(field("z"))]}", "{matchFields: [\(field("b"))]}"],
      ["a": absent, "b": "", "c": absent]),
    named(
      "names that exclude each other end the cycle",
      ["{matchFields: [\(field("a")), \(field("b"))]}"],
      ["PreFilter": "never: pod affinity terms conflict"]),
    named(
      "several names in one field are looked at, though the term cannot match",
      ["{matchFields: [\(field("a, b"))]}"], ["a": away, "b": away, "c": absent]),
  ]

  @Test(arguments: selectors + names)
  func filter(row: FilterRow) throws { try row.check("NodeAffinity") }

  static let added =
    "addedAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
    + "[\(expression("zone", "Exists"))]}}"

  @Test(arguments: [
    FilterRow(
      "the profile's affinity holds for every pod", given, "",
      ["a": "", "b": "", "c": "never: node(s) didn't match scheduler-enforced node affinity"]),
    FilterRow(
      "it is asked before the pod's own", given, "spec: {nodeSelector: {zone: x}}",
      [
        "a": "", "b": away, "c": "never: node(s) didn't match scheduler-enforced node affinity",
      ]),
  ])
  func filterByTheProfile(row: FilterRow) throws {
    try row.check("NodeAffinity", arguments: Self.added)
  }

  static func preferring(_ terms: [(weight: Int, term: String)]) -> String {
    let list = terms.map { "{weight: \($0.weight), preference: \($0.term)}" }
    return "spec: {affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: "
      + "[\(list.joined(separator: ", "))]}}}"
  }

  @Test(arguments: [
    ScoreRow("a pod without preferences is not scored", given, "", raw: nil),
    ScoreRow(
      "the weights of the terms that match are added", given,
      preferring([(2, expression("zone", "Exists")), (3, expression("zone", "In", "x"))]),
      raw: ["a": 5, "b": 2, "c": 0], normalized: ["a": 100, "b": 40, "c": 0]),
    ScoreRow(
      "where no term matches all get nothing", given,
      preferring([(2, expression("zone", "In", "z"))]), raw: ["a": 0, "b": 0, "c": 0]),
    ScoreRow(
      "terms without weight or without conditions do not count", given,
      preferring([(0, expression("zone", "In", "x")), (9, "{}"), (4, expression("gpu", "Exists"))]),
      raw: ["a": 4, "b": 0, "c": 0], normalized: ["a": 100, "b": 0, "c": 0]),
    ScoreRow(
      "the profile's preferences count for every pod", given, "",
      arguments: "addedAffinity: {preferredDuringSchedulingIgnoredDuringExecution: "
        + "[{weight: 1, preference: \(expression("zone", "In", "y"))}]}",
      raw: ["a": 0, "b": 1, "c": 0], normalized: ["a": 0, "b": 100, "c": 0]),
  ])
  func score(row: ScoreRow) throws { try row.check("NodeAffinity") }

  @Test func aPreferredTermThatCannotBeReadEndsTheCycle() throws {
    var builder = try SchedulingBuilder(Self.given)
    let pod = Self.preferring([(1, Self.expression("size", "Gt", "'-1'"))])
    let judgement = try builder.schedule(pod)
    #expect(judgement.record.error.hasPrefix("running PreScore plugin \"NodeAffinity\": "))
    #expect(!judgement.decision.node.isPresent)
  }

  private static let mismatch = "node(s) didn't match Pod's node affinity/selector"

  private func cluster() throws -> SmallCluster {
    var cluster = try SmallCluster()
    try cluster.addNode("a", labels: "disk: ssd, gen: \"3\"")
    try cluster.addNode("b", labels: "disk: hdd, gen: x")
    try cluster.addNode("c", labels: "gen: \"10\"")
    return cluster
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
