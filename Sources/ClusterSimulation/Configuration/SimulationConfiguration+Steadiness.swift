import KubernetesObjects
import NodeAgents
import SimulationEngine

/// Whether the rounds of nodes and their controllers can have any effect.
///
/// A trace of months on a thousand nodes holds billions of leases, passes and collections that find
/// nothing to do. Where the configuration rules out that they ever find anything, they are not
/// posted: the run is the same without them, and its cost is that of what happens.
extension SimulationConfiguration {
  /// Whether nothing can silence a node, taint it, or fill its disk with images.
  var keepsNodesSteady: Bool {
    guard faults.isEmpty, timeline.isEmpty else { return false }
    if case .settled = ending { return false }
    let kubelet = controlPlane.kubelet
    let signs = min(
      kubelet.nodeLeaseRenewInterval ?? kubelet.nodeStatusUpdateFrequency,
      kubelet.nodeStatusUpdateFrequency)
    let lifecycle = controlPlane.nodeLifecycle
    guard
      max(signs, kubelet.firstRound ?? .zero)
        < min(lifecycle.nodeMonitorGracePeriod, lifecycle.nodeStartupGracePeriod)
    else {
      return false
    }
    return nodes.allSatisfy(\.isBornHealthy) && !canImagesFillDisk
  }

  /// Whether ended pods can become so many that the garbage collector takes some.
  var canPodsBecomeGarbage: Bool {
    let threshold = controlPlane.podGarbageCollection.terminatedPodThreshold
    if threshold <= 0 { return false }
    let arriving = arrivals.arrivals.count
    let others = simulatedObjects.contains { $0 is any WorkloadObject }
    return !workloads.isEmpty || others || arriving > threshold
  }

  /// Whether a cron job is there at the start or may come.
  var hasCronJobs: Bool {
    initialObjects.contains { $0 is CronJob }
      || timeline.contains { entry in
        switch entry.action {
        case .apply(let objects): objects.contains { $0 is CronJob }
        case .update(let update): update.object is CronJob
        default: false
        }
      }
  }

  private var simulatedObjects: some Sequence<any APIObject> {
    initialObjects.lazy.filter { $0.kind.role == .simulated }
  }

  /// The nodes that are there at the start, one of each pool.
  private var nodes: [Node] {
    nodePools.map(\.template)
      + initialObjects.compactMap { $0 as? Node }
  }

  /// Whether the images of all pods together could bring a node to collect some.
  private var canImagesFillDisk: Bool {
    let settings = controlPlane.kubelet.images
    var names: Set<String> = []
    let specs =
      arrivals.templates.map(\.spec) + workloads.map(\.template.spec)
      + simulatedObjects.compactMap { ($0 as? any WorkloadObject)?.podTemplate.spec }
    for spec in specs {
      for container in spec.initContainers + spec.containers { names.insert(container.image) }
    }
    let largest = imageSizes.reduce(max(0, settings.defaultImageBytes)) { max($0, $1.bytes) }
    let own = nodes.map { node in
      node.status.images.reduce(Int128(0)) {
        $0 + Int128(max(0, $1.sizeBytes)) * Int128($1.names.count)
      }
    }
    let most = (own.max() ?? 0) + Int128(largest) * Int128(names.count)
    let room = Int128(max(1, settings.imageFilesystemBytes))
    return most * 100 >= room * Int128(settings.imageGCHighThresholdPercent)
  }
}

extension Node {
  /// Whether the node controller has nothing to take off the node, and the node is ready.
  fileprivate var isBornHealthy: Bool {
    !spec.taints.contains { $0.key.hasPrefix("node.kubernetes.io/") }
      && status.conditions["Ready"].map { $0.status == .true } ?? true
  }
}
