import KubernetesObjects
import StructuredText

/// The controllers that a dump's pods name and that are not in the dump themselves, rebuilt from
/// the pods.
struct RebuiltControllers {
  /// The objects, owners first.
  private(set) var objects: [SyntaxValue] = []
  /// What was rebuilt, by kind.
  private(set) var tally = ImportTally()
  /// What could not be rebuilt.
  private(set) var leftOut = ImportTally()
  /// The deployments of the dump whose present set was rebuilt.
  private var haveSets: Set<[String]> = []

  /// What to rebuild for the pods of `contents`.
  init(_ contents: DumpContents) {
    // Of the sets of a deployment the youngest comes first: that is the present one.
    let missing = contents.owned.enumerated().filter {
      let owner = $0.element.owner
      return !contents.has(owner.kind, owner.namespace, owner.name)
    }.sorted { ($1.element.youngest, $0.offset) < ($0.element.youngest, $1.offset) }
      .map(\.element)
    rebuildDeployments(of: missing, contents)
    for owned in missing {
      guard Self.kinds.contains(owned.owner.kind) else { continue }
      guard !owned.labels.isEmpty else {
        leftOut.add("controllers whose pods have no label in common")
        continue
      }
      let made = controller(of: owned, contents)
      objects.append(made)
      tally.add(owned.owner.kind)
    }
  }

  /// The kinds that are rebuilt.
  static let kinds: Set<String> = [
    "ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", "Job",
  ]

  /// Rebuilds the deployments of replica sets, those of the dump among them.
  private mutating func rebuildDeployments(of missing: [OwnedPods], _ contents: DumpContents) {
    var families: [(key: [String], template: SyntaxValue, replicas: Int32, age: Timestamp)] = []
    var rows: [[String]: Int] = [:]
    func add(_ key: [String], _ template: SyntaxValue, _ replicas: Int32, _ age: Timestamp) {
      guard let row = rows[key] else {
        rows[key] = families.count
        families.append((key, template, replicas, age))
        return
      }
      families[row].replicas += replicas
      if age > families[row].age { (families[row].template, families[row].age) = (template, age) }
    }
    for owned in missing {
      guard let name = owned.deployment, !contents.has("Deployment", owned.owner.namespace, name)
      else { continue }
      add(
        [owned.owner.namespace, name], Self.template(of: owned), owned.activeCount, owned.youngest)
    }
    for workload in contents.workloads {
      guard let set = workload.object as? ReplicaSet, let owner = set.metadata.controller,
        owner.kind == "Deployment",
        !contents.has("Deployment", set.metadata.namespace, owner.name)
      else { continue }
      let age =
        set.spec.replicas > 0
        ? set.metadata.creationTimestamp ?? Timestamp(seconds: 1) : Timestamp(seconds: 0)
      let template = workload.value["spec"]?["template"] ?? .null
      add([set.metadata.namespace, owner.name], template, set.spec.replicas, age)
    }
    for family in families {
      objects.append(
        Self.deployment(family.key[1], in: family.key[0], family.template, family.replicas))
      tally.add("Deployment")
    }
  }

  private static func deployment(
    _ name: String, in namespace: String, _ template: SyntaxValue, _ replicas: Int32
  ) -> SyntaxValue {
    var template = template
    var labels = (template["metadata"]?["labels"] ?? .null).without([OwnedPods.hashLabel])
    if labels.isEmpty { labels = ["app": .string(name)] }
    template["metadata"] = template["metadata"] ?? .nothing
    template["metadata"]?["labels"] = labels
    return Self.object(
      "apps/v1", "Deployment", name, namespace,
      spec: [
        "replicas": .integer(Int64(replicas)), "selector": ["matchLabels": labels],
        "template": template,
      ])
  }

  /// The template of the pods, with the labels that all have.
  private static func template(of owned: OwnedPods) -> SyntaxValue {
    PodTemplateOfPod.template(
      of: owned.sample, labels: owned.labels, annotations: owned.annotations,
      kind: owned.owner.kind)
  }

  /// The controller of pods, of one of the kinds that are rebuilt.
  private mutating func controller(
    of owned: OwnedPods, _ contents: DumpContents
  ) -> SyntaxValue {
    let (kind, namespace, name) = (owned.owner.kind, owned.owner.namespace, owned.owner.name)
    var template = Self.template(of: owned)
    let selector = template["metadata"]?["labels"] ?? .nothing
    let replicas = SyntaxValue.integer(Int64(owned.activeCount))
    switch kind {
    case "ReplicationController":
      return Self.object(
        "v1", kind, name, namespace,
        spec: ["replicas": replicas, "selector": selector, "template": template])
    case "ReplicaSet":
      return replicaSet(of: owned, template, selector, contents)
    case "StatefulSet":
      return Self.statefulSet(of: owned, template, selector, contents)
    case "DaemonSet":
      DaemonSetPlaces(of: owned, contents).confine(&template)
      var spec: SyntaxValue = ["selector": ["matchLabels": selector], "template": template]
      spec["updateStrategy"] = owned.strategyOfUnknownRevision
      return Self.object("apps/v1", kind, name, namespace, spec: spec)
    default: return Self.job(of: owned, template)
    }
  }

  private mutating func replicaSet(
    of owned: OwnedPods, _ template: SyntaxValue, _ selector: SyntaxValue,
    _ contents: DumpContents
  ) -> SyntaxValue {
    var template = template
    var set = Self.object(
      "apps/v1", "ReplicaSet", owned.owner.name, owned.owner.namespace,
      spec: ["replicas": .integer(Int64(owned.activeCount)), "selector": ["matchLabels": selector]])
    set["metadata"]?["labels"] = selector
    if let name = owned.deployment {
      set["metadata"]?["ownerReferences"] = [
        [
          "apiVersion": "apps/v1", "kind": "Deployment", "name": .string(name),
          "uid": .string("deployment-\(name)"), "controller": true,
        ]
      ]
      if let known = contents.template(ofDeployment: name, in: owned.owner.namespace),
        ContainerLikeness(known) == ContainerLikeness(template),
        haveSets.insert([owned.owner.namespace, name]).inserted
      {
        // The deployment's own template, so that it takes the set for its present one.
        var labels = known["metadata"]?["labels"] ?? .nothing
        labels[OwnedPods.hashLabel] = owned.templateHash.map { .string($0) }
        template = known
        template["metadata"]?["labels"] = labels
        set["spec"]?["selector"] = ["matchLabels": labels]
        set["metadata"]?["labels"] = labels
      }
    }
    set["spec"]?["template"] = template
    return set
  }

  private static func statefulSet(
    of owned: OwnedPods, _ template: SyntaxValue, _ selector: SyntaxValue,
    _ contents: DumpContents
  ) -> SyntaxValue {
    let first = owned.numbers.min() ?? 0
    let last = owned.numbers.max() ?? -1
    var spec: SyntaxValue = [
      "replicas": .integer(Int64(last) - Int64(first) + 1),
      "serviceName": .string(owned.sample["spec"]?["subdomain"]?.text ?? owned.owner.name),
      "selector": ["matchLabels": selector], "template": template,
    ]
    if first > 0 { spec["ordinals"] = ["start": .integer(Int64(first))] }
    spec["updateStrategy"] = owned.strategyOfUnknownRevision
    let claims = contents.claimTemplates(of: owned.sample, in: owned.owner.namespace)
    if !claims.isEmpty { spec["volumeClaimTemplates"] = .sequence(claims) }
    return Self.object(
      "apps/v1", "StatefulSet", owned.owner.name, owned.owner.namespace, spec: spec)
  }

  /// A job that runs as many pods as there are, until as many have succeeded.
  private static func job(of owned: OwnedPods, _ template: SyntaxValue) -> SyntaxValue {
    var spec: SyntaxValue = ["parallelism": .integer(Int64(owned.activeCount))]
    var status: SyntaxValue?
    if let last = owned.numbers.max() {
      let running = Set(owned.numbers)
      let over = (0...last).filter { !running.contains($0) }
      spec["completionMode"] = "Indexed"
      spec["completions"] = .integer(Int64(last) + 1)
      if let start = owned.oldest, !over.isEmpty {
        status = [
          "startTime": .string(start.description), "succeeded": .integer(Int64(over.count)),
          "completedIndexes": .string(over.map { "\($0)" }.joined(separator: ",")),
        ]
      }
    } else {
      spec["completions"] = .integer(Int64(owned.activeCount))
    }
    spec["template"] = template
    var job = object("batch/v1", "Job", owned.owner.name, owned.owner.namespace, spec: spec)
    job["metadata"]?["uid"] = .string(owned.uid)
    job["status"] = status
    return job
  }

  private static func object(
    _ version: String, _ kind: String, _ name: String, _ namespace: String, spec: SyntaxValue
  ) -> SyntaxValue {
    [
      "apiVersion": .string(version), "kind": .string(kind),
      "metadata": ["name": .string(name), "namespace": .string(namespace)], "spec": spec,
    ]
  }
}

/// What tells the containers of two templates apart: names and images.
private struct ContainerLikeness: Equatable {
  private let containers: [[SyntaxValue?]]

  init(_ template: SyntaxValue) {
    containers = (template["spec"]?["containers"]?.elements ?? []).map {
      [$0["name"], $0["image"]]
    }
  }
}

extension DumpContents {
  /// The template of a deployment of the dump; nil if it is not there.
  fileprivate func template(ofDeployment name: String, in namespace: String) -> SyntaxValue? {
    value(of: "Deployment", namespace, name)?["spec"]?["template"]
  }

  /// The claim templates of a stateful set that has `pod`: of its claims, those that are called
  /// after it.
  fileprivate func claimTemplates(of pod: SyntaxValue, in namespace: String) -> [SyntaxValue] {
    let name = pod["metadata"]?["name"]?.text ?? ""
    return (pod["spec"]?["volumes"]?.elements ?? []).compactMap { volume in
      guard let own = volume["name"]?.text,
        let claim = volume["persistentVolumeClaim"]?["claimName"]?.text, claim == "\(own)-\(name)",
        let known = value(of: "PersistentVolumeClaim", namespace, claim)?["spec"]
      else { return nil }
      return ["metadata": ["name": .string(own)], "spec": known.without(["volumeName"])]
    }
  }
}
