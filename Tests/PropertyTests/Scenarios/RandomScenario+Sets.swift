import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine

/// Stateful sets, daemon sets and a namespace that is deleted with its content. They have dice of
/// their own, so that all else of a seed stays what it is.
extension RandomScenario {
  /// The namespace that may be deleted.
  private static let tenant = "tenant"

  mutating func addSets() {
    guard shape.losesPods, shape.hasFaults, shape.hasVariedPods else { return }
    let others = dice
    dice = Dice(seed: configuration.seed, "sets/\(profile.rawValue)")
    defer { dice = others }
    if dice.oneIn(2) { addStatefulSet("store", in: shape.namespace) }
    if dice.oneIn(2) { addDaemonSet("agent", in: shape.namespace) }
    if dice.oneIn(3) { addTenant() }
  }

  private mutating func at(_ time: SimulationTime, _ action: TimelineAction) {
    configuration.timeline.append(TimelineEntry(at: time, action))
  }

  private mutating func addStatefulSet(_ name: String, in namespace: String) {
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: name, namespace: namespace)
    set.spec.replicas = Int32(dice.number(0...4))
    set.spec.minReadySeconds = Int32(dice.pick([0, 0, 3]))
    set.spec.selector = LabelSelector(matching: ["app": name])
    set.spec.template.metadata.labels = ["app": name]
    set.spec.template.spec = spec(name)
    set.spec.podManagementPolicy = dice.pick([.orderedReady, .parallel])
    set.spec.firstOrdinal = Int32(dice.pick([0, 0, 3]))
    set.applyDefaults()
    if dice.oneIn(3) { set.spec.updateStrategy.partition = Int32(dice.number(0...4)) }
    configuration.initialObjects.append(set)
    let target = ObjectTarget.named(kind: "StatefulSet", namespace: namespace, name: name)
    for _ in 0..<dice.number(0...4) { at(dice.instant(0, end - 1), change(of: target, set)) }
  }

  /// Whether the reference model decides too, which knows nothing of pods that want one node.
  private var isModelled: Bool {
    guard case .configuration(let rules) = configuration.scheduling.rules else { return false }
    return profile == .modern && ModernReference.knows(rules)
  }

  private mutating func addDaemonSet(_ name: String, in namespace: String) {
    if isModelled { return }
    var set = DaemonSet()
    set.metadata = ObjectMeta(name: name, namespace: namespace)
    set.spec.minReadySeconds = Int32(dice.pick([0, 0, 3]))
    set.spec.selector = LabelSelector(matching: ["app": name])
    set.spec.template.metadata.labels = ["app": name]
    set.spec.template.spec = spec(name)
    // The real scheduler forgets a port that two pods share with the first that goes.
    for index in set.spec.template.spec.containers.indices {
      set.spec.template.spec.containers[index].ports = []
    }
    set.applyDefaults()
    if dice.oneIn(3) { set.spec.updateStrategy.type = .onDelete }
    configuration.initialObjects.append(set)
    let target = ObjectTarget.named(kind: "DaemonSet", namespace: namespace, name: name)
    for _ in 0..<dice.number(0...3) {
      if dice.oneIn(4) {
        at(dice.instant(0, end - 1), deletion(of: target))
      } else {
        at(dice.instant(0, end - 1), image(of: target))
      }
    }
  }

  private mutating func change(of target: ObjectTarget, _ set: StatefulSet) -> TimelineAction {
    switch dice.number(0...6) {
    case 0, 1: return .scale(target, replicas: Int32(dice.number(0...5)))
    case 2: return .rollout(target, .restart)
    case 3: return .rollout(target, .undo(toRevision: nil))
    case 4: return deletion(of: target)
    case 5: return .apply([set])
    default: return image(of: target)
    }
  }

  private mutating func deletion(of target: ObjectTarget) -> TimelineAction {
    .delete(target, grace: nil, propagation: dice.pick(DeletionPropagation.allCases))
  }

  private mutating func image(of target: ObjectTarget) -> TimelineAction {
    .setImage(target, container: nil, image: "registry.example/site:\(dice.number(1...3))")
  }

  /// A namespace with something of every kind, which is deleted, and now and then made anew.
  private mutating func addTenant() {
    var namespace = Namespace()
    namespace.metadata.name = Self.tenant
    configuration.initialObjects.append(namespace)
    let before = configuration.initialObjects.count
    addStatefulSet("shelf", in: Self.tenant)
    if dice.oneIn(2) { addDaemonSet("watch", in: Self.tenant) }
    addController()
    addPolicies()
    let objects = Array(configuration.initialObjects[before...])
    let target = ObjectTarget.named(kind: "Namespace", namespace: "", name: Self.tenant)
    let time = dice.instant(1, end - 1)
    at(time, .delete(target, grace: nil))
    if dice.oneIn(2) { at(dice.instant(1, end - 1), .delete(target, grace: nil)) }
    for _ in 0..<dice.number(0...3) {
      let later = time + .seconds(dice.number(0...40))
      at(later, .apply(dice.oneIn(2) ? [namespace as any APIObject] + objects : objects))
    }
  }

  private mutating func addController() {
    let name = "stall"
    if profile == .textbook || dice.oneIn(2) {
      var controller = ReplicationController()
      controller.metadata = ObjectMeta(name: name, namespace: Self.tenant)
      controller.spec.replicas = Int32(dice.number(0...4))
      controller.spec.selector = ["app": name]
      controller.spec.template.metadata.labels = ["app": name]
      controller.spec.template.spec = spec(name)
      return configuration.initialObjects.append(controller)
    }
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: name, namespace: Self.tenant)
    deployment.spec.replicas = Int32(dice.number(0...4))
    deployment.spec.selector = LabelSelector(matching: ["app": name])
    deployment.spec.template.metadata.labels = ["app": name]
    deployment.spec.template.spec = spec(name)
    deployment.applyDefaults()
    configuration.initialObjects.append(deployment)
    let target = ObjectTarget.named(kind: "Deployment", namespace: Self.tenant, name: name)
    at(dice.instant(0, end - 1), image(of: target))
  }

  private mutating func addPolicies() {
    var service = Service()
    service.metadata = ObjectMeta(name: "stall", namespace: Self.tenant)
    service.spec.selector = ["app": "stall"]
    configuration.initialObjects.append(service)
    var job = Job()
    job.metadata = ObjectMeta(name: "count", namespace: Self.tenant)
    job.spec.template.metadata.labels = ["app": "job"]
    job.spec.template.spec = spec("job")
    job.spec.template.spec.restartPolicy = .never
    job.spec.completions = 3
    job.applyDefaults()
    configuration.initialObjects.append(job)
    var quota = ResourceQuota()
    quota.metadata = ObjectMeta(name: "rent", namespace: Self.tenant)
    quota.spec.hard = [.pods: Quantity(dice.number(1...12)), "configmaps": Quantity(3)]
    if dice.oneIn(2) { configuration.initialObjects.append(quota) }
    guard hasPriorities, dice.oneIn(2) else { return }
    var budget = PodDisruptionBudget()
    budget.metadata = ObjectMeta(name: "shelf", namespace: Self.tenant)
    budget.spec.selector = LabelSelector(matching: ["app": "shelf"])
    budget.spec.minAvailable = .int(1)
    configuration.initialObjects.append(budget)
  }
}
