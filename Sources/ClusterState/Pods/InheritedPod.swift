import SimulationEngine

/// What a cluster knows of a pod that was there before the run began.
///
/// Instants that are not known are `SimulationTime.unset`; the others lie before the run or at its
/// start.
public struct InheritedPod: Hashable, Sendable {
  /// `metadata.creationTimestamp`.
  public var created: SimulationTime
  /// When the binding was written.
  public var scheduled: SimulationTime = .unset
  /// `status.startTime`.
  public var startTime: SimulationTime = .unset
  /// When the phase first became Running.
  public var started: SimulationTime = .unset
  /// The last transition of the condition `Ready`.
  public var readyTransition: SimulationTime = .unset
  /// `status.phase`, which is not terminal.
  public var phase: PodPhase = .pending
  /// The condition `Ready`.
  public var isReady = false
  /// The highest restart count of the pod's containers.
  public var restarts: Int32 = 0
  /// The restarts of all the pod's containers together.
  public var allRestarts: Int32 = 0

  /// A pod that was created at `created`, before the run, and of which nothing else is known.
  public init(created: SimulationTime) { self.created = created }
}

extension ClusterState {
  /// Puts a pod of `template` into the store that was there before the run: no admission, and no
  /// scheduler, is asked. A pod with a `node` is bound there.
  ///
  /// Throws `NameTaken` if a pod of that name is there.
  public mutating func inheritPod(
    _ inherited: InheritedPod, template: PodTemplateID, name: PodName, owner: WorkloadID,
    on node: NodeID, at now: SimulationTime
  ) throws(NameTaken) -> PodID {
    let id = try createPod(template: template, name: name, owner: owner, at: now)
    if node.isPresent { _ = place(id, on: node, at: now) }
    pods.update(id) { pod in
      pod.created = inherited.created
      if node.isPresent { pod.scheduled = inherited.scheduled }
      pod.startTime = inherited.startTime
      pod.started = inherited.started
      pod.phase = inherited.phase
      pod.isReady = inherited.isReady
      pod.readyTransition = inherited.readyTransition
      if inherited.isReady { pod.firstReady = inherited.readyTransition }
      pod.restarts = inherited.restarts
      pod.allRestarts = inherited.allRestarts
    }
    note(.pod, .reported, id.index, now)
    return id
  }

  /// Says of `node`, which was there before the run, what its condition `Ready` is, and since when.
  public mutating func inheritReady(
    _ node: NodeID, _ status: ConditionStatus, reason: Symbol, since time: SimulationTime
  ) {
    nodes[node.row].ready = status
    nodes[node.row].readyReason = reason
    nodes[node.row].readyTransition = time
  }
}
