import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import StructuredText

/// What can stand below a verb of the timeline; each verb has a part of it.
struct VerbArguments: Sendable {
  /// Objects that are written out, or a file that holds them.
  enum Source: Sendable {
    case file(FileReference)
    case inline(SyntaxNode)
  }

  /// A label and its value; nil takes it off.
  typealias Label = (key: String, value: String?)

  /// What a rollout is asked for, as it is written.
  enum RolloutWord: String, CaseIterable, Sendable {
    case pause
    case resume
    case undo
    case restart
  }

  var nodes = NodeTargetDraft()
  var objects = ObjectTargetDraft()
  var sources: [Source] = []
  var grace: SimulationDuration?
  var drain = DrainOptions()
  var replicas: Int32?
  var container: String?
  var image: String?
  var taints: [Taint] = []
  var isRemoval = false
  var labels: [Label] = []
  var annotations: [Label] = []
  var propagation: DeletionPropagation?
  var rolloutWord: Located<RolloutWord>?
  var toRevision: Int64?
  var pool: Located<String>?
  var joinZone: String?
  /// By how many thousandths replicas are multiplied.
  var factor: Int64?
  var count: Located<Int>?
  var exitCode: Int32 = 137
  var component: ControlPlaneComponent?
  var patch = PatchDraft()
  var load = LoadChange()
  var to: Source?
  var updatePeriod: SimulationDuration?
  var pollInterval: SimulationDuration?
  var timeout: SimulationDuration?
}

/// The keys of `VerbArguments`.
extension VerbArguments {
  /// What a rollout is asked for.
  var rollout: RolloutCommand? {
    switch rolloutWord?.value {
    case .pause: .pause
    case .resume: .resume
    case .undo: .undo(toRevision: toRevision)
    case .restart: .restart
    case nil: nil
    }
  }

  static let nodeFields = NodeTargetDraft.fields(at: \VerbArguments.nodes)

  static func objectFields(_ kinds: [ObjectKind]) -> [Field<VerbArguments>] {
    ObjectTargetDraft.fields(at: \VerbArguments.objects, of: kinds)
  }

  static let grace = Field<VerbArguments>(
    "grace", "duration", "How long the pods may take to stop; their own grace unless said."
  ) { arguments, reader in
    arguments.grace = reader.duration()
  }

  /// The options of `kubectl drain`.
  static let drainOptions: [Field<VerbArguments>] = [
    flag(
      "force", "Whether pods without a controller go, too, or stop the drain; true unless said.",
      \.drain.force),
    flag(
      "ignoreDaemonSets", "Whether pods of daemon sets stay, or stop the drain; true unless said.",
      \.drain.ignoresDaemonSets),
    flag(
      "deleteEmptyDirData",
      "Whether pods with an emptyDir go, too, or stop the drain; true unless "
        + "said.",
      \.drain.deletesEmptyDirData),
    Field("grace", "duration", "How long the pods may take to stop; their own grace unless said.") {
      arguments, reader in
      arguments.drain.grace = reader.duration()
    },
    Field("timeout", "duration", "How long pods are asked for again; without end unless said.") {
      arguments, reader in
      arguments.drain.timeout = reader.duration()
    },
  ]

  private static func flag(
    _ name: String, _ documentation: String,
    _ place: any WritableKeyPath<VerbArguments, Bool> & Sendable
  ) -> Field<VerbArguments> {
    Field(name, "true or false", documentation) { arguments, reader in
      if let value = reader.flag() { arguments[keyPath: place] = value }
    }
  }

  static let propagation = Field<VerbArguments>(
    "propagation", Spelling.alternatives(DeletionPropagation.allCases.map(\.rawValue)),
    "What becomes of the objects that the deleted ones own; background unless said."
  ) { arguments, reader in
    arguments.propagation = reader.choice()
  }

  static let node = nodeFields.first { $0.name == "node" }!

  static let rolloutCommand = Field<VerbArguments>(
    "do", "pause, resume, undo or restart", "What is done."
  ) { arguments, reader in
    arguments.rolloutWord = reader.choice().map { reader.located($0) }
  }

  static let toRevision = Field<VerbArguments>(
    "toRevision", "whole number", "The revision that undo returns to; the one before unless said."
  ) { arguments, reader in
    arguments.toRevision = reader.integer(in: 1...Int64(Int32.max))
  }

  static let replicas = Field<VerbArguments>("replicas", "whole number", "How many pods.") {
    arguments, reader in
    arguments.replicas = reader.integer(in: 0...Limits.pods).map { Int32($0) }
  }

  static let container = Field<VerbArguments>(
    "container", "name", "The container; every one unless said."
  ) { arguments, reader in
    arguments.container = reader.name()
  }

  static let image = Field<VerbArguments>("image", "image", "The new image.") {
    arguments, reader in
    arguments.image = reader.name()
  }

  static let taint = Field<VerbArguments>(
    "taint", "key=value:effect", "The taint, or a list of them, as kubectl writes them."
  ) { arguments, reader in
    arguments.taints = reader.taints()
  }

  static let remove = Field<VerbArguments>(
    "remove", "true or false", "Whether the taint is taken off instead."
  ) { arguments, reader in
    arguments.isRemoval = reader.flag() ?? false
  }

  static let labels = Field<VerbArguments>(
    "labels", "labels", "Labels to set; null takes a label off."
  ) { arguments, reader in
    arguments.labels = reader.labelChanges()
  }

  static let annotations = Field<VerbArguments>(
    "annotations", "annotations", "Annotations to set; null takes one off."
  ) { arguments, reader in
    arguments.annotations = reader.annotationChanges()
  }

  static let pool = Field<VerbArguments>("pool", "name", "The pool that the nodes are of.") {
    arguments, reader in
    arguments.pool = reader.name().map { reader.located($0) }
  }

  static let count = Field<VerbArguments>("count", "whole number", "How many; 1 unless said.") {
    arguments, reader in
    arguments.count = reader.integer(in: 1...Limits.nodes).map { reader.located(Int($0)) }
  }

  static let joinZone = Field<VerbArguments>(
    "zone", "name", "The zone of the nodes; that of the pool's turn unless said."
  ) { arguments, reader in
    arguments.joinZone = reader.name()
  }

  /// The labels of nodes that join, their zone among them.
  var joinLabels: [Label] { (joinZone.map { [(NodeLabels.zone, $0)] } ?? []) + labels }

  static let factor = Field<VerbArguments>(
    "factor", "number", "What the number of pods is multiplied by, to a thousandth, rounded up."
  ) { arguments, reader in
    arguments.factor = reader.number(in: 0...1000).map { Int64(($0 * 1000).rounded()) }
  }

  static let exitCode = Field<VerbArguments>(
    "exitCode", "0 to 255", "The exit code; 137 (killed) unless said."
  ) { arguments, reader in
    if let code = reader.integer(in: 0...255) { arguments.exitCode = Int32(code) }
  }

  static let updateFields: [Field<VerbArguments>] = [
    Field("to", "file or mapping", "The replication controller that takes over.") {
      arguments, reader in
      arguments.to = reader.objectSource()
    }.required,
    Field("updatePeriod", "duration", "The pause between two steps; 1m unless said.") {
      arguments, reader in
      arguments.updatePeriod = reader.duration()
    },
    Field("pollInterval", "duration", "How often the client looks; 3s unless said.") {
      arguments, reader in
      arguments.pollInterval = reader.duration(atLeast: .milliseconds(1))
    },
    Field("timeout", "duration", "How long the client waits for a step; 5m unless said.") {
      arguments, reader in
      arguments.timeout = reader.duration()
    },
  ]
}

extension SchemaReader {
  /// A file's name or an object that is written out.
  mutating func objectSource() -> VerbArguments.Source? {
    if node.kind == .mapping { return .inline(node) }
    guard let name = name() else { return nil }
    return .file(FileReference(name: located(name), folder: folderOfNames))
  }

  /// Labels to set; null takes a label off. The API server refuses what is no label.
  mutating func labelChanges() -> [VerbArguments.Label] {
    changes(expecting: "a mapping of labels", key: LabelSyntax.keyProblem) {
      LabelSyntax.valueProblem($0)
    }
  }

  /// Annotations to set; null takes one off. Their keys are those of labels, in any case, and their
  /// values any text.
  mutating func annotationChanges() -> [VerbArguments.Label] {
    changes(
      expecting: "a mapping of annotations", key: { LabelSyntax.keyProblem($0.lowercased()) },
      value: { _ in nil })
  }

  private mutating func changes(
    expecting expectation: String, key keyProblem: (String) -> ValueError?,
    value valueProblem: (String) -> ValueError?
  ) -> [VerbArguments.Label] {
    var changes: [VerbArguments.Label] = []
    _ = members(expecting: expectation) { key, reader in
      if let problem = keyProblem(key) {
        reader.fail(problem.message)
      } else if reader.node.isNull {
        changes.append((key, nil))
      } else if let value = reader.text() {
        if let problem = valueProblem(value) {
          reader.fail(problem.message)
        } else {
          changes.append((key, value))
        }
      }
    }
    return changes
  }

  /// One taint or a list of them.
  mutating func taints() -> [Taint] {
    var taints: [Taint] = []
    func read(_ reader: inout SchemaReader) -> Taint? {
      if reader.node.kind == .mapping { return reader.object(kind: "taint") }
      guard let text = reader.text() else { return nil }
      do throws(ValueError) {
        return try Taint(parsing: text)
      } catch {
        reader.fail(error.message)
        return nil
      }
    }
    if node.kind == .sequence {
      elements { reader in
        if let taint = read(&reader) { taints.append(taint) }
      }
    } else if let taint = read(&self) {
      taints.append(taint)
    }
    return taints
  }
}
