import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import StructuredText

/// A rule of behavior as it is written.
struct BehaviorDraft: Sendable {
  /// What the kind of a pod's owner can be.
  private static let kinds = [Pod.kind.name] + WorkloadKind.allCases.map(\.name)

  var rule = BehaviorRule(behavior: PodBehavior())
  /// Where it is said which pods are meant.
  var match: Located<Void>?
}

extension BehaviorDraft: SchemaMapping {
  static let fields: [Field<BehaviorDraft>] =
    [
      Field("match", "mapping", "Which pods; without it, all.") { draft, reader in
        reader.read(matchFields, into: &draft.rule)
        draft.match = reader.located(())
      }
    ] + PodBehavior.fields(\BehaviorDraft.rule.behavior)

  /// What must hold of a pod, all of it.
  static let matchFields: [Field<BehaviorRule>] = [
    Field("labels", "labels", "Labels that the pod carries.") { rule, reader in
      rule.labels = reader.labels() ?? Labels()
    },
    Field("namespace", "name", "The pod's namespace.") { rule, reader in
      rule.namespace = reader.name()
    },
    Field(
      "kind", "kind",
      "The kind of the pod's owner, such as Job, or of what owns that, such as Deployment; Pod for "
        + "pods without an owner."
    ) { rule, reader in
      guard let name = reader.name() else { return }
      if kinds.contains(name) {
        rule.kind = name
      } else {
        reader.fail(
          expected: Spelling.alternatives(kinds),
          suggestion: Spelling.nearest(to: name, among: kinds))
      }
    },
    Field("image", "image, also with *", "An image of one of the pod's containers, as written.") {
      rule, reader in
      rule.image = reader.name().map { NamePattern($0) }
    },
    Field("pod", "name, also with *", "The pod's name: `web-*`.") { rule, reader in
      rule.pod = reader.name().map { NamePattern($0) }
    },
    Field("node", "name, also with *", "The node on which the pod is.") { rule, reader in
      rule.node = reader.name().map { NamePattern($0) }
    },
    Field("index", "whole number", "The completion index of a pod of an Indexed Job.") {
      rule, reader in
      rule.index = reader.integer(in: 0...Int64(Int32.max))
    },
    Field(
      "first", "whole number",
      "Only the first so many pods that match and that no rule above takes, in order of creation."
    ) { rule, reader in
      rule.first = reader.integer(in: 0...Limits.pods)
    },
  ]
}
