import ClusterSimulation
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// A rule of behavior as it is written.
struct BehaviorDraft: Sendable {
  var namespace: String?
  var labels = Labels()
  var kind: String?
  var behavior = PodBehavior()

  /// The rule.
  var rule: BehaviorRule {
    BehaviorRule(namespace: namespace, labels: labels, kind: kind, behavior: behavior)
  }
}

extension BehaviorDraft: SchemaMapping {
  static let fields: [Field<BehaviorDraft>] =
    [
      Field("match", "mapping", "Which pods; without it, all.") { draft, reader in
        reader.read(matchFields, into: &draft)
      }
    ] + PodBehavior.fields(\BehaviorDraft.behavior)

  private static let matchFields: [Field<BehaviorDraft>] = [
    Field("labels", "labels", "Labels that the pod carries.") { draft, reader in
      draft.labels = reader.labels() ?? Labels()
    },
    Field("namespace", "name", "The pod's namespace.") { draft, reader in
      draft.namespace = reader.name()
    },
    Field(
      "kind", "kind", "The kind of the pod's owner, such as Job; Pod for pods without an owner."
    ) { draft, reader in
      draft.kind = reader.name()
    },
  ]
}

extension PodBehavior {
  /// The keys that say what runs inside pods, kept at `place`.
  static func fields<Target>(
    _ place: any WritableKeyPath<Target, PodBehavior> & Sendable
  ) -> [Field<Target>] {
    [
      Field(
        "startup", SchemaReader.distributionForm,
        "From the start of the last container to readiness; at once unless said."
      ) { draft, reader in
        draft[keyPath: place].startup = reader.distribution()
      },
      Field(
        "runtime", SchemaReader.distributionForm,
        "From the start of a container to its exit; without it, until it is stopped."
      ) { draft, reader in
        draft[keyPath: place].runtime = reader.distribution()
      },
      Field(
        "shutdown", SchemaReader.distributionForm,
        "From the signal to stop to the exit; at once unless said, the grace period at most."
      ) { draft, reader in
        draft[keyPath: place].shutdown = reader.distribution()
      },
      Field("failureRate", "0 to 1", "The share of runs that end with exitCode instead of 0.") {
        draft, reader in
        if let share = reader.millionths() { draft[keyPath: place].failuresPerMillion = share }
      },
      Field("exitCode", "1 to 255", "The exit code of a run that fails; 1 unless said.") {
        draft, reader in
        if let code = reader.integer(in: 1...255) {
          draft[keyPath: place].failureExitCode = Int32(code)
        }
      },
      Field("usage", "mapping", "What a running pod uses; what it requests unless said.") {
        draft, reader in
        reader.read(usageFields, into: &draft[keyPath: place])
      },
    ]
  }

  private static let usageFields: [Field<PodBehavior>] = [
    Field("cpu", "{ofRequest: 0.6} or a quantity", "Processor time.") { behavior, reader in
      let usage = reader.usage("250m") { $0.milliValue }
      if let usage { behavior.cpuUsage = usage }
    },
    Field("memory", "{ofRequest: 0.6} or a quantity", "Memory.") { behavior, reader in
      let usage = reader.usage("180Mi") { $0.value }
      if let usage { behavior.memoryUsage = usage }
    },
  ]
}

extension SchemaReader {
  /// A share of the request or an amount.
  mutating func usage(
    _ example: String, _ unit: @escaping @Sendable (Quantity) -> Int64
  ) -> ResourceUsage? {
    if node.kind == .scalar { return amount(example, unit).map { .constant($0) } }
    var usage: ResourceUsage?
    guard node.kind == .mapping, node.count == 1 else {
      fail(expected: "{ofRequest: 0.6} or a quantity such as \(example)")
      return nil
    }
    _ = members(expecting: "a mapping") { name, reader in
      switch name {
      case "ofRequest":
        usage = reader.millionths(atMost: 1000).map { .ofRequest(millionths: $0) }
      case "constant": usage = reader.amount(example, unit).map { .constant($0) }
      default: reader.failUnknownKey(name, among: ["ofRequest", "constant"])
      }
    }
    return usage
  }
}
