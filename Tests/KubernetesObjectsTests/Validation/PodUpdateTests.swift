import KubernetesObjects
import Testing

/// What may change of a pod that is there: a table of changes, each allowed or refused.
@Suite("Updates of a pod's specification")
struct PodUpdateTests {
  private static var old: PodSpec {
    var spec = PodSpec()
    spec.containers = [Container(name: "c", image: "a:1"), Container(name: "d", image: "b:1")]
    spec.tolerations = [toleration("k", seconds: 10)]
    spec.activeDeadlineSeconds = 100
    return spec
  }

  private static var gated: PodSpec {
    var spec = old
    spec.schedulingGates = ["x", "y"].map(gate)
    spec.nodeSelector = ["disk": "ssd"]
    spec.affinity = Affinity()
    spec.affinity?.nodeAffinity = NodeAffinity()
    var selector = NodeSelector()
    selector.nodeSelectorTerms = [term("a"), NodeSelectorTerm()]
    spec.affinity?.nodeAffinity?.required = selector
    return spec
  }

  private static func gate(_ name: String) -> PodSchedulingGate {
    var gate = PodSchedulingGate()
    gate.name = name
    return gate
  }

  private static func toleration(_ key: String, seconds: Int64? = nil) -> Toleration {
    var toleration = Toleration()
    toleration.key = key
    toleration.operation = .exists
    toleration.tolerationSeconds = seconds
    return toleration
  }

  private static func term(_ keys: String...) -> NodeSelectorTerm {
    var term = NodeSelectorTerm()
    term.matchExpressions = keys.map {
      NodeSelectorRequirement(key: $0, operator: .exists, values: [])
    }
    return term
  }

  private static func terms(_ spec: inout PodSpec, _ terms: [NodeSelectorTerm]) {
    spec.affinity?.nodeAffinity?.required?.nodeSelectorTerms = terms
  }

  /// A change, and the field for which it is refused; nil where it is not.
  private struct Row: Sendable {
    let name: String
    var isGated = false
    let refused: String?
    let change: @Sendable (inout PodSpec) -> Void

    init(
      _ name: String, isGated: Bool = false, refused: String? = nil,
      _ change: @escaping @Sendable (inout PodSpec) -> Void
    ) {
      self.name = name
      self.isGated = isGated
      self.refused = refused
      self.change = change
    }
  }

  private static let required =
    "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"

  private static let rows: [Row] = [
    Row("nothing") { _ in },
    Row("an image") { $0.containers[1].image = "b:2" },
    Row("when images are pulled follows their names") {
      $0.containers[0].image = "a:latest"
      $0.containers[0].imagePullPolicy = .always
    },
    Row("a toleration more") { $0.tolerations.insert(toleration("n"), at: 0) },
    Row("another time") { $0.tolerations[0].tolerationSeconds = 99 },
    Row("a toleration less", refused: "spec.tolerations") { $0.tolerations = [] },
    Row("another toleration", refused: "spec.tolerations") { $0.tolerations[0].key = "other" },
    Row("a nearer deadline") { $0.activeDeadlineSeconds = 50 },
    Row("a later deadline", refused: "spec.activeDeadlineSeconds") {
      $0.activeDeadlineSeconds = 101
    },
    Row("no deadline", refused: "spec.activeDeadlineSeconds") { $0.activeDeadlineSeconds = nil },
    Row("a container less", refused: "spec") { $0.containers.removeLast() },
    Row("requests", refused: "spec") { $0.containers[0].resources.requests = [.cpu: Quantity(1)] },
    Row("a selector", refused: "spec") { $0.nodeSelector = ["disk": "ssd"] },
    Row("a gate", refused: "spec.schedulingGates") { $0.schedulingGates = [gate("x")] },
    Row("a gate less", isGated: true) { $0.schedulingGates.removeFirst() },
    Row("no gate", isGated: true) { $0.schedulingGates = [] },
    Row("another gate", isGated: true, refused: "spec.schedulingGates") {
      $0.schedulingGates[0].name = "z"
    },
    Row("a label more", isGated: true) { $0.nodeSelector?["zone"] = "a" },
    Row("another label", isGated: true, refused: "spec.nodeSelector") {
      $0.nodeSelector?["disk"] = "hdd"
    },
    Row("no selector", isGated: true, refused: "spec.nodeSelector") { $0.nodeSelector = nil },
    Row("a condition more", isGated: true) { terms(&$0, [term("a", "b"), NodeSelectorTerm()]) },
    Row("another condition", isGated: true, refused: required) {
      terms(&$0, [term("b"), NodeSelectorTerm()])
    },
    Row("a condition of an empty term", isGated: true, refused: required) {
      terms(&$0, [term("a"), term("b")])
    },
    Row("a term more", isGated: true, refused: required) {
      terms(&$0, [term("a"), NodeSelectorTerm(), term("b")])
    },
    Row("no affinity", isGated: true, refused: required) { $0.affinity = nil },
    Row("preferences", isGated: true) {
      $0.affinity?.nodeAffinity?.preferred = [PreferredSchedulingTerm()]
    },
    Row("affinity to pods", isGated: true, refused: "spec") {
      $0.affinity?.podAffinity = PodAffinity()
    },
  ]

  @Test("each change is let through or refused for its field", arguments: rows.indices)
  func change(index: Int) {
    let row = Self.rows[index]
    let old = row.isGated ? Self.gated : Self.old
    var new = old
    row.change(&new)
    switch old.replaced(by: new) {
    case .success: #expect(row.refused == nil, "\(row.name)")
    case .failure(let change): #expect(change.field == row.refused, "\(row.name)")
    }
  }

  @Test("a gated pod without affinity may be given one")
  func firstAffinity() throws {
    var old = Self.old
    old.schedulingGates = [Self.gate("x")]
    var new = old
    new.affinity = Self.gated.affinity
    let replaced = try old.replaced(by: new).get()
    #expect(replaced == new)
  }
}
