import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

/// A small cluster for controllers to look at: what they ask for is applied at once.
struct TestCluster {
  var state = ClusterState()
  private var read = 0

  /// A node that has been heard at time 0.
  mutating func node(
    _ name: String, zone: String = "a", key: String = NodeLabels.zone
  ) throws -> NodeID {
    let labels = state.intern([key: zone])
    let amounts = ResourceAmounts(milliCPU: 4000, memoryBytes: 16 << 30)
    let node = try state.addNode(
      NodeRecord(
        name: state.symbols.intern(name), pool: .empty, labels: labels, capacity: amounts,
        allocatable: amounts, allocatablePods: 110, ready: .yes, created: .zero),
      at: .zero)
    state.noteHeartbeat(node, at: .zero)
    return node
  }

  mutating func template(
    app: String, tolerations: [Toleration] = [], grace: Int64 = 30
  ) -> PodTemplateID {
    var spec = PodSpec()
    spec.terminationGracePeriodSeconds = grace
    spec.containers = [Container(name: "c", image: "registry.example/\(app):1")]
    spec.tolerations = tolerations
    return state.template(
      for: Pod(metadata: ObjectMeta(name: "", labels: ["app": app]), spec: spec))
  }

  mutating func pod(
    _ name: String, app: String, owner: WorkloadID = .absent, grace: Int64 = 30,
    at now: SimulationTime = .zero
  ) throws -> PodID {
    let template = template(app: app, grace: grace)
    let name = PodName(state.symbols.intern(name))
    return try state.createPod(template: template, name: name, owner: owner, at: now)
  }

  /// A pod that runs on `node`, or on a node of its own.
  mutating func runningPod(
    _ name: String, app: String, on node: NodeID? = nil, isReady: Bool = true, grace: Int64 = 30
  ) throws -> PodID {
    let place = try node ?? self.node("node-of-\(name)")
    let pod = try pod(name, app: app, grace: grace)
    _ = state.bind(pod, to: place, at: .seconds(1))
    state.report(pod, phase: .running, isReady: isReady, restarts: 0, at: .seconds(2))
    return pod
  }

  mutating func service(selecting app: String) throws -> ServiceID {
    let selector = state.intern(["app": app])
    return try state.createService(
      namespace: state.symbols.intern("default"), name: state.symbols.intern(app),
      selector: selector, at: .zero)
  }

  /// A workload called `name` of the pods of `app`, or of those of its own name.
  mutating func workload(
    _ name: String, replicas: Int32, kind: WorkloadKind = .replicationController,
    app: String? = nil
  ) throws -> WorkloadID {
    let app = app ?? name
    let selector = state.compile(LabelSelector(matching: ["app": app]))
    let template = template(app: app)
    return try state.createWorkload(
      kind, name: state.symbols.intern(name), selector: selector,
      template: template, replicas: replicas, minReady: .zero, at: .zero)
  }

  /// The writes since the last call.
  mutating func changes() -> [ClusterChange] {
    defer { read = state.changes.end }
    return (read..<state.changes.end).map { state.changes[$0] }
  }

  /// Lets `controller` see what was written since the last call, and sync.
  mutating func sync(
    _ controller: inout some Controller, at now: SimulationTime = .seconds(10)
  ) -> [ControllerAction] {
    var actions: ControllerActions = []
    for change in changes() {
      controller.observe(change, at: now, in: state, actions: &actions)
    }
    controller.sync(at: now, in: state, actions: &actions)
    return Array(actions)
  }

  /// Lets `controller` know that what it asked for has been done; creations are the test's. Returns
  /// what it asks for then.
  @discardableResult
  mutating func answer(
    _ actions: [ControllerAction], of controller: inout some Controller
  ) -> [ControllerAction] {
    var answers: ControllerActions = []
    for action in actions {
      switch action {
      case .write(let write), .addToRequest(let write):
        state.apply(write, at: .seconds(3))
        controller.observe(
          .done, of: write, at: .seconds(3), in: state, actions: &answers)
      case .createPods(let id, let count):
        for _ in 0..<count {
          controller.observe(
            .done, of: .createPod(of: id), at: .seconds(3), in: state, actions: &answers)
        }
      case .setTimer, .recordEvent, .recordObjectEvent, .readMetrics: break
      }
    }
    return Array(answers)
  }

  /// Applies the writes that a controller asked for, but for the creations of pods.
  mutating func apply(_ actions: [ControllerAction], at now: SimulationTime = .seconds(3)) {
    for action in actions {
      switch action {
      case .write(let write), .addToRequest(let write): state.apply(write, at: now)
      default: break
      }
    }
  }
}
