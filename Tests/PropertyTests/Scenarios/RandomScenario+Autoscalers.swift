import ClusterSimulation
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// Autoscalers in a random scenario, with a use that changes, metrics that come late or never, and
/// people who change them.
extension RandomScenario {
  /// Adds autoscalers, drawn from dice of their own, so that all else of a seed stays what it is.
  mutating func addAutoscalers() {
    guard shape.losesPods, shape.hasFaults, shape.hasVariedPods else { return }
    let others = dice
    dice = Dice(seed: configuration.seed, "autoscalers/\(profile.rawValue)")
    defer { dice = others }
    guard dice.oneIn(2) else { return }
    configuration.controlPlane.autoscaler.syncPeriod = .seconds(dice.number(3...20))
    configuration.controlPlane.autoscaler.downscaleStabilization = .seconds(dice.pick([0, 20]))
    configuration.controlPlane.autoscaler.cpuInitializationPeriod = .seconds(dice.pick([0, 300]))
    configuration.controlPlane.autoscaler.upscaleDelay = .seconds(dice.number(0...20))
    configuration.controlPlane.autoscaler.downscaleDelay = .seconds(dice.number(0...20))
    configuration.controlPlane.autoscaler.scalesToZero = dice.oneIn(2)
    configuration.controlPlane.metricsServer.resolution = .seconds(dice.pick([0, 5]))
    configuration.controlPlane.metricsServer.delay = .seconds(dice.pick([0, 4]))
    configuration.controlPlane.metricsServer.window = .seconds(dice.number(0...15))
    configuration.customMetrics = [
      CustomMetric(
        name: "queue", namespace: shape.namespace, labels: [:], subject: .external,
        isShared: false, value: .overTime(curve(1000)))
    ]
    for name in ["one", "two"].prefix(Int(dice.number(1...2))) { addAutoscaler(name) }
  }

  private mutating func addAutoscaler(_ name: String) {
    var object = autoscaler(name)
    if dice.oneIn(3) {
      at(dice.instant(0, end - 1), .apply([object]))
    } else {
      configuration.initialObjects.append(object)
    }
    object.spec.maxReplicas += Int32(dice.number(0...4))
    if dice.oneIn(3) {
      at(
        dice.instant(0, end - 1),
        .update(
          ObjectUpdate(object, manner: .patch, keepsReplicas: true, keepsPause: true)))
    }
    let target = ObjectTarget.named(
      kind: "HorizontalPodAutoscaler", namespace: shape.namespace, name: name)
    if dice.oneIn(4) { at(dice.instant(0, end - 1), .delete(target, grace: nil)) }
    var change = LoadChange()
    change.cpu = dice.oneIn(2) ? .shared(.overTime(curve(1))) : .usage(.overTime(curve(1)))
    let pods = ObjectTarget.selected(
      kind: "Pod", namespace: shape.namespace,
      selector: LabelSelector(matching: ["app": object.spec.scaleTargetRef.name]))
    at(dice.instant(0, end - 1), .load(pods, change))
  }

  private mutating func autoscaler(_ name: String) -> HorizontalPodAutoscaler {
    var autoscaler = HorizontalPodAutoscaler()
    autoscaler.metadata = ObjectMeta(name: name, namespace: shape.namespace)
    let isOfDeployment = profile != .textbook && dice.oneIn(2)
    autoscaler.spec.scaleTargetRef.apiVersion = isOfDeployment ? "apps/v1" : "v1"
    autoscaler.spec.scaleTargetRef.kind =
      isOfDeployment ? "Deployment" : "ReplicationController"
    autoscaler.spec.scaleTargetRef.name = isOfDeployment ? "site" : dice.pick(Self.applications)
    autoscaler.spec.minReplicas = Int32(dice.number(0...2))
    autoscaler.spec.maxReplicas = Int32(dice.number(2...6))
    autoscaler.spec.metrics = [
      dice.pick([
        MetricSpec(.resource(.cpu), target: .utilization(50)),
        MetricSpec(.resource(.memory), target: .averageValue(Quantity(1 << 20))),
      ]),
      MetricSpec(.external(MetricIdentifier("queue")), target: .averageValue(Quantity(20))),
    ]
    if dice.oneIn(2) {
      var rules = HPAScalingRules()
      rules.selectPolicy = dice.pick([.max, .min, .disabled])
      rules.stabilizationWindowSeconds = Int32(dice.number(0...20))
      autoscaler.spec.scaleDown = rules
    }
    autoscaler.applyDefaults()
    return autoscaler
  }

  /// Steps, a wave or a day, in thousandths of `unit`.
  private mutating func curve(_ unit: Int64) -> UsageCurve {
    let amount = dice.number(0...300) * unit
    switch dice.number(0...2) {
    case 0:
      return .points(
        .init(
          [.init(.zero, amount), .init(.seconds(dice.number(1...end)), 3 * amount)], clock: .run))
    case 1:
      return .sine(
        .init(
          mean: amount, amplitude: amount, period: .seconds(dice.number(20...900)),
          phase: .seconds(dice.number(0...50))))
    default:
      return .points(
        .init([.init(.hours(1), amount), .init(.hours(2), 3 * amount)], clock: .day))
    }
  }

  private mutating func at(_ time: SimulationTime, _ action: TimelineAction) {
    configuration.timeline.append(TimelineEntry(at: time, action))
  }
}
