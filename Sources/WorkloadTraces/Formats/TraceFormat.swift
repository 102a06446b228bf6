import KubernetesObjects
import StructuredText

/// A format of recorded workloads: its name, the files that make up a trace, and how they are read.
///
/// Scenarios, the command line, their messages and the reference page know a format from `all`
/// alone. Its folder has the readers and an extension with its constant.
package struct TraceFormat: Sendable {
  /// The word by which scenarios and the command line call it.
  package let name: String
  /// What it is, in a few words.
  package let summary: String
  /// The lists of files that a trace has, one key of a scenario each; none must be there, but not
  /// all may be empty.
  package let inputs: [TraceInput]
  /// The workload in the files; throws every problem, each at its place.
  package let read: @Sendable (TraceFiles) throws(DiagnosticList) -> TraceContents

  /// Every format, in the order of messages and of the reference.
  package static let all: [TraceFormat] = [
    .openb, .csv, .kubernetes, .swf, .opendc, .batsim,
  ]

  /// The format that is called `name`; nil if there is none.
  package static func named(_ name: String) -> TraceFormat? { all.first { $0.name == name } }
}

/// One list of files of a trace.
package struct TraceInput: Hashable, Sendable {
  /// The key in a scenario. Formats that share a key mean one thing by it.
  package let key: String
  /// What one of the files is: `list of nodes`.
  package let noun: String
  /// What several are: `lists of nodes`.
  package let plural: String
  /// Whether there may be several files.
  package var isRepeatable = true
  /// Whether a folder stands for the files of objects in it.
  package var takesFolders = false

  /// The nodes, in tables.
  static let nodes = TraceInput(key: "nodes", noun: "list of nodes", plural: "lists of nodes")
  /// The pods, in one table: several would have to be merged by time.
  static let pods = TraceInput(
    key: "pods", noun: "list of pods", plural: "lists of pods", isRepeatable: false)
}

/// What a trace holds.
package struct TraceContents: Sendable {
  /// Nodes and pods.
  package var trace: WorkloadTrace
  /// Objects of other kinds, in the order of the files.
  package var otherObjects: [LocatedObject] = []
  /// What was passed over.
  package var warnings: [Diagnostic] = []
}
