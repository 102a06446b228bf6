import KubernetesObjects
import Scheduling
import StructuredText

/// The text of a scenario that goes on from the contents of a dump.
struct ImportedScenario {
  private let contents: DumpContents
  private let name: String
  private let usage: String?
  private let rebuilt: RebuiltControllers
  private let groups: NodeGroups
  /// The pods that have a place, or wait for one.
  private let pods: [DumpContents.ImportedPod]
  private var made = ImportTally()
  private var leftOut: ImportTally

  init(_ contents: DumpContents, name: String, usage: String?) {
    self.contents = contents
    self.name = name
    self.usage = usage
    rebuilt = RebuiltControllers(contents)
    groups = NodeGroups(contents.nodes.compactMap { $0.object as? Node })
    leftOut = contents.leftOut
    let names = Set(contents.nodes.map(\.object.metadata.name))
    var strays = 0
    var foreign = ImportTally()
    pods = contents.pods.filter { pod in
      guard pod.node.isEmpty || names.contains(pod.node) else {
        strays += 1
        return false
      }
      if let kind = pod.owner.map({ contents.owned[$0].owner.kind }),
        !RebuiltControllers.kinds.contains(kind)
      {
        foreign.add("pods of a \(kind), which is not simulated, have no controller")
      }
      return true
    }
    leftOut.add("pods on nodes that are not in the dump", strays)
    for row in rebuilt.leftOut.rows { leftOut.add(row.text, row.count) }
    made.add("nodes in \(groups.groups.count) pools", contents.nodes.count)
    made.add("pods on their nodes", pods.count { !$0.node.isEmpty })
    made.add("pods that wait", pods.count { $0.node.isEmpty })
    made.add("controllers of the dump", contents.workloads.count)
    for row in rebuilt.tally.rows { made.add("\(row.text)s rebuilt from pods", row.count) }
    made.add("other objects", contents.others.count)
    for row in foreign.rows { made.add(row.text, row.count) }
  }

  /// The scenario, and what is told of it.
  func made(_ warnings: [Diagnostic]) -> ClusterImport.Made {
    var facts = ["made: \(made.text)"]
    facts.append(version.fact)
    if !leftOut.rows.isEmpty { facts.append("left out: \(leftOut.text)") }
    facts.append(
      usage.map { "use: from \($0), of \(contents.owned.count { $0.use.mean != nil }) controllers" }
        ?? "use: unknown; --metrics takes what kubectl top pods -A prints")
    var text = Array("# A cluster as it was\(contents.latest.map { " at \($0)" } ?? "").\n".utf8)
    for fact in facts { text += "# \(fact)\n".utf8 }
    text += YAMLEmitter.bytes(of: scenario)
    text += YAMLEmitter.bytes(ofDocuments: classes)
    text += YAMLEmitter.bytes(ofDocuments: contents.others.map(\.value))
    text += YAMLEmitter.bytes(ofDocuments: rebuilt.objects)
    text += YAMLEmitter.bytes(ofDocuments: contents.workloads.map(\.value))
    for node in contents.nodes { append(JSONEmitter.bytes(of: node.value), to: &text) }
    for pod in pods { append(pod.json, to: &text) }
    return ClusterImport.Made(text: text, facts: facts, warnings: warnings)
  }

  /// Appends one of many objects, on a line of its own.
  private func append(_ json: [UInt8], to text: inout [UInt8]) {
    text += "---\n".utf8
    text += json
    text.append(UInt8(ascii: "\n"))
  }

  private var scenario: SyntaxValue {
    var spec: [(key: String, value: SyntaxValue?)] = [
      ("startTime", contents.latest.map { .string($0.description) }), ("duration", "1h"),
      ("controlPlane", controlPlane),
    ]
    spec.append(("nodePools", .sequence(groups.groups.map(pool))))
    spec.append(("behaviors", .sequence(behaviors)))
    return [
      "apiVersion": "wavetank/v1", "kind": "Scenario", "metadata": ["name": .string(name)],
      "spec": .mapping(ofPresent: spec),
    ]
  }

  private var controlPlane: SyntaxValue {
    ["profile": "modern", "version": .string(version.taken.rawValue)]
  }

  /// The version of the control plane, and why it is taken.
  ///
  /// No kubelet may be newer than its API server, so the newest kubelet says the least version of
  /// the control plane.
  private var version: (taken: KubernetesVersion, fact: String) {
    let texts = contents.nodes.compactMap { ($0.object as? Node)?.status.nodeInfo.kubeletVersion }
    let known = texts.compactMap { text in
      KubernetesVersion.minor(of: text).map { (minor: $0, text: text) }
    }
    guard let newest = known.max(by: { $0.minor < $1.minor }),
      let near = KubernetesVersion.nearest(to: newest.text)
    else {
      let standard = KubernetesVersion.standard
      return (standard, "version: \(standard), the newest here, as no node names its kubelet's")
    }
    let isKnown = KubernetesVersion.minor(of: near.rawValue) == newest.minor
    return (
      near,
      "version: \(near), \(isKnown ? "that" : "the nearest here to that") of the newest kubelet, "
        + newest.text
    )
  }

  private func pool(_ group: NodeGroups.Group) -> SyntaxValue {
    .mapping(ofPresent: [
      ("name", .string(group.name)), ("count", 0),
      ("zones", group.zones.isEmpty ? nil : .sequence(group.zones.map { .string($0) })),
      ("nodes", .sequence(group.nodes.map { .string($0.metadata.name) })),
      ("template", group.template),
    ])
  }

  /// What pods use: of each controller the mean of its pods, by the labels of these; of the others
  /// nobody knows.
  private var behaviors: [SyntaxValue] {
    let measured = contents.owned.filter { $0.use.mean != nil && !$0.labels.isEmpty }
    let rules = measured.map { owned in
      (labels: PodTemplateOfPod.matching(owned.labels), owned: owned)
    }
    // A rule with more labels comes before one that takes its pods too.
    let order = rules.indices.sorted {
      (-rules[$0].labels.count, $0) < (-rules[$1].labels.count, $1)
    }
    var behaviors = order.compactMap { row -> SyntaxValue? in
      guard let mean = rules[row].owned.use.mean else { return nil }
      return [
        "match": [
          "namespace": .string(rules[row].owned.owner.namespace),
          "labels": .mapping(ofTexts: rules[row].labels),
        ],
        "usage": ["cpu": .string("\(mean.milliCPU)m"), "memory": .string("\(mean.memoryBytes)")],
      ]
    }
    behaviors.append(["usage": "unknown"])
    return behaviors
  }

  /// The classes of pods that are not in the dump.
  private var classes: [SyntaxValue] {
    let builtIn = Set(PriorityClass.builtIn.map(\.metadata.name))
    let priorities = contents.priorities.filter {
      !builtIn.contains($0.name) && !contents.has("PriorityClass", "", $0.name)
    }.map { row in
      SyntaxValue.mapping(ofPresent: [
        ("apiVersion", "scheduling.k8s.io/v1"), ("kind", "PriorityClass"),
        ("metadata", ["name": .string(row.name)]), ("value", .integer(Int64(row.value))),
        ("preemptionPolicy", row.policy.isEmpty ? nil : .string(row.policy)),
      ])
    }
    let runtimes = contents.overheads.filter { !contents.has("RuntimeClass", "", $0.name) }
      .map { row in
        SyntaxValue.mapping(ofPresent: [
          ("apiVersion", "node.k8s.io/v1"), ("kind", "RuntimeClass"),
          ("metadata", ["name": .string(row.name)]), ("handler", .string(row.name)),
          ("overhead", row.value.isEmpty ? nil : ["podFixed": row.value]),
        ])
      }
    return priorities + runtimes
  }
}
