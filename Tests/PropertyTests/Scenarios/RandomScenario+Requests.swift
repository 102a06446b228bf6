import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine

/// What people ask the API server for in a random scenario: rollouts, quotas, updates, deletions of
/// owners. Much of it is refused.
extension RandomScenario {
  /// The deployment, also the value of its pods' label `app`.
  private static let site = "site"

  /// Adds requests, drawn from dice of their own, so that all else of a seed stays what it is.
  mutating func addRequests() {
    guard shape.losesPods, shape.hasFaults, shape.hasVariedPods else { return }
    let others = dice
    dice = Dice(seed: configuration.seed, "requests/\(profile.rawValue)")
    if profile != .textbook, dice.oneIn(2) { addDeployment() }
    if dice.oneIn(3) { addQuotas() }
    if dice.oneIn(3) { addPinned() }
    for _ in 0..<dice.number(0...4) { add(update()) }
    dice = others
  }

  private mutating func add(_ action: TimelineAction) {
    configuration.timeline.append(TimelineEntry(at: dice.instant(0, end - 1), action))
  }

  private mutating func addDeployment() {
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: Self.site, namespace: shape.namespace)
    deployment.spec.replicas = Int32(dice.number(0...6))
    deployment.spec.minReadySeconds = Int32(dice.pick([0, 0, 4]))
    deployment.spec.selector = LabelSelector(matching: ["app": Self.site])
    deployment.spec.template.metadata.labels = ["app": Self.site]
    deployment.spec.template.spec = spec(Self.site)
    deployment.spec.progressDeadlineSeconds = Int32(dice.pick([600, 20]))
    if dice.oneIn(3) { deployment.spec.strategy.type = .recreate }
    configuration.initialObjects.append(deployment)
    let target = ObjectTarget.named(
      kind: "Deployment", namespace: shape.namespace, name: Self.site)
    for _ in 0..<dice.number(1...6) { add(change(of: target)) }
  }

  private mutating func change(of target: ObjectTarget) -> TimelineAction {
    switch dice.number(0...7) {
    case 0: return .scale(target, replicas: Int32(dice.number(0...7)))
    case 1: return .rollout(target, .pause)
    case 2: return .rollout(target, .resume)
    case 3: return .rollout(target, .restart)
    case 4: return .rollout(target, .undo(toRevision: dice.pick([nil, 1, 3])))
    case 5:
      return .delete(target, grace: nil, propagation: dice.pick(DeletionPropagation.allCases))
    default:
      return .setImage(
        target, container: nil, image: "registry.example/site:\(dice.number(1...3))")
    }
  }

  private mutating func addQuotas() {
    var quota = ResourceQuota()
    quota.metadata = ObjectMeta(name: "team", namespace: shape.namespace)
    quota.spec.hard = [
      .pods: Quantity(dice.number(1...12)), "services": Quantity(dice.number(0...3)),
    ]
    configuration.initialObjects.insert(quota, at: 0)
    quota.spec.hard[.pods] = Quantity(dice.number(0...20))
    add(.apply([quota]))
    let target = ObjectTarget.named(
      kind: "ResourceQuota", namespace: shape.namespace, name: "team")
    if dice.oneIn(2) { add(.delete(target, grace: nil)) }
  }

  /// A controller whose pods are born on a node that may not be there yet, or not any more.
  private mutating func addPinned() {
    var controller = ReplicationController()
    controller.metadata = ObjectMeta(name: "pinned", namespace: shape.namespace)
    controller.spec.replicas = Int32(dice.number(1...3))
    controller.spec.selector = ["app": "pinned"]
    controller.spec.template.metadata.labels = ["app": "pinned"]
    controller.spec.template.spec = spec("pinned")
    controller.spec.template.spec.nodeName = "\(dice.pick(["small", "small", "none"]))-0"
    // The real scheduler forgets a port that two pods share with the first that goes.
    for index in controller.spec.template.spec.containers.indices {
      controller.spec.template.spec.containers[index].ports = []
    }
    add(.apply([controller]))
  }

  private mutating func update() -> TimelineAction {
    let application = dice.pick(Self.applications)
    let selected = ObjectTarget.selected(
      kind: "Pod", namespace: shape.namespace,
      selector: LabelSelector(matching: ["app": application]))
    switch dice.number(0...4) {
    case 0: return .setReadiness(selected, isReady: dice.oneIn(2))
    case 1: return .evict(.first(Int(dice.number(1...3)), of: selected))
    case 2:
      guard var pod = configuration.initialObjects.lazy.compactMap({ $0 as? Pod }).first else {
        return .drain(.node("small-0"))
      }
      pod.spec.containers[0].image = "registry.example/app:2"
      if dice.oneIn(3) { pod.spec.terminationGracePeriodSeconds = 7 }
      return .apply([pod])
    case 3:
      var node = Node()
      node.metadata.name = "small-0"
      if dice.oneIn(2) { node.spec.taints = [Taint(key: "dedicated", effect: .noSchedule)] }
      return .apply([node])
    default:
      var service = Service()
      service.metadata = ObjectMeta(name: application, namespace: shape.namespace)
      service.spec.selector = ["app": application]
      return .apply([service])
    }
  }
}
