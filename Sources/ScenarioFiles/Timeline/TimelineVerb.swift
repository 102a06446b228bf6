import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText

/// What a verb of the timeline makes of its arguments.
enum ActionDraft: Sendable {
  /// An action that is complete but for the check of what it names.
  case action(TimelineAction)
  /// Objects to apply, which may lie in files.
  case apply([VerbArguments.Source])
  /// A patch, whose parts must suit what it names.
  case patch(VerbArguments)
  /// Labels or annotations of objects that are patched for them.
  case metadata(VerbArguments, key: String)
  /// A rolling update, whose new controller may lie in a file.
  case rollingUpdate(old: ObjectTargetDraft.Named, namespace: String, VerbArguments)
}

/// One verb of the timeline: its keys, what it does, and the actions that it makes.
struct TimelineVerb: Sendable {
  /// The verb, as a timeline writes it.
  let name: String
  /// What it does, in one sentence.
  let documentation: String
  /// Its keys; none where the verb has a value of its own form.
  let fields: [Field<VerbArguments>]
  /// Whether it must name nodes or objects.
  var target = Target.none
  /// Whether it reaches objects on which nothing acts, too: they are there, and quotas count them.
  var reachesEveryKind = false
  /// The kinds that a selector means without a kind; none where it needs one.
  var kindsOfSelector: [ObjectKind] = []
  /// Holds the arguments of a verb against each other.
  var check: (@Sendable (VerbArguments, inout SchemaReader) -> Void)?
  /// The value's form where it is no mapping.
  var form = "mapping"
  /// Keys that some values have instead of `fields`.
  var alternative: Alternative?
  /// Reads a value that is no mapping of `fields`.
  var readValue: (@Sendable (inout VerbArguments, inout SchemaReader) -> Void)?
  /// What is done.
  let make: @Sendable (VerbArguments) -> [ActionDraft]

  /// Other keys of a verb.
  struct Alternative: Sendable {
    /// Which values have them, for the reference.
    let title: String
    let fields: [Field<VerbArguments>]
    /// Whether a value has them.
    let suits: @Sendable (SyntaxNode) -> Bool
  }

  /// What a verb must name.
  enum Target: Sendable {
    case none
    case nodes
    case objects
    case any
  }

  /// Reads the verb's value.
  func read(_ reader: inout SchemaReader) -> VerbArguments? {
    var arguments = VerbArguments()
    let before = reader.problems.count
    if let readValue {
      readValue(&arguments, &reader)
    } else {
      let other = alternative.flatMap { $0.suits(reader.node) ? $0.fields : nil }
      guard reader.read(other ?? fields, into: &arguments) else { return nil }
      if arguments.nodes.isEmpty { arguments.objects.settleNamespace() }
      arguments.objects.setKinds(ofSelector: kindsOfSelector)
      checkTarget(of: arguments, &reader)
      if reader.problems.count == before { check?(arguments, &reader) }
    }
    return reader.problems.count == before ? arguments : nil
  }

  private func checkTarget(of arguments: VerbArguments, _ reader: inout SchemaReader) {
    if arguments.objects.selector != nil, arguments.objects.kinds.isEmpty {
      reader.fail("kind is required beside selector")
    }
    if let count = arguments.objects.count { checkCount(count, arguments.objects, &reader) }
    switch target {
    case .none: break
    case .nodes where arguments.nodes.isEmpty:
      reader.fail("name the nodes by node, pool, zone or selector")
    case .objects where arguments.objects.isEmpty:
      let names = fields.map(\.name).filter { name in
        name == "selector" || ObjectTargetDraft.kinds.contains { $0.key == name }
      }
      reader.fail("name the objects by \(Spelling.alternatives(names))")
    case .any where arguments.nodes.isEmpty && arguments.objects.isEmpty:
      let names = (fields + (alternative?.fields ?? [])).map(\.name).filter { name in
        ObjectTargetDraft.kinds.contains { $0.key == name }
      }
      reader.fail(
        "name nodes by node, pool or zone, or objects by \(Spelling.alternatives(names))")
    case .nodes, .objects, .any: break
    }
  }

  private func checkCount(
    _ count: Located<Int>, _ objects: ObjectTargetDraft, _ reader: inout SchemaReader
  ) {
    let kinds = objects.named.map(\.kind) + (objects.kind.map { [$0.value] } ?? [])
    if kinds.contains(where: { $0 != Pod.kind }) {
      reader.fail("count belongs to pods; name other objects one by one")
    } else if objects.named.count + (objects.selector == nil ? 0 : 1) > 1 {
      reader.fail("count belongs to one pattern or one selector, not to several")
    }
  }

  /// The verb called `name`.
  static func named(_ name: String) -> TimelineVerb? { all.first { $0.name == name } }

  /// Every verb, in the order of the reference.
  static let all =
    objectVerbs + metadataVerbs + nodeVerbs + podVerbs + [loadVerb] + componentVerbs
}
