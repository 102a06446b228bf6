import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

/// Autoscalers in a run: what they measure, and what becomes of it.
@Suite("Autoscalers in a run")
struct AutoscalerRunTests {
  private static let webs = ObjectTarget.selected(
    kind: "Pod", namespace: "default", selector: LabelSelector(matching: ["app": "web"]))

  private static func autoscaler(
    _ range: ClosedRange<Int32> = 1...10,
    _ change: (inout HorizontalPodAutoscalerSpec) -> Void = { _ in }
  ) -> HorizontalPodAutoscaler {
    var autoscaler = HorizontalPodAutoscaler()
    autoscaler.metadata = ObjectMeta(name: "web", namespace: "default")
    autoscaler.spec.scaleTargetRef.apiVersion = "v1"
    autoscaler.spec.scaleTargetRef.kind = "ReplicationController"
    autoscaler.spec.scaleTargetRef.name = "web"
    autoscaler.spec.minReplicas = range.lowerBound
    autoscaler.spec.maxReplicas = range.upperBound
    autoscaler.spec.metrics = [MetricSpec(.resource(.cpu), target: .utilization(50))]
    change(&autoscaler.spec)
    autoscaler.applyDefaults()
    return autoscaler
  }

  /// Two replicas that request 100 millicores each and share `cpu` millicores.
  private static func run(
    _ autoscaler: HorizontalPodAutoscaler, cpu: Int64, until end: Int64 = 120,
    _ profile: ControlPlaneSettings.Profile = .modern,
    _ change: (inout SimulationConfiguration) -> Void = { _ in }
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(profile, replicas: 2, until: end)
    configuration.initialObjects.append(autoscaler)
    var load = LoadChange()
    load.cpu = .shared(.constant(cpu))
    configuration.timeline = [TimelineEntry(at: .seconds(1), .load(webs, load))]
    change(&configuration)
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func sizes(_ state: SimulationState) -> [Int32] {
    state.recording.autoscalers.map(\.desiredReplicas).reduce(into: []) { sizes, size in
      if sizes.last != size { sizes.append(size) }
    }
  }

  @Test("a load that is shared has its pods made, and no more")
  func shared() {
    let state = Self.run(Self.autoscaler(), cpu: 300)
    #expect(Self.sizes(state) == [0, 4, 6])
    let status = state.cluster.autoscalers[0].status
    #expect(status.currentMetrics[0]?.averageUtilization == 50 && status.currentReplicas == 6)
    #expect(state.cluster.workloads[0].status.readyReplicas == 6)
  }

  @Test("a load counts for the pods to come, even if there are none yet")
  func loadBeforePods() {
    let state = Self.run(Self.autoscaler(), cpu: 300) { $0.timeline[0].time = .zero }
    #expect(state.recording.refusals.isEmpty)
    #expect(state.cluster.autoscalers[0].status.currentReplicas == 6)
  }

  @Test("metrics that are asked for now and then come late")
  func resolution() {
    func firstGrowth(_ change: @escaping (inout MetricsServerSettings) -> Void) -> SimulationTime? {
      Self.run(Self.autoscaler(), cpu: 300) { change(&$0.controlPlane.metricsServer) }
        .recording.autoscalers.first { $0.desiredReplicas > 2 }?.time
    }
    let atOnce = firstGrowth { _ in }
    let scraped = firstGrowth { $0.resolution = .seconds(15) }
    let late = firstGrowth {
      $0.resolution = .seconds(15)
      $0.delay = .seconds(30)
    }
    #expect(atOnce.map { $0 < .seconds(35) } ?? false)
    #expect(scraped.map { $0 >= atOnce! && $0 < .seconds(65) } ?? false)
    #expect(late.map { $0 > scraped! } ?? false)
  }

  @Test("pods whose node cannot be asked have no metrics")
  func partition() {
    let state = Self.run(Self.autoscaler(), cpu: 100, until: 100) { configuration in
      for node in 0..<3 {
        configuration.timeline.append(
          TimelineEntry(at: .seconds(50), .partition(.node("worker-\(node)"))))
      }
    }
    let condition = state.cluster.autoscalers[0].status.condition("ScalingActive")
    #expect(condition?.reason == "FailedGetResourceMetric")
    #expect(condition?.message.contains("no metrics returned from resource metrics API") ?? false)
  }

  @Test("a container's share is that of its request")
  func containers() throws {
    let state = Self.run(
      Self.autoscaler { spec in
        spec.metrics = [
          MetricSpec(
            .containerResource(.cpu, container: "c"),
            target: .averageValue(Quantity(milliValue: 75)))
        ]
      }, cpu: 400, until: 40
    ) { configuration in
      var controller = SmallCluster.controller("web", replicas: 2)
      var proxy = Container(name: "proxy", image: "registry.example/proxy:1")
      proxy.resources.requests = [.cpu: Quantity(milliValue: 300)]
      controller.spec.template.spec.containers.append(proxy)
      configuration.initialObjects[0] = controller
    }
    // A quarter of 200 millicores each.
    let status = state.cluster.autoscalers[0].status
    #expect(status.currentMetrics[0]?.averageMilliValue == 50)
    #expect(status.condition("ScalingActive")?.message.contains("cpu resource") ?? false)
  }

  @Test("custom and external metrics are the scenario's")
  func customMetrics() {
    let steps = UsageCurve.points(
      .init([.init(.zero, 100_000), .init(.seconds(60), 500_000)], clock: .run))
    func run(_ source: MetricSource, _ subject: CustomMetric.Subject) -> SimulationState {
      Self.run(
        Self.autoscaler { spec in
          spec.metrics = [MetricSpec(source, target: .averageValue(Quantity(50)))]
        }, cpu: 10
      ) { configuration in
        configuration.customMetrics = [
          CustomMetric(
            name: "requests", namespace: "default", labels: ["zone": "a"], subject: subject,
            isShared: true, value: .overTime(steps))
        ]
      }
    }
    let metric = MetricIdentifier("requests", selector: LabelSelector(matching: ["zone": "a"]))
    var ingress = ObjectReference()
    ingress.kind = "Ingress"
    ingress.name = "main"
    for (source, subject) in [
      (.pods(metric), .pods(["app": "web"])), (.external(metric), .external),
      (.object(metric, of: ingress), .object(kind: "Ingress", name: "main")),
    ] as [(MetricSource, CustomMetric.Subject)] {
      let state = run(source, subject)
      #expect(state.cluster.workloads[0].replicas == 10, "\(source.type)")
      #expect(
        state.cluster.autoscalers[0].status.condition("ScalingLimited")?.reason
          == "DesiredWithinRange", "\(source.type)")
    }
    let other = run(.external(MetricIdentifier("others")), .external)
    #expect(
      other.cluster.autoscalers[0].status.condition("ScalingActive")?.message
        == "the HPA was unable to compute the replica count: failed to get others external metric: "
        + "unable to get external metric default/others/nil: no metrics returned from external "
        + "metrics API")
  }

  @Test(
    "an autoscaler that is patched counts at its next look; one that is deleted leaves the size")
  func changes() {
    let target = ObjectTarget.named(
      kind: "HorizontalPodAutoscaler", namespace: "default", name: "web")
    let state = Self.run(Self.autoscaler(), cpu: 300, until: 300) { configuration in
      configuration.timeline += [
        TimelineEntry(
          at: .seconds(100),
          .update(
            ObjectUpdate(
              Self.autoscaler(1...3), manner: .patch, keepsReplicas: true, keepsPause: true))),
        TimelineEntry(at: .seconds(150), .delete(target, grace: nil)),
        TimelineEntry(
          at: .seconds(150),
          .scale(
            .named(
              kind: "ReplicationController", namespace: "default", name: "web"), replicas: 7)),
        TimelineEntry(at: .seconds(200), .delete(target, grace: nil)),
      ]
    }
    #expect(Self.sizes(state) == [0, 4, 6, 3])
    #expect(state.cluster.workloads[0].replicas == 7)
    #expect(!state.cluster.autoscalers[0].isPresent)
    #expect(state.recording.refusals.map(\.object.name) == ["web"], "it is there no more")
  }

  /// Two pods of two containers, of which the second one uses 90 of the 300 millicores it requests
  /// and the first one half of its 100.
  private static func pair(
    until end: Int64 = 60, resolution: SimulationDuration = .zero, load: Int64? = nil
  ) -> SimulationState {
    let autoscaler = autoscaler(1...3) { spec in
      spec.metrics = ["c", "proxy", "none"].map {
        MetricSpec(.containerResource(.cpu, container: $0), target: .utilization(50))
      }
    }
    return run(autoscaler, cpu: 0, until: end) { configuration in
      var web = SmallCluster.controller("web", replicas: 2)
      var proxy = web.spec.template.spec.containers[0]
      proxy.name = "proxy"
      proxy.resources.requests[.cpu] = Quantity(milliValue: 300)
      web.spec.template.spec.containers.append(proxy)
      configuration.initialObjects[0] = web
      var behavior = PodBehavior()
      behavior.cpuUsage = .ofRequest(millionths: 500_000)
      behavior.containers = [PodBehavior.Named("proxy")]
      behavior.containers[0].cpuUsage = .constant(90)
      configuration.behaviors = [BehaviorRule(behavior: behavior)]
      configuration.controlPlane.metricsServer.resolution = resolution
      var change = LoadChange()
      change.cpu = load.map { .shared(.constant($0)) }
      configuration.timeline =
        load == nil ? [] : [TimelineEntry(at: .seconds(1), .load(webs, change))]
    }
  }

  @Test("a container is measured alone", arguments: [0, 15])
  func containers(resolution: Int64) {
    let state = Self.pair(resolution: .seconds(resolution))
    #expect((0..<2).map { state.usage(of: PodID($0)).milliCPU } == [140, 140])
    let status = state.cluster.autoscalers[0].status
    #expect(status.currentMetrics.map { $0?.averageMilliValue } == [50, 90, nil])
    #expect(status.currentMetrics.map { $0?.averageUtilization } == [50, 30, nil])
    let failures = state.recording.messages.filter {
      $0.contains("container none not present in metrics for pod default/web-")
    }
    #expect(!failures.isEmpty)
  }

  @Test("a load of the pods has its containers use more in proportion")
  func loadedContainers() {
    let state = Self.pair(load: 840)
    let status = state.cluster.autoscalers[0].status
    #expect(status.currentMetrics.map { $0?.averageMilliValue } == [100, 180, nil])
  }

  @Test("no replicas at all are refused without the gate")
  func zero() {
    let autoscaler = Self.autoscaler(0...5) { spec in
      spec.metrics = [MetricSpec(.external(MetricIdentifier("q")), target: .value(Quantity(1)))]
    }
    let state = Self.run(autoscaler, cpu: 10)
    #expect(state.cluster.autoscalers.isEmpty && state.recording.refusals.count == 1)
    let gated = Self.run(autoscaler, cpu: 10) {
      $0.controlPlane.autoscaler.scalesToZero = true
    }
    #expect(gated.cluster.autoscalers.count == 1)
  }

  @Test("a controller manager that restarts forgets the recommendations of before")
  func restart() {
    let state = Self.run(Self.autoscaler(), cpu: 300, until: 400) { configuration in
      var load = LoadChange()
      load.cpu = .shared(.constant(30))
      configuration.timeline += [
        TimelineEntry(at: .seconds(100), .load(Self.webs, load)),
        TimelineEntry(at: .seconds(120), .pause(.controllerManager)),
        TimelineEntry(at: .seconds(130), .resume(.controllerManager)),
      ]
    }
    let shrunk = state.recording.autoscalers.first { $0.desiredReplicas == 1 }?.time
    // The first look after the restart finds six replicas, and keeps them for five minutes.
    #expect(shrunk == nil, "\(String(describing: shrunk))")
  }

  @Test("the profiles of before know rounds of 30 s, and pauses")
  func classic() {
    let state = Self.run(Self.autoscaler(), cpu: 300, until: 400, .classic)
    #expect(Self.sizes(state) == [0, 6])
    #expect(state.recording.autoscalers[1].time < .seconds(61))
  }

  @Test("use that changes by itself is followed to the instant")
  func levels() {
    var configuration = SmallCluster.configuration(.modern, replicas: 2, until: 100)
    var behavior = PodBehavior()
    behavior.cpuUsage = .overTime(
      .points(.init([.init(.zero, 100), .init(.seconds(50), 300)], clock: .run)))
    configuration.behaviors = [BehaviorRule(behavior: behavior)]
    configuration.samplePeriod = .seconds(10)
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let used = simulation.state.recording.utilization.filter {
      $0.resource == .cpu && $0.scope == .cluster
    }
    #expect(used.filter { $0.time == .seconds(40) }.map(\.used) == [200])
    #expect(used.filter { $0.time == .seconds(60) }.map(\.used) == [600])
  }
}
