import ClusterState

/// Whether an event can help a pod that a plugin turned down.
///
/// Source: the plugins' queueing hints, Kubernetes 1.34. Where a hint would need the state before
/// the event, the answer is yes.
public struct QueueingHints: Sendable {
  private let cluster: ClusterState
  private let cache: SchedulerCache

  /// Hints that look at the cluster as it is.
  public init(_ cluster: ClusterState, _ cache: SchedulerCache) {
    self.cluster = cluster
    self.cache = cache
  }

  /// Whether `event` can help a pod of `template` that `plugin` turned down.
  public func helps(_ event: ClusterEvent, _ template: PodTemplateID, _ plugin: String) -> Bool {
    guard event.concerns(plugin), template.row < cache.requirements.count else {
      return event.concerns(plugin)
    }
    let requirements = cache.requirements[template.row]
    switch event {
    case .nodeAdded(let node), .nodeAllocatableChanged(let node), .nodeLabelsChanged(let node),
      .nodeTaintsChanged(let node):
      return helps(changeOf: node, requirements, plugin)
    case .podPlaced(let other), .podLabelsChanged(let other), .podGone(let other):
      return helps(changeOf: cache.requirements[other.row], requirements, plugin)
    case .nodeRemoved, .storageChanged, .wildcard: return true
    }
  }

  private func helps(
    changeOf node: NodeID, _ pod: PodRequirements, _ plugin: String
  ) -> Bool {
    let row = node.row
    switch plugin {
    case NodeResourcesFit.name: return hasRoom(row, pod)
    case NodeAffinity.name: return pod.nodeDemand.matches(row: row, cache, cluster.symbols)
    case NodeUnschedulable.name: return !cache.cordoned.contains(node)
    case TaintToleration.name:
      return pod.tolerations.firstUntolerated(cache.taints.lists[cache.taints.number(row: row)])
        == nil
    case PodTopologySpread.name:
      return pod.spreadConstraints.allSatisfy {
        cache.columns[$0.column.row].domain(row: row) >= 0
      }
    case InterPodAffinity.name:
      return (pod.requiredAffinity + pod.requiredAntiAffinity).isEmpty
        || pod.requiredAffinity.allSatisfy { cache.columns[$0.column.row].domain(row: row) >= 0 }
    default: return true
    }
  }

  /// Whether the node, were it empty, would have room.
  private func hasRoom(_ row: Int, _ pod: PodRequirements) -> Bool {
    let wanted = pod.requests.effective
    return cache.allocatablePods[row] > 0 && wanted.milliCPU <= cache.allocatable.milliCPU[row]
      && wanted.memoryBytes <= cache.allocatable.memoryBytes[row]
      && wanted.ephemeralStorageBytes <= cache.allocatable.ephemeralStorageBytes[row]
      && wanted.extended.allSatisfy {
        $0.amount <= cache.allocatable.amount(of: $0.resource, row: row)
      }
  }

  private func helps(
    changeOf other: PodRequirements, _ pod: PodRequirements, _ plugin: String
  ) -> Bool {
    switch plugin {
    case NodePorts.name:
      return other.template.hostPorts.contains { used in
        pod.template.hostPorts.contains(where: used.conflicts)
      }
    case PodTopologySpread.name:
      return pod.spreadConstraints.isEmpty
        || other.template.namespace == pod.template.namespace
          && pod.spreadConstraints.contains {
            $0.selector.matches(other.template.labels, cluster.symbols)
          }
    case InterPodAffinity.name:
      let terms = pod.requiredAffinity + pod.requiredAntiAffinity
      return terms.contains {
        $0.scope.matches(other.template, cluster, requiresNamespaceObject: true)
      }
        || other.requiredAntiAffinity.contains {
          $0.scope.matches(pod.template, cluster, requiresNamespaceObject: false)
        }
    case VolumeRestrictions.name: return other.volumes.hasVolumes
    case NodeVolumeLimits.name: return other.volumes.mayCountAgainstLimits
    default: return true
    }
  }
}
