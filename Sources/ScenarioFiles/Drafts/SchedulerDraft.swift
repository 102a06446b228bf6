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
  var configuration: Located<Source>?
  var policy: Located<Source>?
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
      "configuration", "file or mapping",
      "A KubeSchedulerConfiguration: profiles, plugins, weights, arguments."
    ) { draft, reader in
      draft.configuration = reader.source()
    },
    Field("policy", "file or mapping", "A Policy of the first era: predicates and priorities.") {
      draft, reader in
      draft.policy = reader.source()
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
