import ClusterSimulation
import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine

/// What the scheduler knows when it decides, as plain arrays of text and numbers.
struct ReferenceView {
  struct Pod {
    let id: PodID
    let namespace: String
    let labels: [String: String]
    let spec: PodSpec
    let isTerminating: Bool
    let isPreempted: Bool

    var priority: Int32 { spec.priority ?? 0 }
  }

  struct Node {
    let id: NodeID
    let name: String
    let labels: [String: String]
    let taints: [Taint]
    let isCordoned: Bool
    let isUnready: Bool
    let milliCPU: Int64
    let memoryBytes: Int64
    let podLimit: Int64
    var pods: [Pod]
    /// The pods that wait with the promise of the node.
    let promised: [Pod]
  }

  /// A service or a controller with the labels that it selects.
  struct Selector {
    let namespace: String
    let labels: [String: String]

    func selects(_ pod: Pod) -> Bool {
      !labels.isEmpty && namespace == pod.namespace
        && labels.allSatisfy { pod.labels[$0.key] == $0.value }
    }
  }

  var pod: Pod
  var nodes: [Node] = []
  /// The node that the pod itself was promised, if it is there.
  var promisedNode: Node?
  /// Whether a pod on that node is already on its way out for this one.
  var awaitsVictims = false
  var selectors: [Selector] = []

  /// The view of an attempt to place `id`, taken right after it: without the pod itself, which may
  /// be assumed on its node already.
  init(of id: PodID, in state: borrowing SimulationState) {
    let (cluster, cache) = (state.cluster, state.schedulerView)
    pod = Self.pod(PlacedPod(id, template: cluster.pods[id].template), cluster)
    for row in 0..<cache.rowCount where cache.present.contains(NodeID(row)) {
      nodes.append(Self.node(NodeID(row), without: id, state))
    }
    promisedNode = nodes.first { $0.id == cluster.pods[id].nominatedNode }
    awaitsVictims =
      promisedNode?.pods.contains {
        $0.isTerminating && $0.isPreempted && $0.priority < pod.priority
      } ?? false
    for service in cluster.services where service.isPresent {
      selectors.append(
        Selector(
          namespace: cluster.symbols[service.namespace],
          labels: Self.text(service.selector ?? .empty, cluster)))
    }
    for controller in cluster.workloads where controller.isPresent && controller.kind.ownsPods {
      guard case .all(let requirements) = controller.selector else { continue }
      var labels: [String: String] = [:]
      for requirement in requirements {
        labels[cluster.symbols[requirement.key]] = cluster.symbols[requirement.values[0]]
      }
      selectors.append(
        Selector(namespace: cluster.symbols[controller.namespace], labels: labels))
    }
  }

  private static func node(
    _ id: NodeID, without pod: PodID, _ state: borrowing SimulationState
  ) -> Node {
    let (cluster, cache) = (state.cluster, state.schedulerView)
    let taints = cache.taints.lists[cache.taints.number(row: id.row)].map { taint in
      Taint(
        key: cluster.symbols[taint.key], value: cluster.symbols[taint.value],
        effect: effect(taint.effect))
    }
    return Node(
      id: id, name: cluster.symbols[cluster.nodes[id.row].name],
      labels: text(cache.labels[id.row], cluster),
      taints: taints, isCordoned: cache.cordoned.contains(id),
      isUnready: cache.notReady.contains(id),
      milliCPU: cache.allocatable.milliCPU[id.row],
      memoryBytes: cache.allocatable.memoryBytes[id.row],
      podLimit: cache.allocatablePods[id.row],
      pods: cache.pods[id.row].filter { $0.pod != pod }.map { self.pod($0, cluster) },
      promised: state.schedulerNominations.entries.filter { $0.node == id && $0.pod.pod != pod }
        .map { self.pod($0.pod, cluster) })
  }

  private static func pod(_ placed: PlacedPod, _ cluster: ClusterState) -> Pod {
    let template = cluster.templates[placed.template]
    return Pod(
      id: placed.pod, namespace: cluster.symbols[template.namespace],
      labels: text(template.labels, cluster),
      spec: template.pod.spec, isTerminating: placed.isTerminating,
      isPreempted: placed.isPreempted)
  }

  private static func text(_ labels: LabelSet, _ cluster: ClusterState) -> [String: String] {
    var text: [String: String] = [:]
    for pair in labels.pairs { text[cluster.symbols[pair.key]] = cluster.symbols[pair.value] }
    return text
  }

  private static func effect(_ effect: NodeTaintEffect) -> TaintEffect {
    switch effect {
    case .noSchedule: .noSchedule
    case .preferNoSchedule: .preferNoSchedule
    case .noExecute: .noExecute
    }
  }
}

extension ReferenceView.Pod {
  /// What the containers request of `resource` together: milli-units of cpu, else units.
  func request(_ resource: ResourceName) -> Int64 {
    spec.containers.reduce(0) { $0 + (stated(resource, $1) ?? 0) }
  }

  /// The same for scores: 100m of cpu and 200 MiB of memory where a container states nothing.
  func scoredRequest(_ resource: ResourceName) -> Int64 {
    let absent: Int64 = resource == .cpu ? 100 : 200 << 20
    return spec.containers.reduce(0) { $0 + (stated(resource, $1) ?? absent) }
  }

  private func stated(_ resource: ResourceName, _ container: Container) -> Int64? {
    let quantity = container.resources.requests[resource]
    return resource == .cpu ? quantity?.milliValue : quantity?.value
  }

  /// The ports of the node that the pod takes.
  var hostPorts: [ContainerPort] {
    spec.containers.flatMap(\.ports).filter { $0.hostPort > 0 }
  }

  /// The disks of Google's cloud that the pod mounts.
  var disks: [GCEPersistentDiskVolumeSource] {
    spec.volumes.compactMap {
      if case .gcePersistentDisk(let disk) = $0.source { disk } else { nil }
    }
  }

  /// Whether the node's labels are those that the pod insists on.
  func selects(_ node: ReferenceView.Node) -> Bool {
    (spec.nodeSelector ?? Labels()).allSatisfy { node.labels[$0.key] == $0.value }
  }
}
