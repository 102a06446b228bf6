import ClusterState

/// Whether an event can help a pod that plugins turned down.
///
/// Source: the plugins' queueing hints, Kubernetes 1.34. A profile's `addedAffinity` is not looked
/// at: these pods wake more often than they would have to, and fail again.
public struct QueueingHints: Sendable {
  let cluster: ClusterState
  let cache: SchedulerCache

  /// Hints that look at the cluster as it is.
  public init(_ cluster: ClusterState, _ cache: SchedulerCache) {
    self.cluster = cluster
    self.cache = cache
  }

  /// Whether `event` can help a pod of `template` that `plugins`, which ask for such events, have
  /// turned down: one of them is enough.
  public func helps(
    _ event: ClusterEvent, _ template: PodTemplateID, _ plugins: RejectingPlugins
  ) -> Bool {
    let pod = cache.requirements[template.row]
    return plugins.containsOne { plugin in
      switch event {
      case .nodeAdded(let node): helps(pod, plugin, change: nil, to: node)
      case .nodeAllocatableChanged(let old, let new), .nodeLabelsChanged(let old, let new),
        .nodeTaintsChanged(let old, let new):
        helps(pod, plugin, change: old, to: new)
      case .nodeRemoved(let node): plugin != .podTopologySpread || hasTopologies(pod, node)
      case .podPlaced(let other): helps(pod, plugin, placement: cache.requirements[other.row])
      case .podLabelsChanged(let old, let new), .ownLabelsChanged(let old, let new):
        helps(
          pod, plugin, relabeling: cache.requirements[old.row], as: cache.requirements[new.row])
      case .podGone(let other):
        helps(pod, plugin, departure: cache.requirements[other.row], wasPlaced: true)
      case .nominationWithdrawn(let other):
        helps(pod, plugin, departure: cache.requirements[other.row], wasPlaced: false)
      case .ownTolerationsChanged: plugin != .nodeUnschedulable || toleratesCordon(pod)
      case .storageChanged, .wildcard: true
      }
    }
  }

  /// `isSchedulableAfterNodeChange` of the plugins; `old` is nil for a new node.
  private func helps(
    _ pod: PodRequirements, _ plugin: RejectingPlugins, change old: NodeFacts?, to new: NodeFacts
  ) -> Bool {
    switch plugin {
    case .nodeResourcesFit:
      return fits(pod, new) && (old.map { offersMore(than: $0, new, for: pod) } ?? true)
    case .nodeAffinity:
      return isAllowed(pod, new) && !(old.map { isAllowed(pod, $0) } ?? false)
    case .nodeUnschedulable: return !new.isCordoned && (old?.isCordoned ?? true)
    case .taintToleration: return tolerates(pod, new) && !(old.map { tolerates(pod, $0) } ?? false)
    case .podTopologySpread:
      guard let old else { return hasTopologies(pod, new) }
      let (was, isNow) = (hasTopologies(pod, old), hasTopologies(pod, new))
      return was != isNow
        || isNow && (old.taints != new.taints || hasMoved(pod, from: old, to: new))
    case .interPodAffinity:
      return (pod.requiredAffinity + pod.requiredAntiAffinity).contains {
        new.labels[cache.columns[$0.column.row].key] != nil
      }
    default: return true
    }
  }

  /// What a new pod on a node can help.
  private func helps(
    _ pod: PodRequirements, _ plugin: RejectingPlugins, placement other: PodRequirements
  ) -> Bool {
    switch plugin {
    case .podTopologySpread: isCounted(other, by: pod)
    case .interPodAffinity: isMeant(other, by: pod.requiredAffinity)
    default: true
    }
  }

  /// What new labels of a pod can help; the waiting pod's own are of no use to inter-pod affinity.
  private func helps(
    _ pod: PodRequirements, _ plugin: RejectingPlugins, relabeling old: PodRequirements,
    as new: PodRequirements
  ) -> Bool {
    switch plugin {
    case .podTopologySpread:
      return new.template.namespace == pod.template.namespace
        && hardConstraints(of: pod).contains {
          $0.selector.matches(old.template.labels, cluster.symbols)
            != $0.selector.matches(new.template.labels, cluster.symbols)
        }
    case .interPodAffinity:
      let (wanted, unwanted) = (pod.requiredAffinity, pod.requiredAntiAffinity)
      return !isMeant(old, by: wanted) && isMeant(new, by: wanted)
        || isMeant(old, by: unwanted) && !isMeant(new, by: unwanted)
    default: return true
    }
  }

  /// What the end of a pod can help, or its nomination's if it was not placed.
  ///
  /// Source of an oddity: `InterPodAffinity.isSchedulableAfterPodChange` looks at the anti-affinity
  /// of the waiting pod alone. One that a placed pod's anti-affinity kept away is not woken when
  /// that pod goes.
  private func helps(
    _ pod: PodRequirements, _ plugin: RejectingPlugins, departure other: PodRequirements,
    wasPlaced: Bool
  ) -> Bool {
    if !wasPlaced, other.template.priority < pod.template.priority { return false }
    switch plugin {
    case .nodePorts:
      return other.template.hostPorts.contains { used in
        pod.template.hostPorts.contains(where: used.conflicts)
      }
    case .podTopologySpread: return isCounted(other, by: pod)
    case .interPodAffinity: return wasPlaced && isMeant(other, by: pod.requiredAntiAffinity)
    case .volumeRestrictions: return wasPlaced && other.volumes.hasVolumes
    case .nodeVolumeLimits: return wasPlaced && other.volumes.mayCountAgainstLimits
    default: return true
    }
  }
}
