import ClusterSimulation
import KubernetesObjects
import Scheduling
import StructuredText

/// The scheduler as it is written.
struct SchedulerDraft: Sendable {
  /// A scheduler's file: given by name or written out.
  enum Source: Sendable {
    case file(FileReference)
    case inline(SyntaxNode)
  }

  var tieBreak: SchedulingConfiguration.TieBreak?
  var percentageOfNodesToScore: Int32?
  var evaluation: Evaluation?
  var typicalPods = TypicalPodsDraft()
  var isRetryOff = false
  var configuration: Located<Source>?
  var policy: Located<Source>?
  /// A policy outside the program, with its place.
  var outside: Located<PolicyCommand>?
}

extension SchedulerDraft: SchemaMapping {
  static let fields: [Field<SchedulerDraft>] = [
    Field("tieBreak", "random or first", "Which of several best nodes is taken.") {
      draft, reader in
      draft.tieBreak = reader.choice()
    },
    Field(
      "percentageOfNodesToScore", "0 to 100", "How many nodes are scored; 0 adapts to the cluster."
    ) { draft, reader in
      draft.percentageOfNodesToScore = reader.integer(in: 0...100).map { Int32($0) }
    },
    Field(
      "evaluation", "incremental or fullScan",
      "How decisions are worked out: the same ones, quickly or by asking about every node."
    ) { draft, reader in
      draft.evaluation = reader.choice()
    },
    Field(
      "retry", "never",
      "A pod that found no node is never tried again, and no room is made for it."
    ) { draft, reader in
      draft.isRetryOff = reader.choice(among: ["never"], by: { $0 }) != nil
    },
    Field(
      "typicalPods", "mapping",
      "The workload that fragmentation is measured against: from, which is traces, and coverage, "
        + "the part of their pods that the most frequent kinds are to cover, 0.95 unless said."
    ) { draft, reader in
      reader.read(TypicalPodsDraft.fields, into: &draft.typicalPods)
    },
    Field(
      "configuration", "file or mapping",
      "A KubeSchedulerConfiguration: profiles, plugins, weights, arguments."
    ) { draft, reader in
      draft.configuration = reader.source()
    },
    Field(
      "policy", "file or mapping",
      "A Policy of the first era: predicates and priorities. Or a mapping with command: a program "
        + "that decides, and runs only where --allow-policy says so."
    ) { draft, reader in
      guard reader.node.kind == .mapping, reader.node["command"] != nil else {
        draft.policy = reader.source()
        return
      }
      var policy = PolicyCommandDraft()
      reader.read(PolicyCommandDraft.fields, into: &policy)
      draft.outside = reader.located(policy.command)
    },
  ]
}

/// What `typicalPods` says of the workload.
struct TypicalPodsDraft: Sendable {
  /// The part of the pods, in millionths, that the kinds are to make up; nil for the default.
  var coverage: Int64?

  static let fields: [Field<TypicalPodsDraft>] = [
    Field("from", "traces", "Where the pods are counted.") { _, reader in
      _ = reader.choice(among: ["traces"], by: { $0 })
    },
    Field("coverage", "0 to 1", "The part of the pods that the kinds are to cover.") {
      draft, reader in
      draft.coverage = reader.millionths()
    },
  ]
}

extension SchemaReader {
  fileprivate mutating func source() -> Located<SchedulerDraft.Source>? {
    if node.kind == .mapping { return located(.inline(node)) }
    guard let name = name() else { return nil }
    return located(.file(FileReference(name: located(name), folder: folderOfNames)))
  }
}
