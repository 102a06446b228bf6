import TestSupport
import Testing

struct InterPodAffinityTests {
  static let given = """
    Node a metadata: {labels: {zone: x, host: a}}
    Node b metadata: {labels: {zone: x, host: b}}
    Node c metadata: {labels: {zone: y, host: c}}
    Node d
    """
  static let db = "metadata: {labels: {app: db}}"
  static let web = "metadata: {labels: {app: web}}"
  static let lonely = "never: node(s) didn't match pod affinity rules"
  static let crowded = "node(s) didn't match pod anti-affinity rules"
  static let unwanted = "node(s) didn't satisfy existing pods anti-affinity rules"

  static func term(
    _ key: String, _ fields: String = "labelSelector: {matchLabels: {app: db}}"
  ) -> String { "{topologyKey: \(key), \(fields)}" }

  static func near(_ terms: String...) -> String {
    "spec: {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
      + "[\(terms.joined(separator: ", "))]}}}"
  }

  static func far(_ terms: String...) -> String {
    "spec: {affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
      + "[\(terms.joined(separator: ", "))]}}}"
  }

  static func row(
    _ sentence: String, _ placed: String..., pod: String, _ expected: [String: String]
  ) -> FilterRow {
    FilterRow(sentence, ([given] + placed).joined(separator: "\n"), pod, expected)
  }

  static let inX = ["a": "", "b": "", "c": lonely, "d": lonely]
  static let nowhere = ["a": lonely, "b": lonely, "c": lonely, "d": lonely]
  static let everywhere = ["a": "", "b": "", "c": "", "d": ""]
  static let notInX = ["a": crowded, "b": crowded, "c": "", "d": ""]

  static let teamOne =
    "namespaceSelector: {matchLabels: {team: one}}, labelSelector: {matchLabels: {app: db}}"

  static let affinity = [
    row(
      "a pod without terms, wanted by all, is not looked at", "Pod p@a \(db)", pod: web,
      everywhere.merging(["PreFilter": "skip"]) { $1 }),
    row("a pod goes where its friends are", "Pod p@a \(db)", pod: near(term("zone")), inX),
    row("without friends it goes nowhere", pod: near(term("zone")), nowhere),
    row(
      "the first of a kind that wants its kind goes where the label is",
      pod: "\(db), \(near(term("zone")))", ["a": "", "b": "", "c": "", "d": lonely]),
    row(
      "the second does not", "Pod p@c \(db)", pod: "\(db), \(near(term("zone")))",
      ["a": lonely, "b": lonely, "c": "", "d": lonely]),
    row(
      "a friend must match every term", "Pod p@a \(db)",
      "Pod q@a metadata: {labels: {tier: back}}",
      pod: near(term("zone"), term("host", "labelSelector: {matchLabels: {tier: back}}")),
      nowhere),
    row(
      "every term has its own domain", "Pod p@a metadata: {labels: {app: db, tier: back}}",
      pod: near(term("zone"), term("host", "labelSelector: {matchLabels: {tier: back}}")),
      ["a": "", "b": lonely, "c": lonely, "d": lonely]),
    row(
      "friends in another namespace are none", "Pod other/p@a \(db)", pod: near(term("zone")),
      nowhere),
    row(
      "unless the namespace is named", "Pod other/p@a \(db)",
      pod: near(term("zone", "namespaces: [other], labelSelector: {matchLabels: {app: db}}")),
      inX),
    row(
      "an empty selector of namespaces means all", "Namespace other", "Pod other/p@a \(db)",
      pod: near(term("zone", "namespaceSelector: {}, labelSelector: {matchLabels: {app: db}}")),
      inX),
    row(
      "namespaces can be selected by label", "Namespace other metadata: {labels: {team: one}}",
      "Pod other/p@a \(db)",
      pod: near(
        term(
          "zone",
          teamOne)),
      inX),
    row(
      "and left out by label", "Namespace other metadata: {labels: {team: two}}",
      "Pod other/p@a \(db)",
      pod: near(
        term(
          "zone",
          teamOne)),
      nowhere),
    row(
      "without a selector nobody is meant", "Pod p@a \(db)",
      pod: near(term("zone", "namespaces: []")),
      nowhere),
    row(
      "an empty selector means everybody", "Pod p@a", pod: near(term("zone", "labelSelector: {}")),
      inX),
    row(
      "pods that are being deleted are friends still",
      "Pod p@a metadata: {labels: {app: db}, deletionTimestamp: '2020-01-01T00:00:00Z'}",
      pod: near(term("zone")), inX),
  ]

  static let antiAffinity = [
    row("a pod keeps away from its enemies", "Pod p@a \(db)", pod: far(term("zone")), notInX),
    row(
      "by host only the enemy's node is out", "Pod p@a \(db)", pod: far(term("host")),
      ["a": crowded, "b": "", "c": "", "d": ""]),
    row("without enemies it goes anywhere", pod: far(term("zone")), everywhere),
    row(
      "an enemy on a node without the label troubles nobody", "Pod p@d \(db)",
      pod: far(term("zone")), everywhere),
    row(
      "any of several enemies is enough", "Pod p@a \(db)", "Pod q@c metadata: {labels: {app: web}}",
      pod: far(term("host"), term("zone", "labelSelector: {matchLabels: {app: web}}")),
      ["a": crowded, "b": "", "c": crowded, "d": ""]),
    row(
      "placed pods keep others away", "Pod p@a \(far(term("host")))", pod: db,
      ["a": unwanted, "b": "", "c": "", "d": ""]),
    row(
      "but not those of another namespace", "Pod other/p@a \(far(term("host")))", pod: db,
      everywhere.merging(["PreFilter": "skip"]) { $1 }),
    row(
      "affinity is asked before anti-affinity", "Pod p@a \(db)",
      pod: "spec: {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
        + "[\(term("zone", "labelSelector: {matchLabels: {app: none}}"))]}, "
        + "podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [\(term("zone"))]}}}",
      nowhere),
    row(
      "and the pod's own before that of placed pods",
      "Pod p@a metadata: {labels: {app: db}}, \(far(term("zone", "labelSelector: {}")))",
      pod: far(term("host")), ["a": crowded, "b": unwanted, "c": "", "d": ""]),
  ]

  @Test(arguments: affinity + antiAffinity)
  func filter(row: FilterRow) throws { try row.check("InterPodAffinity") }

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func everyNodeGetsACacheAndAServer() throws {
    let example = try #require(try ReferenceTable.example("affinity-cache-web"))
    let count = try #require(example.input["nodes"] as? Int)
    let nodes = (0..<count).map { "Node n\($0) metadata: {labels: {host: n\($0)}}" }
    var builder = try SchedulingBuilder(nodes.joined(separator: "\n"))
    func term(_ app: String) -> String {
      "[{topologyKey: host, labelSelector: {matchLabels: {app: \(app)}}}]"
    }
    let required = "requiredDuringSchedulingIgnoredDuringExecution"
    var caches: [String] = []
    var servers: [String] = []
    for _ in 0..<count {
      caches.append(
        try builder.place(
          "metadata: {labels: {app: store}}, spec: {affinity: {podAntiAffinity: "
            + "{\(required): \(term("store"))}}}"))
    }
    for _ in 0..<count {
      servers.append(
        try builder.place(
          "metadata: {labels: {app: web-store}}, spec: {affinity: {podAntiAffinity: "
            + "{\(required): \(term("web-store"))}, podAffinity: {\(required): \(term("store"))}}}")
      )
    }
    let names = (0..<count).map { "n\($0)" }
    #expect(caches.sorted() == names)
    #expect(servers.sorted() == names)
  }
}
