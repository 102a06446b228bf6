import ClusterSimulation
import KubernetesObjects
import SimulationEngine

/// What happens in a random scenario.
extension RandomScenario {
  mutating func addTimeline() {
    for _ in 0..<dice.number(2...9) { add(harmlessAction()) }
    if shape.losesPods {
      for _ in 0..<dice.number(0...5) { add(harmfulAction()) }
    }
    openGates()
    if hasPriorities { addUrgentPods() }
    guard shape.hasFaults else { return }
    for _ in 0..<dice.number(0...3) { addFault() }
    if dice.oneIn(4) { addPause() }
    if dice.oneIn(4) { addStochasticFault() }
    if dice.oneIn(3) { add(.join(pool: "small", count: Int(dice.number(1...2)))) }
    if dice.oneIn(4) { add(.leave(node())) }
    if dice.oneIn(6) { addNodeDeletion() }
  }

  private mutating func add(_ action: TimelineAction) {
    configuration.timeline.append(TimelineEntry(at: dice.instant(0, end - 1), action))
  }

  /// Takes the gate of some pods away, sooner or later.
  private mutating func openGates() {
    for object in configuration.initialObjects {
      guard var pod = object as? Pod, !pod.spec.schedulingGates.isEmpty, !dice.oneIn(3) else {
        continue
      }
      pod.spec.schedulingGates = []
      add(.apply([pod]))
    }
  }

  /// Pods for which room may have to be made.
  private mutating func addUrgentPods() {
    for number in 0..<dice.number(1...5) {
      var urgent = pod("urgent-\(number)")
      urgent.spec.nodeName = ""
      urgent.spec.schedulingGates = []
      urgent.spec.priority = 30
      urgent.spec.containers[0].resources.requests[.cpu] = Quantity(milliValue: 450)
      add(.apply([urgent]))
    }
  }

  private mutating func node() -> NodeTarget {
    if dice.oneIn(8) { return .zone("a") }
    return .node("\(dice.pick(["small", "large"]))-\(dice.number(0...2))")
  }

  private mutating func controller() -> ObjectTarget {
    .named(
      kind: dice.pick(["ReplicationController", "ReplicationController", "ReplicaSet"]),
      namespace: shape.namespace, name: dice.pick(Self.applications))
  }

  private mutating func pods() -> ObjectTarget {
    if dice.oneIn(3) {
      return .named(kind: "Pod", namespace: shape.namespace, name: "lone-\(dice.number(0...2))")
    }
    return .selected(
      kind: "Pod", namespace: shape.namespace,
      selector: LabelSelector(matching: ["app": dice.pick(Self.applications + ["job"])]))
  }

  private mutating func harmlessAction() -> TimelineAction {
    switch dice.number(0...9) {
    case 0, 1:
      let replicas = Int32(dice.number(shape.losesPods ? 0...8 : 9...9))
      return .scale(controller(), replicas: replicas)
    case 2: return .cordon(node())
    case 3, 4: return .uncordon(node())
    case 5:
      return .labelNodes(node(), [("disk", dice.pick(["ssd", "hdd", nil]))])
    case 6:
      let effect: TaintEffect = dice.pick([.noSchedule, .preferNoSchedule])
      return .taint(node(), Taint(key: "dedicated", effect: effect), isRemoval: dice.oneIn(2))
    case 7: return patch()
    case 8:
      var change = LoadChange()
      change.cpu = .factor(millionths: dice.pick([500_000, 1_000_000, 3_000_000]))
      if dice.oneIn(2) { change.memory = .usage(.constant(dice.pick([0, 1 << 20]))) }
      return .load(dice.oneIn(2) ? pods() : controller(), change)
    default:
      guard shape.hasVariedPods else { return .uncordon(node()) }
      return .apply([pod("applied-\(dice.number(0...3))")])
    }
  }

  private mutating func harmfulAction() -> TimelineAction {
    switch dice.number(0...9) {
    case 0: return .delete(pods(), grace: dice.pick([nil, .zero, .seconds(3)]))
    case 1: return .delete(controller(), grace: nil)
    case 2: return .crash(pods(), container: nil, exitCode: Int32(dice.pick([0, 1, 137])))
    case 3: return .evict(pods())
    case 4: return .drain(node())
    case 5: return .labelPods(pods(), [("app", dice.pick(Self.applications))])
    case 6: return .setImage(controller(), container: nil, image: "registry.example/app:2")
    case 7:
      let name = dice.pick(Self.applications)
      return .delete(
        .named(kind: "Service", namespace: shape.namespace, name: name), grace: nil)
    case 8:
      let taint = Taint(key: "maintenance", effect: .noExecute)
      return .taint(node(), taint, isRemoval: dice.oneIn(3))
    default: return rollingUpdate()
    }
  }

  private mutating func patch() -> TimelineAction {
    if dice.oneIn(2) {
      var patch = NodePatch()
      patch.labels = [("disk", dice.pick(["ssd", "hdd", nil]))]
      patch.isUnschedulable = false
      if shape.hasVariedPods { patch.capacity = [(.cpu, Quantity(dice.pick([1, 2, 4])))] }
      return .patchNodes(node(), patch)
    }
    var patch = WorkloadPatch()
    patch.minReadySeconds = Int32(dice.number(0...3))
    var template = PodTemplatePatch()
    template.annotations = [("patched", "\(dice.number(0...3))")]
    patch.template = template
    return .patchWorkloads(controller(), patch)
  }

  private mutating func rollingUpdate() -> TimelineAction {
    let old = dice.pick(Self.applications)
    var new = ReplicationController()
    new.metadata = ObjectMeta(name: "\(old)-2", namespace: shape.namespace)
    new.spec.selector = ["app": old, "version": "2"]
    new.spec.template.metadata.labels = ["app": old, "version": "2"]
    new.spec.template.spec = spec(old)
    var update = RollingUpdate(namespace: shape.namespace, old: old, new: new)
    update.updatePeriod = .seconds(dice.number(0...10))
    update.timeout = .seconds(dice.number(5...60))
    return .rollingUpdate(update)
  }

  /// A node fails or is cut off and, mostly, comes back.
  private mutating func addFault() {
    let target = node()
    let start = dice.instant(1, end - 2)
    let isFailure = dice.oneIn(2)
    configuration.timeline.append(
      TimelineEntry(at: start, isFailure ? .fail(target) : .partition(target)))
    guard !dice.oneIn(4) else { return }
    let later = start + .milliseconds(dice.number(1...60_000))
    configuration.timeline.append(
      TimelineEntry(at: later, isFailure ? .recover(target) : .heal(target)))
  }

  private mutating func addPause() {
    let component = dice.pick(ControlPlaneComponent.allCases)
    let start = dice.instant(0, end - 1)
    configuration.timeline.append(TimelineEntry(at: start, .pause(component)))
    configuration.timeline.append(
      TimelineEntry(at: start + .seconds(dice.number(1...30)), .resume(component)))
  }

  private mutating func addStochasticFault() {
    do {
      configuration.faults.append(
        StochasticFault(
          dice.pick(StochasticFault.Kind.allCases), target: .pool("small"),
          fail: .exponential(try ExponentialDistribution(mean: 60)),
          repair: .uniform(try UniformDistribution(low: 1, high: 40))))
    } catch {
      preconditionFailure("these parameters are sound: \(error)")
    }
  }

  private mutating func addNodeDeletion() {
    add(.delete(.named(kind: "Node", namespace: "", name: "small-0"), grace: nil))
  }
}
