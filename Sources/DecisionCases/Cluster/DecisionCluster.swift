import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine

/// The cluster of a case: the objects as the API server has them, and a scheduler with its
/// cache of nodes and placed pods.
///
/// No time passes, so everything is created at the start.
struct DecisionCluster {
  var state = ClusterState()
  private(set) var scheduler: Scheduler
  private let era: DecisionEra
  /// Where each pod is placed, by namespace and name.
  private var places: [String: (pod: PodID, node: NodeID)] = [:]
  /// The selectors of controllers that own pods.
  private var owners = ControllerSelectors()

  /// The cluster of `question`, in which `scheduler` decides by the rules of `era`.
  ///
  /// Throws a message that names the object that cannot be.
  init(
    _ question: DecisionCase, era: DecisionEra, scheduler: Scheduler
  ) throws(DecisionProblem) {
    self.era = era
    self.scheduler = scheduler
    for node in question.nodes { try addNode(node) }
    for object in question.namespaces {
      state.setNamespace(
        state.symbols.intern(object.metadata.name), labels: state.intern(object.metadata.labels))
    }
    for service in question.services { try add(service) }
    for controller in question.replicationControllers { try add(controller) }
    for set in question.replicaSets { try add(set) }
    owners = ControllerSelectors(question, &state)
    for volume in question.persistentVolumes { state.storage.set(volume) }
    for claim in question.persistentVolumeClaims { state.storage.set(claim) }
    for storageClass in question.storageClasses { state.storage.set(storageClass) }
    for node in question.csiNodes { state.storage.set(node) }
    for budget in question.podDisruptionBudgets { state.setDisruptionBudget(budget) }
    for pod in question.pods where !pod.isTerminal { try place(pod) }
  }

  /// Adds a node; a name that is taken is a problem.
  mutating func addNode(_ node: Node) throws(DecisionProblem) {
    let record = record(of: node)
    do {
      let id = try state.addNode(record, at: .zero)
      scheduler.cache.addNode(id, record, state)
    } catch {
      throw DecisionProblem("node \"\(node.metadata.name)\" is there twice")
    }
  }

  /// Replaces what the scheduler knows of a node; a node that is not there is a problem.
  mutating func updateNode(_ node: Node) throws(DecisionProblem) {
    let record = record(of: node)
    guard let id = state.node(named: record.name) else {
      throw DecisionProblem("node \"\(node.metadata.name)\" is not there")
    }
    scheduler.cache.updateNode(id, record, state)
  }

  /// Removes a node; a node that is not there is a problem.
  mutating func removeNode(_ name: String) throws(DecisionProblem) {
    guard let id = state.symbols.find(name).flatMap({ state.node(named: $0) }) else {
      throw DecisionProblem("node \"\(name)\" is not there")
    }
    state.removeNode(id, at: .zero)
    scheduler.cache.removeNode(id)
  }

  /// Creates `pod` and counts it on the node that it names; a node that is not there has no room
  /// in the scheduler's cache, so the pod is left out.
  private mutating func place(_ pod: Pod) throws(DecisionProblem) {
    let pending = try create(pod)
    guard let node = state.node(named: state.symbols.intern(pod.spec.nodeName)) else { return }
    bind(pod, pending, to: node)
  }

  /// Creates `pod`; returns what a scheduler looks at when it is the pod's turn.
  mutating func create(_ pod: Pod) throws(DecisionProblem) -> PendingPod {
    let pod = era.view(of: pod)
    let template = state.template(for: pod)
    scheduler.cache.learnTemplates(of: &state)
    let name = PodName(state.symbols.intern(pod.metadata.name))
    do {
      let id = try state.createPod(template: template, name: name, owner: .absent, at: .zero)
      var pending = PendingPod(id, template: template)
      pending.nodeName = state.symbols.intern(pod.spec.nodeName)
      owners.complete(&pending, of: pod)
      return pending
    } catch {
      throw DecisionProblem("pod \"\(pod.qualifiedName)\" is there twice")
    }
  }

  /// Compiles the templates that are new, for pods that are only compared.
  mutating func learnTemplates() { scheduler.cache.learnTemplates(of: &state) }

  /// Binds `pod` to `node` and counts it there.
  mutating func bind(_ pod: Pod, _ pending: PendingPod, to node: NodeID) {
    _ = state.bind(pending.pod, to: node, at: .zero)
    let placed = placedPod(pod, pending)
    scheduler.cache.addPod(placed, on: node)
    places[pod.qualifiedName] = (pending.pod, node)
  }

  /// Removes the pod `name` (`namespace/name`); returns whether it was bound.
  mutating func delete(_ name: String) -> Bool {
    guard let place = places.removeValue(forKey: name) else { return false }
    scheduler.cache.removePod(place.pod, from: place.node)
    state.remove(place.pod, at: .zero)
    return true
  }

  /// Takes a pod that was not bound out of the store again.
  mutating func forget(_ pending: PendingPod) { state.remove(pending.pod, at: .zero) }

  /// Sets up the scheduler over the strings of the cluster.
  mutating func configure(
    _ body: (inout ClusterState, inout Scheduler) throws(ConfigurationProblems) -> Void
  ) throws(DecisionProblem) {
    do throws(ConfigurationProblems) {
      try body(&state, &scheduler)
    } catch {
      throw DecisionProblem(
        error.problems.map { "config.profiles[0].\($0)" }.joined(separator: "; "))
    }
  }

  private func placedPod(_ pod: Pod, _ pending: PendingPod) -> PlacedPod {
    let start = pod.status.startTime.map {
      SimulationTime.microseconds(
        $0.seconds.multipliedReportingOverflow(by: 1_000_000).partialValue
          &+ Int64($0.nanoseconds / 1000))
    }
    return PlacedPod(
      pending.pod, template: pending.template, priority: pod.spec.priority ?? 0,
      isTerminating: pod.metadata.isBeingDeleted, started: start ?? .unset)
  }

  /// Decides where `pending` shall run and tells everything about it.
  mutating func decide(_ pending: PendingPod) -> (Decision, DecisionRecord) {
    var record = DecisionRecord()
    let decision = scheduler.schedule(pending, state, level: .everything, &record)
    return (decision, record)
  }

  /// What `pending` lacks on `node`, in the words of Kubernetes 1.2; nil if nothing.
  func shortage(of pending: PendingPod, on node: NodeID) -> String? {
    PodFitsResources.shortageText(
      of: scheduler.cache.requirements[pending.template.row].requests.effective, on: node,
      scheduler.cache)
  }

  /// The name of `node`.
  func name(of node: NodeID) -> String { state.symbols[scheduler.cache.names[node.row]] }

  private mutating func add(_ service: Service) throws(DecisionProblem) {
    let selector = service.spec.selector
    do {
      _ = try state.createService(
        namespace: state.symbols.intern(service.metadata.namespaceOrDefault),
        name: state.symbols.intern(service.metadata.name),
        selector: selector.isEmpty ? nil : state.intern(selector), at: .zero)
    } catch {
      throw DecisionProblem("service \"\(service.metadata.name)\" is there twice")
    }
  }

  private mutating func add(_ controller: ReplicationController) throws(DecisionProblem) {
    let selector = controller.spec.selector ?? Labels()
    try add(
      .replicationController, controller.metadata, state.compile(LabelSelector(matching: selector)))
  }

  private mutating func add(_ set: ReplicaSet) throws(DecisionProblem) {
    let selector = set.spec.selector.map { state.compile($0) } ?? .nothing
    try add(.replicaSet, set.metadata, selector)
  }

  private mutating func add(
    _ kind: WorkloadKind, _ metadata: ObjectMeta, _ selector: CompiledSelector
  ) throws(DecisionProblem) {
    // What the controller would stamp plays no part; the template holds the namespace.
    var stamp = Pod()
    stamp.metadata.namespace = metadata.namespaceOrDefault
    let template = state.template(for: stamp)
    do {
      _ = try state.createWorkload(
        kind, name: state.symbols.intern(metadata.name), selector: selector, template: template,
        replicas: 0, minReady: .zero, at: .zero)
    } catch {
      throw DecisionProblem("\(kind.name) \"\(metadata.name)\" is there twice")
    }
  }
}

/// Why a case cannot be answered.
struct DecisionProblem: Error {
  /// What is wrong.
  let message: String
  /// The way to the field that it is about, from the case; empty for the case as a whole.
  let path: String

  /// A problem because of `message`, about the field at `path`.
  init(_ message: String, at path: String = "") {
    self.message = message
    self.path = path
  }
}

extension ObjectMeta {
  /// The namespace; `default` if none is given.
  var namespaceOrDefault: String { namespace.isEmpty ? "default" : namespace }
}

extension Pod {
  /// The pod as `namespace/name`.
  var qualifiedName: String { "\(metadata.namespaceOrDefault)/\(metadata.name)" }
}
