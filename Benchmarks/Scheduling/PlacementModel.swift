import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine

/// The scheduler with its queue in an event loop: pods arrive, are queued, taken, placed on a node
/// and counted there, by the default profile of Kubernetes 1.34.
struct PlacementModel {
  private enum Event {
    case arrival(Int32)
    case cycle
  }

  private var loop = EventLoop<Event>()
  private var queue = SchedulingQueue()
  private var scheduler = Scheduler(
    [], rules: VersionRules(.v1_34), tieBreak: .drawn(RandomStream(seed: 1, name: "ties")))
  private var cluster = ClusterState()
  private var templates: ContiguousArray<PodTemplateID> = []
  private var isIdle = true
  /// How many pods have been placed.
  private(set) var placed = 0

  /// `nodes` equal nodes in three zones, and pods of `templates` templates that differ in what they
  /// request.
  ///
  /// - Parameter percentage: the share of nodes that is enough to find; nil for the default, which
  ///   adapts.
  init(nodes: Int, templates: Int, evaluation: Evaluation, percentage: Int32? = nil) throws {
    scheduler.evaluation = evaluation
    scheduler.profiles = [
      try Profile(percentageOfNodesToScore: percentage, &cluster, &scheduler.cache)
    ]
    for row in 0..<nodes { try addNode(row) }
    for row in 0..<templates { self.templates.append(cluster.template(for: Self.pod(row))) }
    scheduler.cache.learnTemplates(of: &cluster)
  }

  private mutating func addNode(_ row: Int) throws {
    let amounts = ResourceAmounts(milliCPU: 32_000, memoryBytes: 128 << 30)
    let record = NodeRecord(
      name: cluster.symbols.intern("node-\(row)"), pool: .empty,
      labels: cluster.intern([
        "kubernetes.io/hostname": "node-\(row)", "topology.kubernetes.io/zone": "zone-\(row % 3)",
      ]),
      taints: [], isCordoned: false, capacity: amounts, allocatable: amounts, allocatablePods: 110,
      images: [], created: .zero)
    let node = try cluster.addNode(record, at: .zero)
    scheduler.cache.addNode(node, record, cluster)
  }

  private static func pod(_ row: Int) -> Pod {
    var pod = Pod()
    pod.metadata = ObjectMeta(name: "template-\(row)", namespace: "default")
    pod.metadata.labels = ["app": "app-\(row)"]
    var container = Container(name: "c", image: "registry.example/app:1")
    container.resources.requests = [
      .cpu: Quantity(milliValue: Int64(100 + 10 * (row % 100))),
      .memory: Quantity(Int64(256 + row % 64) << 20),
    ]
    pod.spec.containers = [container]
    return pod
  }

  /// Lets `count` pods arrive, a millisecond apart, and places them.
  mutating func place(_ count: Int) {
    let start = loop.now
    for row in 0..<count {
      loop.appendArrival(.arrival(Int32(placed + row)), at: start + .milliseconds(Int64(row)))
    }
    while let event = loop.next(until: .latest) {
      switch event {
      case .arrival(let row):
        let template = templates[Int(row) % templates.count]
        queue.add(
          PodID(Int(row)), QueuedPod.Kind(template), priority: 0, isGated: false, at: loop.now)
        if isIdle {
          isIdle = false
          loop.post(.cycle, after: .zero)
        }
      case .cycle: cycle()
      }
    }
  }

  private mutating func cycle() {
    guard let pod = queue.pop() else {
      isIdle = true
      return
    }
    let template = templates[pod.row % templates.count]
    let decision = scheduler.schedule(PendingPod(pod, template: template), cluster)
    precondition(decision.node.isPresent, "the cluster is full")
    scheduler.cache.addPod(PlacedPod(pod, template: template), on: decision.node)
    queue.remove(pod)
    placed += 1
    loop.post(.cycle, after: .microseconds(100))
  }
}
