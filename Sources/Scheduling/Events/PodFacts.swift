import ClusterState

/// What queueing hints compare of a pod before and after a change.
public struct PodFacts: Hashable, Sendable {
  /// The pod: what its uid is to the real hints.
  public let pod: PodID
  /// Its namespace, labels and specification.
  public let template: PodTemplateID
  /// Whether it has a node (`spec.nodeName`).
  public let isAssigned: Bool
  /// Whether a node is nominated for it (`status.nominatedNodeName`).
  public let isNominated: Bool

  /// The pod `pod` of `template`.
  public init(
    _ pod: PodID, template: PodTemplateID, isAssigned: Bool, isNominated: Bool = false
  ) {
    self.pod = pod
    self.template = template
    self.isAssigned = isAssigned
    self.isNominated = isNominated
  }

  /// Whether these are facts of the very pod that waits, and not of one alike.
  func isSame(as waiting: PendingPod) -> Bool { waiting.pod.isPresent && pod == waiting.pod }

  /// Whether hints look at it as at a pod that has a node.
  func isPlaced(by rules: VersionRules) -> Bool {
    isAssigned || isNominated && rules.has(.nominatedPodsInHints)
  }

  /// Whether room is held for it on a node.
  var holdsRoom: Bool { isAssigned || isNominated }

  /// The events that a change from `old` to these facts makes, in the order in which the scheduler
  /// handles them.
  ///
  /// The statuses of generated claims are not among the facts. Source:
  /// `framework.PodSchedulingPropertiesChange`, Kubernetes 1.34.
  public func changes(from old: PodFacts, _ cache: SchedulerCache) -> [ClusterEvent] {
    let (before, after) = (cache.requirements[old.template.row], cache.requirements[template.row])
    var actions: [ClusterActions] = []
    if before.template.labels != after.template.labels { actions.append(.updatePodLabel) }
    if after.requests.effective.isReduced(from: before.requests.effective) {
      actions.append(.updatePodScaleDown)
    }
    if !before.schedulingGates.isEmpty && after.schedulingGates.isEmpty {
      actions.append(.updatePodSchedulingGatesEliminated)
    }
    if before.tolerations.count != after.tolerations.count { actions.append(.updatePodToleration) }
    if actions.isEmpty { actions.append(.update) }
    let change = ObjectChange<PodFacts>(from: old, to: self)
    return actions.map {
      ClusterEvent(isAssigned ? .assignedPod : .unschedulablePod, $0, .pod(change))
    }
  }
}

extension ResourceAmounts {
  /// Whether less of anything is asked for than in `old`.
  func isReduced(from old: ResourceAmounts) -> Bool {
    milliCPU < old.milliCPU || memoryBytes < old.memoryBytes
      || ephemeralStorageBytes < old.ephemeralStorageBytes
      || old.extended.contains { self[$0.resource] < $0.amount }
  }
}
