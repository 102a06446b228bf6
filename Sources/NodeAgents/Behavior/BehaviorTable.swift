import ClusterState
import KubernetesObjects

/// The rules by which pods behave, and what they have come to for each template.
struct BehaviorTable: Sendable {
  /// The place of a behavior in the table.
  typealias Row = Int32

  /// What the rules say of the pods of a template that owners of some kinds have made.
  private struct Choice: Sendable {
    let kinds: OwnerKinds
    let row: Row
  }

  /// The behavior of pods that no rule is about.
  private static let none: Row = 0

  private let rules: [BehaviorRule]
  /// Whether one choice serves all pods of a template and one kind of owner.
  private let dependsOnTemplateOnly: Bool
  /// The behavior of no rule, then that of each rule, then those that belong to single pods.
  private(set) var behaviors: ContiguousArray<PodBehavior>
  private var choices: ContiguousArray<Choice?> = []
  /// How many more pods each rule with a `first` takes.
  private var left: [Int64?]
  /// The rules that took pods by their order.
  private var taken: [PodID: Row] = [:]
  /// The first pod that no rule has had the chance to take by its order.
  private var untried = 0
  /// The pods with a behavior of their own, which no rule takes.
  private var claimed: Set<PodID> = []

  init(_ rules: [BehaviorRule]) {
    self.rules = rules
    dependsOnTemplateOnly = rules.allSatisfy(\.dependsOnTemplateOnly)
    behaviors = [PodBehavior()] + rules.map(\.behavior)
    left = rules.map(\.first)
  }

  /// Adds a behavior that no rule is about.
  mutating func add(_ behavior: PodBehavior) -> Row {
    behaviors.append(behavior)
    return Row(behaviors.count - 1)
  }

  /// Keeps the rules from `pod`, which has a behavior of its own.
  mutating func claim(_ pod: PodID) {
    if left.contains(where: { $0 != nil }) { claimed.insert(pod) }
  }

  /// The row of the first rule that matches `pod`.
  mutating func row(of pod: PodID, _ cluster: borrowing ClusterState) -> Row {
    if rules.isEmpty { return Self.none }
    let kinds = cluster.ownerKinds(of: pod)
    let template = cluster.pods[pod].template
    if dependsOnTemplateOnly, template.row < choices.count, let known = choices[template.row],
      known.kinds == kinds
    {
      return known.row
    }
    takeByOrder(upTo: pod, cluster)
    let row = match(pod, kinds, cluster) { taken[pod] == Row($0 + 1) }
    if dependsOnTemplateOnly {
      while choices.count <= template.row { choices.append(nil) }
      choices[template.row] = Choice(kinds: kinds, row: row)
    }
    return row
  }

  /// Lets the rules that are for the first pods only take theirs, up to `pod`, oldest first.
  private mutating func takeByOrder(upTo pod: PodID, _ cluster: borrowing ClusterState) {
    while untried <= pod.row, left.contains(where: { ($0 ?? 0) > 0 }) {
      let next = PodID(untried)
      untried += 1
      if claimed.contains(next) { continue }
      let row = match(next, cluster.ownerKinds(of: next), cluster) { (left[$0] ?? 0) > 0 }
      guard row != Self.none, let count = left[Int(row) - 1] else { continue }
      left[Int(row) - 1] = count - 1
      taken[next] = row
    }
  }

  /// The row of the first rule that matches; `takes` says so of a rule for the first pods only.
  private func match(
    _ pod: PodID, _ kinds: OwnerKinds, _ cluster: borrowing ClusterState, takes: (Int) -> Bool
  ) -> Row {
    for index in rules.indices
    where rules[index].matches(pod, kinds, cluster) && (rules[index].first == nil || takes(index)) {
      return Row(index + 1)
    }
    return Self.none
  }
}

extension BehaviorRule {
  /// Whether all but `first` speaks for the rule.
  fileprivate func matches(
    _ pod: PodID, _ kinds: OwnerKinds, _ cluster: borrowing ClusterState
  ) -> Bool {
    let record = cluster.pods[pod]
    let template = cluster.templates[record.template]
    if let kind, kind != kinds.owner, kind != kinds.root { return false }
    if let namespace, namespace != cluster.symbols[template.namespace] { return false }
    guard labels.allSatisfy({ template.pod.metadata.labels[$0.key] == $0.value }) else {
      return false
    }
    if let image, !template.images.contains(where: { image.matches(cluster.symbols[$0]) }) {
      return false
    }
    if let name = self.pod, !name.matches(record.name.text(cluster.symbols)) { return false }
    if let index, template.completionIndex.map({ Int64($0) }) != index { return false }
    guard let node else { return true }
    return record.node.isPresent
      && node.matches(cluster.symbols[cluster.nodes[record.node.row].name])
  }
}

/// The kinds of what made a pod.
private struct OwnerKinds: Equatable, Sendable {
  /// The kind of the pod's owner; `Pod` if nothing owns it.
  var owner = "Pod"
  /// The kind of what owns the owner, such as a Deployment, or the same again.
  var root = "Pod"
}

extension ClusterState {
  /// The kinds of what made `pod`.
  fileprivate func ownerKinds(of pod: PodID) -> OwnerKinds {
    let owner = pods[pod].owner
    guard owner.isPresent else { return OwnerKinds() }
    let root = workloads[owner.row].owner
    let kind = workloads[owner.row].kind.name
    return OwnerKinds(owner: kind, root: root.isPresent ? workloads[root.row].kind.name : kind)
  }
}
