import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Objects as a verb names them: `{pod: web-1}`, or `{kind: Pod, selector: app=web}`.
struct ObjectTargetDraft: Sendable {
  /// The kinds that can be named, each with its key.
  static let kinds: [(key: String, kind: ObjectKind)] = [
    ("pod", Pod.kind), ("replicationController", ReplicationController.kind),
    ("replicaSet", ReplicaSet.kind), ("service", Service.kind),
    ("podDisruptionBudget", PodDisruptionBudget.kind),
  ]

  /// One object by its name.
  struct Named: Sendable {
    let kind: ObjectKind
    let name: Located<String>
  }

  var named: [Named] = []
  var kind: Located<ObjectKind>?
  var selector: Located<LabelSelector>?
  var namespace = "default"

  /// Whether nothing is named.
  var isEmpty: Bool { named.isEmpty && selector == nil }

  /// The keys, for a target of one of `kinds` that is kept at `place`.
  static func fields<Target>(
    at place: any WritableKeyPath<Target, ObjectTargetDraft> & Sendable, of kinds: [ObjectKind]
  ) -> [Field<Target>] {
    let byName: [Field<Target>] = Self.kinds.filter { kinds.contains($0.kind) }.map { entry in
      Field(entry.key, "name or list of names", "One \(entry.kind.name) or several.") {
        draft, reader in
        draft[keyPath: place].named += reader.names().map { Named(kind: entry.kind, name: $0) }
      }
    }
    return byName + [
      Field("selector", "selector", "Every object of the kind whose labels match.") {
        draft, reader in
        draft[keyPath: place].selector = reader.selector().map { reader.located($0) }
        if kinds.count == 1, draft[keyPath: place].kind == nil {
          draft[keyPath: place].kind = reader.located(kinds[0])
        }
      },
      Field(
        "kind", Spelling.alternatives(kinds.map(\.name)), "The kind that selector is about."
      ) { draft, reader in
        guard let text = reader.text() else { return }
        if let kind = kinds.first(where: { $0.name == text }) {
          draft[keyPath: place].kind = reader.located(kind)
        } else {
          let words = kinds.map(\.name)
          reader.fail(
            expected: Spelling.alternatives(words),
            suggestion: Spelling.nearest(to: text, among: words))
        }
      },
      Field("namespace", "name", "The namespace; default unless said.") { draft, reader in
        if let name = reader.name() { draft[keyPath: place].namespace = name }
      },
    ]
  }

  /// The targets one by one; objects by name first.
  var targets: [ObjectTarget] {
    var targets = named.map { entry in
      ObjectTarget.named(
        kind: entry.kind.name, namespace: namespace, name: entry.name.value)
    }
    if let selector, let kind {
      targets.append(
        .selected(kind: kind.value.name, namespace: namespace, selector: selector.value))
    }
    return targets
  }
}
