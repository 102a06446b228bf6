import ClusterState
import KubernetesObjects
import SimulationEngine
import StructuredText

@testable import Scheduling

/// A cluster and its scheduler, made from a few lines of text: one object a line.
///
///     Node a metadata: {labels: {zone: x}}, spec: {unschedulable: true}
///     Pod web@a spec: {priority: 5}
///     Pod other/web@a
///
/// A line is kind, name (with the namespace before and the node behind) and the object's fields in
/// YAML; indented lines go on. A node that offers nothing offers 4 cores, 8 GiB and 110 pods, a pod
/// without containers has one that requests nothing.
struct SchedulingBuilder {
  var state = ClusterState()
  var scheduler: Scheduler
  private let appliesDefaults: Bool
  private var ownerSelectors: [String: CompiledSelector] = [:]
  private var pods: [String: PodID] = [:]

  /// The cluster of `given`, with one profile: `profile` is its fields in YAML.
  init(
    _ given: String = "", profile: String = "", appliesDefaults: Bool = false,
    rules: VersionRules = VersionRules(.v1_34)
  ) throws {
    self.appliesDefaults = appliesDefaults
    scheduler = Scheduler([], rules: rules, tieBreak: .smallestName)
    try add(given)
    let configuration = try Self.configuration("profiles: [{\(profile)}]")
    for profile in configuration.profiles {
      scheduler.profiles.append(try Profile(profile, &state, &scheduler.cache))
    }
  }

  /// The fields of a profile with `plugins` alone, the first of which has `arguments`.
  static func profile(only plugins: [String], arguments: String = "") -> String {
    let enabled = plugins.map { "{name: \($0)}" }.joined(separator: ", ")
    let first = plugins.first ?? ""
    let settings = arguments.isEmpty ? "" : "{name: \(first), args: {\(arguments)}}"
    return "plugins: {multiPoint: {enabled: [\(enabled)], disabled: [{name: '*'}]}}, "
      + "pluginConfig: [\(settings)]"
  }

  /// A scheduler's configuration of `fields`.
  static func configuration(_ fields: String) throws -> KubeSchedulerConfiguration {
    let object = try Self.object(
      "{apiVersion: kubescheduler.config.k8s.io/v1, kind: KubeSchedulerConfiguration, \(fields)}")
    guard let configuration = object.object as? KubeSchedulerConfiguration else {
      throw BuilderProblem("\(fields) is no configuration")
    }
    return configuration
  }

  /// Adds the objects of `lines`.
  mutating func add(_ lines: String) throws {
    var entries: [String] = []
    for line in lines.split(separator: "\n") {
      if line.hasPrefix(" "), let last = entries.popLast() {
        entries.append(last + line)
      } else {
        entries.append(String(line))
      }
    }
    for entry in entries { try add(ObjectLine(entry)) }
  }

  /// Schedules a pod of `fields` and tells everything; the pod is not placed.
  mutating func schedule(
    _ fields: String = "", level: RecordingLevel = .everything
  ) throws -> Judgement {
    let pod = try create(try pod(ObjectLine("Pod new-\(pods.count) \(fields)")))
    return schedule(pod, level: level)
  }

  /// Schedules `pod` and tells everything; the pod is not placed.
  mutating func schedule(_ pod: PendingPod, level: RecordingLevel = .everything) -> Judgement {
    var record = DecisionRecord()
    let decision = scheduler.schedule(pod, state, level: level, &record)
    return Judgement(decision, record, state)
  }

  /// Schedules a pod of `fields` and places it where it fits; returns the node's name, or the
  /// message if it fits nowhere.
  mutating func place(_ fields: String) throws -> String {
    let pod = try pod(ObjectLine("Pod new-\(pods.count) \(fields)"))
    let pending = try create(pod)
    let judgement = schedule(pending)
    guard judgement.decision.node.isPresent else { return judgement.decision.message }
    bind(pod, pending, to: judgement.decision.node)
    return judgement.name(judgement.decision.node)
  }

  /// What the scheduler looks at for a pod of `fields`, which is created and not placed.
  mutating func pending(_ fields: String) throws -> PendingPod {
    try create(try pod(ObjectLine("Pod new-\(pods.count) \(fields)")))
  }

  /// The pod as it would be placed.
  func placed(_ pod: PendingPod) -> PlacedPod {
    let template = state.templates[pod.template]
    return PlacedPod(pod.pod, template: template.id, priority: template.priority)
  }

  /// The node `name`.
  func node(_ name: String) -> NodeID {
    state.symbols.find(name).flatMap { state.node(named: $0) } ?? .absent
  }

  mutating func removeNode(_ name: String) {
    let node = node(name)
    state.removeNode(node, at: .zero)
    scheduler.cache.removeNode(node)
  }

  /// The names of the nodes in the order in which they are looked at.
  mutating func nodeOrder() -> [String] {
    scheduler.cache.nodeOrder().map { state.symbols[scheduler.cache.names[$0.row]] }
  }

  private mutating func add(_ line: ObjectLine) throws {
    let object = try Self.object(line.text).object
    switch object {
    case var node as Node:
      node.metadata.name = line.name
      try add(node)
    case is Pod:
      let pod = try pod(line)
      let pending = try create(pod)
      if let node = line.node { bind(pod, pending, to: self.node(node)) }
    case let service as Service:
      _ = try state.createService(
        namespace: state.symbols.intern(line.namespace), name: state.symbols.intern(line.name),
        selector: state.intern(service.spec.selector), at: .zero)
    case let set as ReplicaSet:
      ownerSelectors[line.name] = set.spec.selector.map { state.compile($0) }
    case let namespace as Namespace:
      state.setNamespace(
        state.symbols.intern(line.name), labels: state.intern(namespace.metadata.labels))
    case var budget as PodDisruptionBudget:
      (budget.metadata.name, budget.metadata.namespace) = (line.name, line.namespace)
      state.setDisruptionBudget(budget)
    case var volume as PersistentVolume:
      volume.metadata.name = line.name
      state.storage.set(volume)
    case var claim as PersistentVolumeClaim:
      (claim.metadata.name, claim.metadata.namespace) = (line.name, line.namespace)
      state.storage.set(claim)
    case var storageClass as StorageClass:
      storageClass.metadata.name = line.name
      state.storage.set(storageClass)
    case var node as CSINode:
      node.metadata.name = line.name
      state.storage.set(node)
    default: throw BuilderProblem("no test needs a \(line.kind)")
    }
  }

  private mutating func pod(_ line: ObjectLine) throws -> Pod {
    var located = try Self.object(line.text)
    if appliesDefaults { located.applyDefaults() }
    guard var pod = located.object as? Pod else { throw BuilderProblem("\(line.text): no pod") }
    (pod.metadata.name, pod.metadata.namespace) = (line.name, line.namespace)
    if pod.spec.containers.isEmpty { pod.spec.containers = [Container(name: "c", image: "i")] }
    return pod
  }

  private mutating func add(_ node: Node) throws {
    var (allocatable, podCount) = (
      state.amounts(of: node.status.allocatable), node.status.allocatable.amount(of: .pods)
    )
    if node.status.allocatable.isEmpty {
      (allocatable, podCount) = (ResourceAmounts(milliCPU: 4000, memoryBytes: 8 << 30), 110)
    }
    var images: ContiguousArray<NodeImage> = []
    for image in node.status.images {
      for name in image.names {
        images.append(NodeImage(name: state.symbols.intern(name), sizeBytes: image.sizeBytes))
      }
    }
    let taints = node.spec.taints.map { taint in
      let effect: NodeTaintEffect =
        switch taint.effect {
        case .noSchedule: .noSchedule
        case .preferNoSchedule: .preferNoSchedule
        case .noExecute: .noExecute
        }
      return NodeTaint(
        key: state.symbols.intern(taint.key), value: state.symbols.intern(taint.value),
        effect: effect, added: .zero)
    }
    let record = NodeRecord(
      name: state.symbols.intern(node.metadata.name), pool: .empty,
      labels: state.intern(node.metadata.labels), taints: ContiguousArray(taints),
      isCordoned: node.spec.isCordoned, capacity: allocatable, allocatable: allocatable,
      allocatablePods: podCount, images: images, declaredFeatures: node.status.declaredFeatures,
      created: .zero)
    let id = try state.addNode(record, at: .zero)
    scheduler.cache.addNode(id, record, state)
  }

  private mutating func create(_ pod: Pod) throws -> PendingPod {
    let template = state.template(for: pod)
    scheduler.cache.learnTemplates(of: &state)
    let id = try state.createPod(
      template: template, name: PodName(state.symbols.intern(pod.metadata.name)), owner: .absent,
      at: .zero)
    pods[pod.metadata.name] = id
    var pending = PendingPod(id, template: template)
    pending.nodeName = state.symbols.intern(pod.spec.nodeName)
    pending.nominatedNode = node(pod.status.nominatedNodeName)
    if let owner = pod.metadata.controller { pending.ownerSelector = ownerSelectors[owner.name] }
    return pending
  }

  private mutating func bind(_ pod: Pod, _ pending: PendingPod, to node: NodeID) {
    _ = state.bind(pending.pod, to: node, at: .zero)
    let isPreempted = pod.status.conditions["DisruptionTarget"]?.reason == "PreemptionByScheduler"
    scheduler.cache.addPod(
      PlacedPod(
        pending.pod, template: pending.template, priority: pod.spec.priority ?? 0,
        isTerminating: pod.metadata.isBeingDeleted, isPreempted: isPreempted,
        started: pod.status.startTime.map { .seconds($0.seconds) } ?? .unset),
      on: node)
  }

  /// The one object of `text`; every problem and every unknown field is thrown.
  private static func object(_ text: String) throws -> LocatedObject {
    let reader = ManifestReader(try YAMLReader.read(Array(text.utf8), file: "given"))
    let problems = (reader.errors + reader.warnings).map(\.description)
    guard problems.isEmpty, let object = reader.objects.first else {
      throw BuilderProblem("\(text): \(problems.joined(separator: "\n"))")
    }
    return object
  }
}

/// One line that describes an object.
private struct ObjectLine {
  let kind: String
  let namespace: String
  let name: String
  let node: String?
  /// The object in YAML.
  let text: String

  init(_ line: String) throws {
    let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count >= 2 else { throw BuilderProblem("\(line): expected a kind and a name") }
    kind = parts[0]
    let place = parts[1].split(separator: "@")
    let path = place[0].split(separator: "/")
    namespace = path.count == 2 ? String(path[0]) : "default"
    name = String(path[path.count - 1])
    node = place.count == 2 ? String(place[1]) : nil
    let version =
      switch kind {
      case "ReplicaSet": "apps/v1"
      case "StorageClass", "CSINode": "storage.k8s.io/v1"
      case "PodDisruptionBudget": "policy/v1"
      default: "v1"
      }
    let fields = parts.count == 3 ? parts[2] : ""
    text = "{apiVersion: \(version), kind: \(kind), \(fields)}"
  }
}

/// What is wrong with the text of a test.
struct BuilderProblem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
