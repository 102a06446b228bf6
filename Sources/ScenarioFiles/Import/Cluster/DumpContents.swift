import KubernetesObjects
import StructuredText

/// What a dump of a cluster holds, object by object; of pods no more than what goes into the
/// scenario.
struct DumpContents {
  /// A pod, ready to be written.
  struct ImportedPod {
    /// The pod as JSON, on one line.
    let json: [UInt8]
    let namespace: String
    let name: String
    /// The node that it is bound to; empty for none.
    let node: String
    /// The row of its controller in `owned`; nil without one.
    let owner: Int?
  }

  /// An object that goes into the scenario.
  struct ImportedObject {
    let object: any StoredObject
    var value: SyntaxValue
  }

  private(set) var nodes: [ImportedObject] = []
  private(set) var pods: [ImportedPod] = []
  private(set) var owned: [OwnedPods] = []
  /// Controllers of pods, and deployments.
  private(set) var workloads: [ImportedObject] = []
  /// Services, budgets, quotas, claims and what else has an effect.
  private(set) var others: [ImportedObject] = []
  /// The priorities that pods have by their class.
  private(set) var priorities: [(name: String, value: Int32, policy: String)] = []
  /// The overheads that pods have by their runtime class.
  private(set) var overheads: [(name: String, value: SyntaxValue)] = []
  private(set) var leftOut = ImportTally()
  /// The fields that no type knows, which are left out.
  var unknownFields = OccurrenceCounts()
  /// The last instant that is written anywhere.
  private(set) var latest: Timestamp?
  private var ownerRows: [OwnedPods.Owner: Int] = [:]
  /// The rows of the objects in `workloads` or `others`; -1 for nodes, pods and what is left out.
  private var rows: [[String]: Int] = [:]
  private var classNames: Set<String> = []
  private var runtimeNames: Set<String> = []
  private let uses: UsageTable

  init(uses: UsageTable) { self.uses = uses }

  /// Whether an object of this kind and name came.
  func has(_ kind: String, _ namespace: String, _ name: String) -> Bool {
    rows[[kind, namespace, name]] != nil
  }

  /// What goes into the scenario of an object; nil if there is none.
  func value(of kind: String, _ namespace: String, _ name: String) -> SyntaxValue? {
    guard let row = rows[[kind, namespace, name]], row >= 0 else { return nil }
    return row < workloads.count && workloads[row].object.kind.name == kind
      ? workloads[row].value : others[row].value
  }

  /// Counts what was passed over while reading.
  mutating func leaveOut(_ text: String, _ count: Int) { leftOut.add(text, count) }

  /// Takes an object.
  mutating func take(_ located: LocatedObject) {
    guard var object = located.object as? any StoredObject else {
      return leftOut.add("files of a scheduler")
    }
    if located.kind.isNamespaced, object.metadata.namespace.isEmpty {
      object.metadata.namespace = "default"
    }
    let metadata = object.metadata
    note(metadata.creationTimestamp)
    let key = [located.kind.name, metadata.namespace, metadata.name]
    guard rows.updateValue(-1, forKey: key) == nil else {
      return leftOut.add("objects that came twice")
    }
    switch object {
    case let pod as Pod: take(pod, located)
    case let node as Node:
      for condition in node.status.conditions {
        note(condition.lastConfirmationTime)
        note(condition.lastTransitionTime)
      }
      nodes.append(imported(node, located))
    case let job as Job where job.status.isOver: leftOut.add("jobs that are over")
    case is any WorkloadObject:
      rows[key] = workloads.count
      workloads.append(imported(object, located))
    default:
      switch located.kind.role {
      case .simulated, .stored:
        rows[key] = others.count
        others.append(imported(object, located))
      case .withoutEffect, .unsupported, .configuration:
        leftOut.add("of kind \(located.kind.name)")
      }
    }
  }

  private func imported(
    _ object: any StoredObject, _ located: LocatedObject
  ) -> ImportedObject {
    ImportedObject(
      object: object,
      value: ManifestPruning.object(located.knownValue, kind: located.kind.name))
  }

  private mutating func take(_ original: Pod, _ located: LocatedObject) {
    var pod = original
    if pod.isTerminal { return leftOut.add("pods that have ended") }
    note(pod.status.startTime)
    for condition in pod.status.conditions { note(condition.lastTransitionTime) }
    for status in pod.status.containerStatuses {
      if case .running(let start?) = status.state { note(start) }
    }
    noteClasses(of: pod)
    var value = ManifestPruning.pod(located.knownValue)
    if pod.metadata.labels.isEmpty, let controller = pod.metadata.controller {
      // A controller needs a label to know its pods by.
      pod.metadata.labels["app"] = controller.name
      value["metadata"]?["labels"] = ["app": .string(controller.name)]
    }
    let use = uses.use(ofPod: pod.metadata.name, in: pod.metadata.namespace)
    var row: Int?
    if let controller = pod.metadata.controller { row = self.row(of: controller, pod, value) }
    if let row, let use { owned[row].use.add(use) }
    pods.append(
      ImportedPod(
        json: JSONEmitter.bytes(of: value), namespace: pod.metadata.namespace,
        name: pod.metadata.name, node: pod.spec.nodeName, owner: row))
  }

  /// The row of a pod's controller, to whose pods it is added.
  private mutating func row(of owner: OwnerReference, _ pod: Pod, _ value: SyntaxValue) -> Int? {
    if owner.kind == Node.kind.name { return nil }
    let key = OwnedPods.Owner(
      kind: owner.kind, namespace: pod.metadata.namespace, name: owner.name)
    if let row = ownerRows[key] {
      owned[row].add(pod, value)
      return row
    }
    ownerRows[key] = owned.count
    owned.append(OwnedPods(key, uid: owner.uid, pod, value))
    return owned.count - 1
  }

  private mutating func noteClasses(of pod: Pod) {
    let name = pod.spec.priorityClassName
    if !name.isEmpty, let priority = pod.spec.priority, classNames.insert(name).inserted {
      let policy = pod.spec.preemptionPolicy.map { "\($0.rawValue)" } ?? ""
      priorities.append((name, priority, policy))
    }
    let runtime = pod.spec.runtimeClassName
    if !runtime.isEmpty, runtimeNames.insert(runtime).inserted {
      overheads.append(
        (
          runtime,
          .mapping(
            ofTexts: pod.spec.overhead.entries.map { ($0.name.rawValue, "\($0.quantity)") })
        ))
    }
  }

  private mutating func note(_ time: Timestamp?) {
    if let time, latest.map({ $0 < time }) ?? true { latest = time }
  }
}

extension DumpContents {
  /// One warning that names the first of the fields that no type knows; nil without any.
  ///
  /// A dump is of whatever version its cluster was, and nobody wrote it by hand.
  var unknownFieldsWarning: Diagnostic? {
    let fields = unknownFields.occurrences
    guard let first = fields.first else { return nil }
    let count = fields.reduce(0) { $0 + $1.count }
    let named = fields.prefix(4).map(\.text) + (fields.count > 4 ? ["others"] : [])
    return Diagnostic(
      .warning, file: first.first.file, location: first.first.location,
      message: "left out what is not known, \(count) fields: \(Spelling.list(named))")
  }
}

extension LocatedObject {
  /// The object as it is written, without the fields that no type knows: a scenario is read
  /// strictly.
  fileprivate var knownValue: SyntaxValue {
    unknownFields.reduce(into: SyntaxValue(node)) { value, path in
      value.remove(path.components[...])
    }
  }
}
