import ClusterSimulation
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// A rule of behavior as it is written.
struct BehaviorDraft: Sendable {
  var rule = BehaviorRule(behavior: PodBehavior())
}

extension BehaviorDraft: SchemaMapping {
  static let fields: [Field<BehaviorDraft>] =
    [
      Field("match", "mapping", "Which pods; without it, all.") { draft, reader in
        reader.read(matchFields, into: &draft.rule)
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
      "kind", "kind", "The kind of the pod's owner, such as Job; Pod for pods without an owner."
    ) { rule, reader in
      rule.kind = reader.name()
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
