import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

/// A workload with an autoscaler and its controller: writes are applied at once, and metrics say
/// what a test says.
struct AutoscalerBench {
  var cluster = TestCluster()
  var controller: HorizontalPodAutoscalerController
  /// What each pod uses, in thousandths of its unit; nil where nothing is measured.
  var use: Int64? = 500
  /// What is read of other metrics than resources.
  var value = MetricsReading.failure("no metrics returned from external metrics API")
  /// The reasons of the events, with their texts.
  private(set) var events: [(reason: String, message: String)] = []
  /// The instants of the looks that asked for metrics.
  private(set) var readings: [SimulationTime] = []
  private var timers: [(due: SimulationTime, timer: ControllerTimer)] = []
  private(set) var now = SimulationTime.zero

  init(_ settings: AutoscalerSettings = AutoscalerSettings(.modern)) {
    controller = HorizontalPodAutoscalerController(settings: settings)
  }

  /// A workload of `count` pods that have been ready for long and request `request` millicores.
  mutating func workload(
    _ name: String, _ count: Int32, request: Int64 = 1000
  ) throws -> WorkloadID {
    let template = self.template(name, request: request)
    let id = try cluster.state.createWorkload(
      .deployment, name: cluster.state.symbols.intern(name),
      selector: cluster.state.compile(LabelSelector(matching: ["app": name])),
      template: template, replicas: count, minReady: .zero, at: now)
    for index in 0..<count { try pod("\(name)-\(index)", name, request: request) }
    setStatus(of: id, count)
    return id
  }

  mutating func setStatus(of id: WorkloadID, _ count: Int32) {
    cluster.state.setStatus(
      of: id,
      WorkloadStatus(replicas: count, readyReplicas: count, availableReplicas: count), at: now)
  }

  /// One more ready pod.
  mutating func pod(_ name: String, _ app: String, request: Int64 = 1000) throws {
    let pod = try cluster.state.createPod(
      template: template(app, request: request),
      name: PodName(cluster.state.symbols.intern(name)), owner: .absent, at: .zero)
    _ = cluster.state.bind(pod, to: try cluster.node("of-\(name)"), at: .zero)
    cluster.state.setStartTime(pod, .zero - SimulationDuration.hours(1), at: .zero)
    cluster.state.report(
      pod, phase: .running, isReady: true, restarts: 0, at: .zero - SimulationDuration.minutes(50))
  }

  private mutating func template(_ app: String, request: Int64) -> PodTemplateID {
    var spec = PodSpec()
    var container = Container(name: "c", image: "registry.example/\(app):1")
    if request > 0 { container.resources.requests[.cpu] = Quantity(milliValue: request) }
    spec.containers = [container]
    return cluster.state.template(
      for: Pod(metadata: ObjectMeta(name: "", labels: ["app": app]), spec: spec))
  }

  /// An autoscaler of the deployment of its name.
  mutating func autoscaler(
    _ name: String, _ range: ClosedRange<Int32>, of target: String? = nil,
    _ change: (inout HorizontalPodAutoscalerSpec) -> Void = { _ in }
  ) {
    var autoscaler = HorizontalPodAutoscaler()
    autoscaler.metadata.name = name
    autoscaler.spec.scaleTargetRef.apiVersion = "apps/v1"
    autoscaler.spec.scaleTargetRef.kind = "Deployment"
    autoscaler.spec.scaleTargetRef.name = target ?? name
    autoscaler.spec.minReplicas = range.lowerBound
    autoscaler.spec.maxReplicas = range.upperBound
    autoscaler.spec.metrics = [MetricSpec(.resource(.cpu), target: .utilization(50))]
    change(&autoscaler.spec)
    autoscaler.applyDefaults()
    let space = cluster.state.symbols.intern("default")
    cluster.state.setAutoscaler(autoscaler, in: space, at: now)
    deliver()
  }

  /// Goes on to the end of second `end`.
  mutating func advance(to end: Int64) {
    while let next = timers.map(\.due).min(), next <= .seconds(end) {
      now = next
      let row = timers.firstIndex { $0.due == next }!
      let timer = timers.remove(at: row).timer
      if let period = controller.period(of: timer) { timers.append((now + period, timer)) }
      var actions: ControllerActions = []
      controller.wake(for: timer, at: now, in: cluster.state, actions: &actions)
      perform(actions)
    }
    now = .seconds(end)
  }

  /// The replicas that the deployment of row `row` wants.
  func replicas(_ row: Int = 0) -> Int32 { cluster.state.workloads[row].replicas }

  /// The reason of a condition of the autoscaler in row `row`.
  func reason(_ type: String, _ row: Int = 0) -> String? {
    cluster.state.autoscalers[row].status.condition(type)?.reason
  }

  private mutating func deliver() {
    var actions: ControllerActions = []
    for change in cluster.changes() {
      controller.observe(change, at: now, in: cluster.state, actions: &actions)
    }
    perform(actions)
  }

  private mutating func perform(_ actions: ControllerActions) {
    for action in actions {
      var answers: ControllerActions = []
      switch action {
      case .write(let write), .addToRequest(let write):
        cluster.state.apply(write, at: now)
        controller.observe(.done, of: write, at: now, in: cluster.state, actions: &answers)
      case .setTimer(let timer, let delay): timers.append((now + delay, timer))
      case .readMetrics(let request):
        readings.append(now)
        controller.observe(
          request.sources.map { answer($0, request) }, for: request, at: now, in: cluster.state,
          actions: &answers)
      case .recordObjectEvent(let event): events.append((event.reason, event.message))
      case .createPods, .recordEvent: break
      }
      perform(answers)
    }
    if !actions.isEmpty { deliver() }
  }

  private func answer(_ source: MetricSource, _ request: MetricsRequest) -> MetricsReading {
    guard case .resource = source else { return value }
    guard let use else { return .failure("no metrics returned from resource metrics API") }
    return .pods(
      ContiguousArray(
        request.pods.map {
          PodMetric($0, milliValue: use, time: now, window: .seconds(15))
        }))
  }
}
