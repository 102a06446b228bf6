import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine

@testable import ClusterSimulation
@testable import RunReports

/// A run of five pods put together by hand, with one of everything that reports tell.
///
/// `web` wants two replicas. The first is on n0, which dies at 10 s; it is evicted at 60 s and
/// replaced. Two jobs arrive in another namespace: one ends, one is never placed.
enum SampleRun {
  static let end = SimulationTime.seconds(100)

  static func source() throws -> ReportSource {
    var cluster = ClusterState()
    var recording = Recording()
    let nodes = try addNodes(to: &cluster)
    let owner = try addController(to: &cluster)
    try addService(to: &cluster)
    try addReplicas(of: owner, on: nodes, to: &cluster, &recording)
    try addJobs(on: nodes[1], to: &cluster, &recording)
    addFailure(of: nodes[0], to: &cluster, &recording)
    addSamples(nodes, to: &cluster, &recording)
    addLevels(nodes, to: &cluster, &recording)
    addWorkloads(owner, to: &recording)
    recording.unseed = 0xAB
    recording.eventCount = 1234
    recording.end = end
    var configuration = SimulationConfiguration(
      name: "sample", controlPlane: ControlPlaneSettings(profile: .textbook))
    configuration.seed = 7
    configuration.ending = .at(end)
    configuration.workloads = [try generator()]
    configuration.nodePools = [pool]
    return ReportSource(
      configuration: configuration, cluster: cluster, recording: recording, end: end)
  }

  static func report() throws -> RunReport {
    RunReport(
      try source(),
      identity: RunIdentity(
        version: "0.1.0", inputs: [.init(path: "sample.yaml", content: Array("abc".utf8))]))
  }

  /// The text of one file of the report.
  static func text(_ fileName: String) throws -> String {
    String(decoding: try report().bytes(of: fileName) ?? [], as: UTF8.self)
  }

  private static func generator() throws -> WorkloadGenerator {
    try WorkloadGenerator(
      name: "batch", template: Pod(), interarrival: .constant(ConstantDistribution(1)),
      behavior: PodBehavior(), from: .zero, until: .zero, limit: nil)
  }

  private static var pool: NodePool {
    var pool = NodePool(name: "worker", count: 2, template: Node())
    pool.pricePerHourMillionths = 36_000_000
    return pool
  }

  private static func addNodes(to cluster: inout ClusterState) throws -> [NodeID] {
    try ["a", "b"].enumerated().map { row, zone in
      let amounts = ResourceAmounts(milliCPU: 1000, memoryBytes: 1 << 30)
      let label = LabelPair(
        key: cluster.symbols.intern("topology.kubernetes.io/zone"),
        value: cluster.symbols.intern(zone))
      let record = NodeRecord(
        name: cluster.symbols.intern("n\(row)"), pool: cluster.symbols.intern("worker"),
        labels: LabelSet([label]), capacity: amounts, allocatable: amounts, allocatablePods: 110,
        ready: .yes, created: .zero)
      return try cluster.addNode(record, at: .zero)
    }
  }

  private static func addController(to cluster: inout ClusterState) throws -> WorkloadID {
    let template = cluster.template(for: pod(namespace: "default", app: "web", milliCPU: 100))
    return try cluster.createWorkload(
      .replicationController, name: cluster.symbols.intern("web"),
      selector: cluster.compile(LabelSelector(matching: ["app": "web"])), template: template,
      replicas: 2, minReady: .zero, at: .zero)
  }

  private static func addService(to cluster: inout ClusterState) throws {
    _ = try cluster.createService(
      namespace: cluster.symbols.intern("default"), name: cluster.symbols.intern("front"),
      selector: cluster.intern(["app": "web"]), at: .zero)
  }

  private static func addReplicas(
    of owner: WorkloadID, on nodes: [NodeID], to cluster: inout ClusterState,
    _ recording: inout Recording
  ) throws {
    let created: [SimulationTime] = [.seconds(1), .seconds(1), .seconds(61)]
    for (row, time) in created.enumerated() {
      let record = cluster.workloads[owner.row]
      let pod = try cluster.createPod(
        template: record.template, name: PodName(base: record.podNameBase, suffix: Int32(row)),
        owner: owner, at: time)
      recording.noteQueued(pod, at: time + .milliseconds(5))
      let attempt = time + .milliseconds(10)
      let node = nodes[row == 0 ? 0 : 1]
      note(pod, attempt, on: node, "", to: &recording)
      _ = cluster.bind(pod, to: node, at: time + .milliseconds(20))
      if row == 0 {
        recording.notePull(for: pod, at: time + .milliseconds(500))
        cluster.setImagePulled(pod, at: time + .seconds(2))
      }
      let start = time + .milliseconds(2500)
      cluster.report(pod, phase: .running, isReady: false, restarts: 0, at: start)
      cluster.setReady(pod, true, at: start + .milliseconds(250))
    }
  }

  private static func addJobs(
    on node: NodeID, to cluster: inout ClusterState, _ recording: inout Recording
  ) throws {
    let template = cluster.template(for: pod(namespace: "jobs", app: "batch", milliCPU: 500))
    let pods = try (0..<2).map { row in
      try cluster.createPod(
        template: template, name: PodName(cluster.symbols.intern("batch-\(row)")), owner: .absent,
        at: .seconds(5))
    }
    for pod in pods { recording.noteGenerator(of: pod, 0) }
    note(pods[0], .seconds(6), on: node, "", to: &recording)
    _ = cluster.bind(pods[0], to: node, at: .seconds(6))
    cluster.report(pods[0], phase: .running, isReady: true, restarts: 0, at: .seconds(7))
    let reason = cluster.symbols.intern("Completed")
    cluster.report(
      pods[0], phase: .succeeded, isReady: false, restarts: 0, reason: reason, at: .seconds(17))
    note(pods[1], .seconds(7), on: .absent, "0/2 nodes, \"cpu\" is short", to: &recording)
    note(pods[1], .seconds(8), on: .absent, "0/2 nodes, \"cpu\" is short", to: &recording)
  }

  private static func note(
    _ pod: PodID, _ time: SimulationTime, on node: NodeID, _ message: String,
    to recording: inout Recording
  ) {
    let number = recording.noteAttempt(of: pod, at: time)
    let row = message.isEmpty ? -1 : recording.row(of: message)
    recording.attempts.append(
      SchedulingAttempt(
        time: time, pod: pod, attempt: number,
        cause: number == 1 ? .creation : .event(.node, .updateNodeAllocatable),
        result: node.isPresent ? .scheduled : .unschedulable, node: node, nominated: .absent,
        evaluated: 2, feasible: node.isPresent ? 1 : 0, score: node.isPresent ? 9 : 0,
        message: row))
  }

  private static func addFailure(
    of node: NodeID, to cluster: inout ClusterState, _ recording: inout Recording
  ) {
    recording.incidents = [Incident(time: .seconds(10), node: node, kind: .failed)]
    let reason = cluster.symbols.intern("NodeStatusUnknown")
    cluster.setReady(node, .unknown, reason: reason, at: .seconds(42))
    recording.nodeConditions = [
      NodeConditionChange(time: .seconds(42), node: node, status: .unknown, reason: reason)
    ]
    recording.delayedConditions = [
      DelayedCondition(time: .seconds(42), node: node, wait: .milliseconds(1500))
    ]
    recording.deletions = [
      PodDeletion(
        time: .seconds(60), pod: PodID(0), node: node, cause: .nodeTimeout, grace: .zero,
        isEviction: true)
    ]
    cluster.remove(PodID(0), at: .seconds(60))
    let reasonRow = recording.row(of: "NodeNotReady")
    let component = recording.row(of: "node-controller")
    recording.events = [
      EventObject(
        time: .seconds(42), isWarning: true, reason: reasonRow, subject: .node, index: 0,
        component: component, message: .text(recording.row(of: "Node n0, lost"))),
      EventObject(
        time: .seconds(60), isWarning: false, reason: reasonRow, subject: .pod, index: 3,
        component: component, message: .text(recording.row(of: ""))),
      EventObject(
        time: .seconds(61), isWarning: false, reason: reasonRow, subject: .workload,
        index: 0, component: component, message: .text(recording.row(of: ""))),
    ]
  }

  private static func addSamples(
    _ nodes: [NodeID], to cluster: inout ClusterState, _ recording: inout Recording
  ) {
    let pool = cluster.symbols.intern("worker")
    for (time, ready, requested) in [(0, 2, 0), (25, 2, 1000), (50, 1, 500), (75, 0, 500)] {
      let time = SimulationTime.seconds(Int64(time))
      for (scope, name) in [(UtilizationSample.Scope.cluster, Symbol.empty), (.pool, pool)] {
        recording.utilization.append(
          UtilizationSample(
            time: time, scope: scope, name: name, resource: .cpu, capacity: 2000,
            allocatable: Int128(ready) * 1000, requested: Int128(requested),
            used: Int128(requested) / 2))
      }
      recording.queueSamples.append(
        QueueSample(
          time: time, active: Int32(ready), backOff: 1, unschedulable: 0,
          oldestPending: ready == 0 ? .unset : .zero))
    }
    for (row, node) in nodes.enumerated() {
      recording.nodeSamples.append(
        NodeSample(
          time: .seconds(50), node: node, ready: row == 0 ? .unknown : .yes, resource: .cpu,
          allocatable: 1000, requested: 200, used: -1, pods: Int32(row)))
    }
  }

  /// The same as the samples say, as levels that hold from one change to the next.
  private static func addLevels(
    _ nodes: [NodeID], to cluster: inout ClusterState, _ recording: inout Recording
  ) {
    let pool = cluster.symbols.intern("worker")
    for node in nodes { recording.resources.place(node, pool: pool, zone: .empty, at: .zero) }
    func set(_ time: Int64, _ node: Int, isReady: Bool, requested: Int128) {
      recording.resources.set(
        ScopeTotals(
          capacity: 1000, allocatable: isReady ? 1000 : 0, requested: requested,
          used: requested / 2),
        of: .cpu, on: nodes[node], at: .seconds(time))
    }
    for node in 0...1 { set(0, node, isReady: true, requested: 0) }
    set(25, 1, isReady: true, requested: 1000)
    set(50, 0, isReady: false, requested: 0)
    set(50, 1, isReady: true, requested: 500)
    set(75, 1, isReady: false, requested: 500)
    recording.resources.setEmpty(true, nodes[0], at: .seconds(50))
    recording.queue.backOff.set(1, at: .zero)
    for (time, length) in [(0, 2), (50, 1), (75, 0)] as [(Int64, Int64)] {
      recording.queue.active.set(length, at: .seconds(time))
    }
    recording.queue.oldestPending.set(.zero, at: .zero)
    recording.queue.oldestPending.set(nil, at: .seconds(75))
  }

  private static func addWorkloads(_ owner: WorkloadID, to recording: inout Recording) {
    for (time, current, ready) in [(0, 0, 0), (4, 2, 2), (60, 1, 1), (64, 2, 2)]
      as [(Int64, Int32, Int32)]
    {
      recording.workloads.append(
        WorkloadChange(
          time: .seconds(time), workload: owner, desired: 2, current: current, ready: ready,
          available: ready))
    }
    for (time, ready, stale) in [(4, 2, 0), (10, 2, 1), (45, 1, 0), (64, 2, 0)]
      as [(Int64, Int32, Int32)]
    {
      recording.services.append(
        ServiceChange(
          time: .seconds(time), service: ServiceID(0), readyEndpoints: ready,
          staleEndpoints: stale))
    }
  }

  private static func pod(namespace: String, app: String, milliCPU: Int64) -> Pod {
    var spec = PodSpec()
    var container = Container(name: "c", image: "registry.example/\(app):1")
    container.resources.requests = [
      .cpu: Quantity(milliValue: milliCPU), .memory: Quantity(100 << 20),
    ]
    spec.containers = [container]
    return Pod(
      metadata: ObjectMeta(name: "", namespace: namespace, labels: ["app": app]), spec: spec)
  }
}
