import Testing

/// The soft side of topology spread, and what spreads pods that say nothing.
struct PodTopologySpreadScoreTests {
  static let given = PodTopologySpreadTests.given
  static let web = PodTopologySpreadTests.web

  static func pod(skew: Int = 1, key: String = "zone", spec: String = "") -> String {
    PodTopologySpreadTests.pod(skew: skew, key: key, spec: spec, action: "ScheduleAnyway")
  }

  static func row(
    _ sentence: String, _ placed: String..., pod: String, raw: [String: Int64]?,
    normalized: [String: Int64]? = nil
  ) -> ScoreRow {
    ScoreRow(
      sentence, ([given] + placed).joined(separator: "\n"), pod, raw: raw, normalized: normalized)
  }

  @Test(arguments: [
    row("a pod without constraints is not scored", pod: web, raw: nil),
    row("hard constraints do not score", pod: PodTopologySpreadTests.pod(), raw: nil),
    row(
      "pods are weighed with the logarithm of the domains", "Pod p@a \(web)", "Pod q@b \(web)",
      pod: pod(), raw: ["a": 3, "b": 3, "c": 0], normalized: ["a": 0, "b": 0, "c": 100]),
    row(
      "where nobody is all are best", pod: pod(), raw: ["a": 0, "b": 0, "c": 0],
      normalized: ["a": 100, "b": 100, "c": 100]),
    row(
      "a wide skew makes differences small", "Pod p@a \(web)", pod: pod(skew: 3),
      raw: ["a": 3, "b": 3, "c": 2], normalized: ["a": 66, "b": 66, "c": 100]),
    row(
      "a node without the label gets nothing and is left out of the comparison", "Node d",
      "Pod p@a \(web)", pod: pod(skew: 3), raw: ["a": 3, "b": 3, "c": 2, "d": 0],
      normalized: ["a": 66, "b": 66, "c": 100, "d": 0]),
    row(
      "by host name every node counts its own pods", "Pod p@a \(web)",
      pod: pod(key: "kubernetes.io/hostname"), raw: ["a": 2, "b": 0, "c": 0],
      normalized: ["a": 0, "b": 100, "c": 100]),
    row(
      "pods that are being deleted do not count",
      "Pod p@a metadata: {labels: {app: web}, deletionTimestamp: '2020-01-01T00:00:00Z'}",
      pod: pod(), raw: ["a": 0, "b": 0, "c": 0], normalized: ["a": 100, "b": 100, "c": 100]),
    row(
      "pods on nodes that the pod cannot go to do not count",
      "Node d metadata: {labels: {zone: x, other: 'yes'}}", "Pod p@d \(web)",
      pod: pod(
        spec: "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
          + "{nodeSelectorTerms: [{matchExpressions: [{key: other, operator: DoesNotExist}]}]}}},"),
      raw: ["a": 0, "b": 0, "c": 0, "d": 0],
      normalized: ["a": 100, "b": 100, "c": 100, "d": 100]),
  ])
  func score(row: ScoreRow) throws { try row.check("PodTopologySpread") }

  static let zones = """
    Node a metadata: {labels: {topology.kubernetes.io/zone: x, kubernetes.io/hostname: a}}
    Node b metadata: {labels: {topology.kubernetes.io/zone: y, kubernetes.io/hostname: b}}
    Pod p@a metadata: {labels: {app: web}}
    """
  static let owned =
    "metadata: {labels: {app: web}, ownerReferences: "
    + "[{apiVersion: apps/v1, kind: ReplicaSet, name: set, uid: u, controller: true}]}"

  @Test(arguments: [
    ScoreRow("a pod that nobody serves or owns is not spread", zones, web, raw: nil),
    ScoreRow(
      "a pod of a service is spread over hosts and zones",
      "\(zones)\nService s spec: {selector: {app: web}}", web, raw: ["a": 9, "b": 6],
      normalized: ["a": 66, "b": 100]),
    ScoreRow(
      "a service of another namespace does not matter",
      "\(zones)\nService other/s spec: {selector: {app: web}}", web, raw: nil),
    ScoreRow(
      "a service without a selector does not matter", "\(zones)\nService s spec: {}", web,
      raw: nil),
    ScoreRow(
      "a pod of a replica set is spread among its like",
      "\(zones)\nReplicaSet set spec: {selector: {matchLabels: {app: web}}}", owned,
      raw: ["a": 9, "b": 6], normalized: ["a": 66, "b": 100]),
    ScoreRow(
      "service and owner select together",
      "\(zones)\nService s spec: {selector: {app: web}}\n"
        + "ReplicaSet set spec: {selector: {matchLabels: {hash: one}}}", owned,
      raw: ["a": 6, "b": 6], normalized: ["a": 100, "b": 100]),
    ScoreRow(
      "a pod with a constraint of its own is not spread otherwise",
      "\(zones)\nService s spec: {selector: {app: web}}",
      PodTopologySpreadTests.pod(key: "kubernetes.io/hostname"), raw: nil),
    ScoreRow(
      "the profile may spread by other constraints",
      "\(zones)\nService s spec: {selector: {app: web}}", web,
      arguments: "defaultingType: List, defaultConstraints: [{maxSkew: 1, "
        + "topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway}]",
      raw: ["a": 1, "b": 0], normalized: ["a": 0, "b": 100]),
  ])
  func defaults(row: ScoreRow) throws { try row.check("PodTopologySpread") }

  @Test func theSystemsConstraintsDoNotAskForLabels() throws {
    let row = ScoreRow(
      "node b has none and is scored all the same",
      """
      Node a metadata: {labels: {topology.kubernetes.io/zone: x, kubernetes.io/hostname: a}}
      Node b
      Pod p@a metadata: {labels: {app: web}}
      Service s spec: {selector: {app: web}}
      """, Self.web, raw: ["a": 9, "b": 0], normalized: ["a": 0, "b": 100])
    try row.check("PodTopologySpread")
  }
}
