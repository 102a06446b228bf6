import ClusterSimulation
import KubernetesObjects
import SimulationEngine

/// Verbs and kinds that the other parts of a random scenario leave out. They have dice of their
/// own, so that all else of a seed stays what it is.
extension RandomScenario {
  /// OpenShift's controller, also the value of its pods' label `app`.
  private static let config = "config"

  mutating func addRareActions() {
    guard shape.losesPods, shape.hasFaults, shape.hasVariedPods else { return }
    let others = dice
    dice = Dice(seed: configuration.seed, "rare/\(profile.rawValue)")
    defer { dice = others }
    for _ in 0..<dice.number(0...4) { add(rareAction()) }
    if dice.oneIn(3) { addUnreadiness() }
    if dice.oneIn(4) { addDeploymentConfig() }
    if profile == .modern, dice.oneIn(4) { addDrivers() }
  }

  private mutating func add(_ action: TimelineAction) {
    configuration.timeline.append(TimelineEntry(at: dice.instant(0, end - 1), action))
  }

  private mutating func rareAction() -> TimelineAction {
    let application = dice.pick(Self.applications)
    let pods = ObjectTarget.selected(
      kind: "Pod", namespace: shape.namespace,
      selector: LabelSelector(matching: ["app": application]))
    switch dice.number(0...5) {
    case 0: return .deleteNodes(.node("large-\(dice.number(0...2))"))
    case 1:
      let controllers = ["ReplicationController", "ReplicaSet"].map {
        ObjectTarget.named(kind: $0, namespace: shape.namespace, name: application)
      }
      return .multiply(controllers, thousandths: dice.pick([0, 500, 1500, 2000]))
    case 2:
      return .patchPods(
        pods, labels: [("tier", dice.pick(["front", nil]))],
        annotations: [
          ("controller.kubernetes.io/pod-deletion-cost", dice.pick(["10", "-5", nil]))
        ])
    case 3:
      let target = ObjectTarget.named(
        kind: "Service", namespace: shape.namespace, name: application)
      return .patchServices(target, selector: [("tier", dice.pick(["front", nil]))])
    case 4:
      return .join(
        pool: "small", count: 1, labels: [("disk", dice.pick(["ssd", "hdd"]))])
    default:
      return .update(
        ObjectUpdate(
          quota(), manner: .patch, keepsReplicas: dice.oneIn(2), keepsPause: true))
    }
  }

  private mutating func quota() -> ResourceQuota {
    var quota = ResourceQuota()
    quota.metadata = ObjectMeta(name: "team", namespace: shape.namespace)
    quota.spec.hard = [.pods: Quantity(dice.number(0...20))]
    return quota
  }

  /// A kubelet tells for a while that its node is not ready.
  private mutating func addUnreadiness() {
    let target = NodeTarget.node("\(dice.pick(["small", "large"]))-\(dice.number(0...1))")
    let start = dice.instant(1, end - 2)
    configuration.timeline.append(
      TimelineEntry(at: start, .setNodeReadiness(target, isReady: false)))
    guard !dice.oneIn(4) else { return }
    configuration.timeline.append(
      TimelineEntry(
        at: start + .milliseconds(dice.number(1...60_000)),
        .setNodeReadiness(target, isReady: true)))
  }

  private mutating func addDeploymentConfig() {
    var config = DeploymentConfig()
    config.metadata = ObjectMeta(name: Self.config, namespace: shape.namespace)
    config.spec.replicas = Int32(dice.number(0...4))
    config.spec.template.metadata.labels = ["app": Self.config]
    config.spec.template.spec = spec(Self.config)
    if dice.oneIn(3) { config.spec.strategy.type = .recreate }
    config.applyDefaults()
    configuration.initialObjects.append(config)
    let target = ObjectTarget.named(
      kind: "DeploymentConfig", namespace: shape.namespace, name: Self.config)
    for _ in 0..<dice.number(0...3) {
      if dice.oneIn(2) {
        add(.scale(target, replicas: Int32(dice.number(0...5))))
      } else {
        add(
          .setImage(
            target, container: nil, image: "registry.example/site:\(dice.number(1...3))"))
      }
    }
  }

  /// The storage drivers of a node, which limit its disks.
  private mutating func addDrivers() {
    var driver = CSINodeDriver()
    driver.name = "x.io"
    driver.nodeID = "small-0"
    driver.allocatableCount = Int32(dice.number(1...3))
    var drivers = CSINode()
    drivers.metadata.name = "small-0"
    drivers.drivers = [driver]
    configuration.initialObjects.append(drivers)
  }
}
