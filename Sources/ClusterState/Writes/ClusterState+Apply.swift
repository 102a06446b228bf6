import SimulationEngine

extension ClusterState {
  /// Applies a write that needs nothing but the store; returns whether it changed anything.
  ///
  /// The creation of a pod is not among them: its name and its admission are the API server's.
  @discardableResult
  public mutating func apply(_ write: ClusterWrite, at now: SimulationTime) -> Bool {
    let before = changes.end
    switch write {
    case .createPod: preconditionFailure("the API server creates pods")
    case .deletePod(let pod, _, let isForced):
      requestDeletion(of: pod, grace: isForced ? .zero : grace(of: pod), at: now)
    case .setOwner(let pod, let owner): setOwner(of: pod, owner, at: now)
    case .setStatus(let workload, let status): setStatus(of: workload, status, at: now)
    case .setDisruptions(let row, let status):
      setStatus(ofDisruptionBudget: Int(row), status, at: now)
    case .setEndpoint(let service, let pod, let isReady):
      setEndpoint(of: service, pod, isReady: isReady, at: now)
    case .setNodeReady(let node, let status, let reason):
      setReady(node, status, reason: symbols.intern(reason.rawValue), at: now)
    case .setPodsNotReady(let node): setPodsNotReady(on: node, at: now)
    case .setTaint(let node, let taint, let isPresent):
      setTaint(taint, on: node, isPresent: isPresent, at: now)
    }
    return changes.end != before
  }

  /// The grace that `pod` asks for.
  public func grace(of pod: PodID) -> SimulationDuration {
    let seconds = templates[pods[pod].template].pod.spec.terminationGracePeriodSeconds
    return SimulationDuration.seconds(1).multipliedSaturating(by: max(0, seconds)).bounded
  }

  private mutating func setPodsNotReady(on node: NodeID, at now: SimulationTime) {
    var ready: ContiguousArray<PodID> = []
    pods.forEach(on: node) { if pods[$0].isReady { ready.append($0) } }
    for pod in ready { setReady(pod, false, at: now) }
  }

  private mutating func setTaint(
    _ taint: NodeLifecycleTaint, on node: NodeID, isPresent: Bool, at now: SimulationTime
  ) {
    let key = symbols.intern(taint.key)
    var taints = nodes[node.row].taints
    taints.removeAll { $0.key == key && $0.effect == taint.effect }
    if isPresent {
      taints.append(NodeTaint(key: key, value: .empty, effect: taint.effect, added: now))
    }
    setTaints(node, taints, at: now)
  }
}
