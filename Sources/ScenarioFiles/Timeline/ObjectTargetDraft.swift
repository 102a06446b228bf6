import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Objects as a verb names them: `{pod: web-1}`, or `{kind: Pod, selector: app=web}`.
struct ObjectTargetDraft: Sendable {
  /// The kinds that can be named, each with its key.
  static let kinds: [(key: String, kind: ObjectKind)] = [
    ("pod", Pod.kind), ("replicationController", ReplicationController.kind),
    ("replicaSet", ReplicaSet.kind),
    ("deployment", Deployment.kind), ("statefulSet", StatefulSet.kind),
    ("daemonSet", DaemonSet.kind), ("deploymentConfig", DeploymentConfig.kind),
    ("job", Job.kind), ("cronJob", CronJob.kind), ("service", Service.kind),
    ("podDisruptionBudget", PodDisruptionBudget.kind),
    ("horizontalPodAutoscaler", HorizontalPodAutoscaler.kind),
    ("resourceQuota", ResourceQuota.kind),
    ("limitRange", LimitRange.kind), ("persistentVolumeClaim", PersistentVolumeClaim.kind),
    ("persistentVolume", PersistentVolume.kind), ("storageClass", StorageClass.kind),
    ("priorityClass", PriorityClass.kind), ("runtimeClass", RuntimeClass.kind),
    ("configMap", ConfigMap.kind), ("secret", Secret.kind),
    ("serviceAccount", ServiceAccount.kind),
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
  /// The namespace, which is an object itself where no other is named.
  private var ownNamespace: Named?
  /// How many pods are meant at the most, the first by name.
  var count: Located<Int>?

  /// The kinds that a selector without a kind is about.
  private var otherKinds: [ObjectKind] = []

  /// The kinds that the selector is about.
  var kinds: [ObjectKind] { kind.map { [$0.value] } ?? otherKinds }

  /// Lets a selector without a kind be about all of `kinds`.
  mutating func setKinds(ofSelector kinds: [ObjectKind]) { otherKinds = kinds }

  /// Whether nothing is named.
  var isEmpty: Bool { named.isEmpty && selector == nil }

  /// The keys, for a target of one of `kinds` that is kept at `place`.
  static func fields<Target>(
    at place: any WritableKeyPath<Target, ObjectTargetDraft> & Sendable, of kinds: [ObjectKind]
  ) -> [Field<Target>] {
    let byName: [Field<Target>] = Self.kinds.filter { kinds.contains($0.kind) }.map { entry in
      let isPod = entry.kind == Pod.kind
      return Field(
        entry.key, "name or list of names",
        "One \(entry.kind.name) or several\(isPod ? ", also with *: web-*" : "")."
      ) { draft, reader in
        draft[keyPath: place].named += reader.names().map { Named(kind: entry.kind, name: $0) }
      }
    }
    return byName + (kinds.contains(Pod.kind) ? [count(at: place)] : []) + [
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
      Field(
        "namespace", "name",
        kinds.contains(Namespace.kind)
          ? "The namespace; default unless said. Alone, the Namespace itself is meant."
          : "The namespace; default unless said."
      ) { draft, reader in
        guard let name = reader.name() else { return }
        draft[keyPath: place].namespace = name
        if kinds.contains(Namespace.kind) {
          draft[keyPath: place].ownNamespace = Named(
            kind: Namespace.kind, name: reader.located(name))
        }
      },
    ]
  }

  private static func count<Target>(
    at place: any WritableKeyPath<Target, ObjectTargetDraft> & Sendable
  ) -> Field<Target> {
    Field(
      "count", "whole number", "Only the first so many of the pods, in the order of their names."
    ) { draft, reader in
      draft[keyPath: place].count = reader.integer(in: 0...Limits.pods)
        .map { reader.located(Int($0)) }
    }
  }

  /// The targets one by one; objects by name first.
  var targets: [ObjectTarget] {
    var targets = named.map { entry in
      let pattern = NamePattern(entry.name.value)
      let kind = entry.kind.name
      return entry.kind == Pod.kind && !pattern.isOneName
        ? ObjectTarget.matching(kind: kind, namespace: namespace, pattern)
        : .named(kind: kind, namespace: namespace, name: entry.name.value)
    }
    if let selector {
      targets += kinds.map {
        .selected(kind: $0.name, namespace: namespace, selector: selector.value)
      }
    }
    guard let count else { return targets }
    return targets.map { .first(count.value, of: $0) }
  }

  /// Takes a namespace that stands alone for the object.
  mutating func settleNamespace() {
    if isEmpty, let ownNamespace { named = [ownNamespace] }
  }

  /// Leaves out objects of the kinds that `isMeant` refuses.
  mutating func keep(_ isMeant: (ObjectKind) -> Bool) {
    named.removeAll { !isMeant($0.kind) }
    if let kind, !isMeant(kind.value) { selector = nil }
  }
}
