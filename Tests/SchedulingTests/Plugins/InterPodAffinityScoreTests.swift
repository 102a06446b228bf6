import Testing

/// Preferences for and against company.
struct InterPodAffinityScoreTests {
  static let given = InterPodAffinityTests.given
  static let db = InterPodAffinityTests.db
  static let web = InterPodAffinityTests.web

  static func preferring(
    _ kind: String, _ weight: Int, _ key: String, app: String = "db"
  ) -> String {
    "\(kind): {preferredDuringSchedulingIgnoredDuringExecution: [{weight: \(weight), "
      + "podAffinityTerm: {topologyKey: \(key), labelSelector: {matchLabels: {app: \(app)}}}}]}"
  }

  static func pod(_ affinities: String...) -> String {
    "spec: {affinity: {\(affinities.joined(separator: ", "))}}"
  }

  static func row(
    _ sentence: String, _ placed: String..., pod: String, arguments: String = "",
    raw: [String: Int64]?, normalized: [String: Int64]? = nil
  ) -> ScoreRow {
    ScoreRow(
      sentence, ([given] + placed).joined(separator: "\n"), pod, arguments: arguments, raw: raw,
      normalized: normalized)
  }

  static let wanting = "Pod p@a \(pod(preferring("podAffinity", 5, "zone", app: "web")))"
  static let needing =
    "Pod p@a "
    + InterPodAffinityTests.near(
      "{topologyKey: zone, labelSelector: {matchLabels: {app: web}}}")
  static let bestInX: [String: Int64] = ["a": 100, "b": 100, "c": 0, "d": 0]

  @Test(arguments: [
    row("a pod that nobody speaks of is not scored", "Pod p@a \(db)", pod: web, raw: nil),
    row(
      "neither is one whose terms mean nobody", pod: pod(preferring("podAffinity", 5, "zone")),
      raw: nil),
    row(
      "friends draw by the weight of the term", "Pod p@a \(db)",
      pod: pod(preferring("podAffinity", 5, "zone")), raw: ["a": 5, "b": 5, "c": 0, "d": 0],
      normalized: bestInX),
    row(
      "every friend counts", "Pod p@a \(db)", "Pod q@b \(db)", "Pod r@c \(db)",
      pod: pod(preferring("podAffinity", 5, "zone")), raw: ["a": 10, "b": 10, "c": 5, "d": 0],
      normalized: ["a": 100, "b": 100, "c": 50, "d": 0]),
    row(
      "enemies repel", "Pod p@a \(db)", pod: pod(preferring("podAntiAffinity", 3, "host")),
      raw: ["a": -3, "b": 0, "c": 0, "d": 0],
      normalized: ["a": 0, "b": 100, "c": 100, "d": 100]),
    row(
      "a node's score is the sum over its domains", "Pod p@a \(db)", "Pod q@c \(db)",
      pod: pod(preferring("podAffinity", 5, "zone"), preferring("podAntiAffinity", 3, "host")),
      raw: ["a": 2, "b": 5, "c": 2, "d": 0], normalized: ["a": 40, "b": 100, "c": 40, "d": 0]),
    row(
      "thirds are cut off", "Pod p@a \(db)", "Pod q@a \(db)", "Pod r@b \(db)", "Pod s@c \(db)",
      pod: pod(preferring("podAffinity", 1, "zone")), raw: ["a": 3, "b": 3, "c": 1, "d": 0],
      normalized: ["a": 100, "b": 100, "c": 33, "d": 0]),
    row(
      "placed pods draw those whom they like", wanting, pod: web,
      raw: ["a": 5, "b": 5, "c": 0, "d": 0], normalized: bestInX),
    row("and nobody else", wanting, pod: db, raw: nil),
    row(
      "what placed pods require draws with a weight of one", needing, pod: web,
      raw: ["a": 1, "b": 1, "c": 0, "d": 0], normalized: bestInX),
    row(
      "the weight of such terms can be set", needing, pod: web,
      arguments: "hardPodAffinityWeight: 9", raw: ["a": 9, "b": 9, "c": 0, "d": 0],
      normalized: bestInX),
    row(
      "down to nothing", needing, pod: web, arguments: "hardPodAffinityWeight: 0", raw: nil),
    row(
      "placed pods' preferences can be ignored", wanting, pod: web,
      arguments: "ignorePreferredTermsOfExistingPods: true", raw: nil),
  ])
  func score(row: ScoreRow) throws { try row.check("InterPodAffinity") }

  @Test func equalScoresBecomeZero() throws {
    let row = ScoreRow(
      "the range is empty",
      """
      Node a metadata: {labels: {zone: x}}
      Node b metadata: {labels: {zone: x}}
      Pod p@a \(Self.db)
      """,
      Self.pod(Self.preferring("podAffinity", 5, "zone")), raw: ["a": 5, "b": 5],
      normalized: ["a": 0, "b": 0])
    try row.check("InterPodAffinity")
  }
}
