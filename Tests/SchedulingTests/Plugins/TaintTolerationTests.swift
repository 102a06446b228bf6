import TestSupport
import Testing

@testable import Scheduling

struct TaintTolerationTests {
  static func row(
    _ sentence: String, taints: String, tolerations: String = "", _ verdict: String
  ) -> FilterRow {
    FilterRow(
      sentence, "Node a spec: {taints: [\(taints)]}", "spec: {tolerations: [\(tolerations)]}",
      ["a": verdict])
  }

  static func untolerated(_ taint: String) -> String {
    "never: node(s) had untolerated taint {\(taint)}"
  }

  static let taint = "{key: k, value: v, effect: NoSchedule}"

  @Test(arguments: [
    row("a taint keeps pods away", taints: taint, untolerated("k: v")),
    row("so does one that also evicts", taints: "{key: k, effect: NoExecute}", untolerated("k: ")),
    row("a soft taint keeps nobody away", taints: "{key: k, effect: PreferNoSchedule}", ""),
    row("key and value are tolerated", taints: taint, tolerations: "{key: k, value: v}", ""),
    row(
      "a taint with another value is not tolerated", taints: taint,
      tolerations: "{key: k, value: w}", untolerated("k: v")),
    row(
      "a taint with a value is not tolerated by one without", taints: taint,
      tolerations: "{key: k}", untolerated("k: v")),
    row(
      "existence tolerates every value", taints: taint,
      tolerations: "{key: k, operator: Exists}", ""),
    row(
      "a toleration of another effect is none", taints: taint,
      tolerations: "{key: k, operator: Exists, effect: NoExecute}", untolerated("k: v")),
    row(
      "existence alone tolerates all", taints: taint, tolerations: "{operator: Exists}", ""),
    row(
      "the time for which a taint is tolerated plays no part",
      taints: "{key: k, effect: NoExecute}",
      tolerations: "{key: k, operator: Exists, effect: NoExecute, tolerationSeconds: 0}", ""),
    row(
      "the first taint that is not tolerated is named",
      taints: "{key: a, effect: NoSchedule}, {key: c, effect: NoExecute}, "
        + "{key: b, value: x, effect: NoSchedule}",
      tolerations: "{key: a}", untolerated("c: ")),
    row(
      "soft taints are passed over in the search for the first",
      taints: "{key: a, effect: PreferNoSchedule}, {key: b, value: x, effect: NoSchedule}",
      untolerated("b: x")),
  ])
  func filter(row: FilterRow) throws { try row.check("TaintToleration") }

  static let someTaint = "never: node(s) had untolerated taint(s)"

  /// A taint `sla` under a toleration that compares it.
  static func comparison(
    _ sentence: String, _ value: String, _ operation: String, _ bound: String, _ verdict: String
  ) -> FilterRow {
    row(
      sentence, taints: "{key: sla, value: '\(value)', effect: NoSchedule}",
      tolerations: "{key: sla, operator: \(operation), value: '\(bound)'}", verdict)
  }

  @Test(arguments: [
    comparison("a greater number is tolerated", "10", "Gt", "5", ""),
    comparison("the same number is not greater", "10", "Gt", "10", someTaint),
    comparison("a lesser number is tolerated", "10", "Lt", "50", ""),
    comparison("negative numbers are numbers", "-5", "Lt", "0", ""),
    comparison("a sign in front is none", "+7", "Gt", "5", someTaint),
    comparison("neither is a leading zero", "10", "Gt", "05", someTaint),
    comparison("nor nothing", "", "Lt", "5", someTaint),
    comparison("nor more than 64 bits hold", "9223372036854775808", "Gt", "5", someTaint),
    row(
      "the effect counts as ever", taints: "{key: sla, value: '10', effect: NoSchedule}",
      tolerations: "{key: sla, operator: Gt, value: '5', effect: NoExecute}", someTaint),
  ])
  func compare(row: FilterRow) throws {
    try row.check(
      "TaintToleration",
      rules: VersionRules(.v1_36, gates: [.taintTolerationComparisonOperators: true]))
  }

  @Test("Without their gate comparisons tolerate nothing", arguments: KubernetesVersion.allCases)
  func comparisonGate(version: KubernetesVersion) throws {
    let named = version == .v1_34 ? Self.untolerated("sla: 10") : Self.someTaint
    try Self.comparison("a greater number", "10", "Gt", "5", named)
      .check("TaintToleration", rules: VersionRules(version))
  }

  @Test("Nodes with different taints share one reason since 1.36")
  func sharedReason() throws {
    var builder = try SchedulingBuilder(
      """
      Node a spec: {taints: [{key: k, value: v, effect: NoSchedule}]}
      Node b spec: {taints: [{key: l, effect: NoExecute}]}
      """, profile: SchedulingBuilder.profile(only: ["TaintToleration"]),
      rules: VersionRules(.v1_36))
    #expect(
      try builder.schedule().decision.message
        == "0/2 nodes are available: 2 node(s) had untolerated taint(s).")
  }

  static let soft = """
    Node a spec: {taints: [{key: k, effect: PreferNoSchedule}, {key: l, effect: PreferNoSchedule}]}
    Node b spec: {taints: [{key: k, effect: PreferNoSchedule}]}
    Node c
    """

  @Test(arguments: [
    ScoreRow(
      "the fewer soft taints, the better", soft, "", raw: ["a": 2, "b": 1, "c": 0],
      normalized: ["a": 0, "b": 50, "c": 100]),
    ScoreRow(
      "tolerated taints do not count", soft,
      "spec: {tolerations: [{key: k, effect: PreferNoSchedule}]}",
      raw: ["a": 1, "b": 0, "c": 0], normalized: ["a": 0, "b": 100, "c": 100]),
    ScoreRow(
      "a toleration of every effect counts", soft,
      "spec: {tolerations: [{operator: Exists}]}", raw: ["a": 0, "b": 0, "c": 0],
      normalized: ["a": 100, "b": 100, "c": 100]),
    ScoreRow(
      "a toleration of a hard effect does not", soft,
      "spec: {tolerations: [{operator: Exists, effect: NoSchedule}]}",
      raw: ["a": 2, "b": 1, "c": 0], normalized: ["a": 0, "b": 50, "c": 100]),
    ScoreRow(
      "thirds are cut off, then turned round",
      "Node a spec: {taints: [{key: k, effect: PreferNoSchedule}, "
        + "{key: l, effect: PreferNoSchedule}, {key: m, effect: PreferNoSchedule}]}\n"
        + "Node b spec: {taints: [{key: k, effect: PreferNoSchedule}]}",
      "", raw: ["a": 3, "b": 1], normalized: ["a": 0, "b": 67]),
    ScoreRow(
      "without soft taints all nodes are best", "Node a\nNode b", "", raw: ["a": 0, "b": 0],
      normalized: ["a": 100, "b": 100]),
  ])
  func score(row: ScoreRow) throws { try row.check("TaintToleration") }

  @Test(.enabled(if: SharedFolder.has("tables/toleration_match.json")))
  func tolerationsMatchAsRecorded() throws {
    for row in try ReferenceTable.rows("toleration_match") {
      let taint = try ReferenceTable.text(row["taint"])
      let toleration = try ReferenceTable.text(row["toleration"])
      let isTolerated = try #require(row["tolerated"] as? Bool)
      var builder = try SchedulingBuilder(
        "Node a spec: {taints: [\(taint)]}\nNode b",
        profile: SchedulingBuilder.profile(only: ["TaintToleration"]))
      let judgement = try builder.schedule("spec: {tolerations: [\(toleration)]}")
      let count = judgement.scores(of: "TaintToleration")?.raw["a"]
      #expect((count == 0) == isTolerated, "\(toleration) on \(taint)")
    }
  }

  /// Whether a node with `taints` is left to a pod with `tolerations`, both as JSON.
  private func isFeasible(_ taints: Any?, _ tolerations: Any?) throws -> Bool {
    var builder = try SchedulingBuilder(
      "Node a spec: {taints: \(try ReferenceTable.text(taints))}",
      profile: SchedulingBuilder.profile(only: ["TaintToleration"]))
    let judgement = try builder.schedule(
      "spec: {tolerations: \(try ReferenceTable.text(tolerations))}")
    return judgement.feasible == ["a"]
  }

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func equalAndExistsOfTheDocumentation() throws {
    let (input, expected) = try #require(try ReferenceTable.example("taint-equal-and-exists"))
    for (name, tolerations) in [
      ("a_tolerates", input["tolerations_a"]), ("b_tolerates", input["tolerations_b"]),
      ("none_tolerates", [] as [Any]),
    ] {
      let isTolerated = try #require(expected[name] as? Bool)
      #expect(try isFeasible(input["taints"], tolerations) == isTolerated, "\(name)")
    }
  }

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func threeTaintsAndTwoTolerationsOfTheDocumentation() throws {
    let (input, expected) = try #require(try ReferenceTable.example("taint-three-two"))
    let isSchedulable = try #require(expected["schedulable"] as? Bool)
    #expect(try isFeasible(input["taints"], input["tolerations"]) == isSchedulable)
    // A pod that runs already stays: the taints that evict are tolerated.
    let taints = try #require(input["taints"] as? [[String: Any]])
    let evicting = taints.filter { $0["effect"] as? String == "NoExecute" }
    let isEvicted = try #require(expected["running_pod_evicted"] as? Bool)
    #expect(evicting.count == 1)
    #expect(try isFeasible(evicting, input["tolerations"]) == !isEvicted)
  }
}
