import ClusterState
import NodeAgents
import SimulationEngine

extension SimulationState {
  /// Does what the kubelets asked for, in the order of asking.
  mutating func performKubeletActions() {
    for index in kubeletActions.indices { perform(kubeletActions[index]) }
    kubeletActions.removeAll(keepingCapacity: true)
  }

  private mutating func perform(_ action: KubeletAction) {
    switch action {
    case .post(let event, let delay): loop.post(.kubelet(event), after: delay)
    case .report(let pod, let status): report(pod, status)
    case .imagePulled(let pod): cluster.setImagePulled(pod, at: now)
    case .remove(let pod): cluster.remove(pod, at: now)
    case .heartbeat(let node):
      cluster.noteHeartbeat(node, at: now)
      guard cluster.nodes[node.row].ready != .yes else { return }
      let reason = cluster.symbols.intern("KubeletReady")
      if cluster.setReady(node, .yes, reason: reason, at: now) {
        recordEvent("NodeReady", "kubelet", node: node)
      }
    case .leaseRenewal(let node): cluster.noteLeaseRenewal(node, at: now)
    case .images(let node): cluster.setImages(node, kubelets.images(of: node), at: now)
    case .recordEvent(let reason, let pod, let image):
      if reason == .pulling { recording.notePull(for: pod, at: now) }
      recordKubeletEvent(reason, pod, image)
    }
  }

  private mutating func report(_ pod: PodID, _ status: PodStatusReport) {
    let reason = status.failure.map { cluster.symbols.intern($0.reason) } ?? .empty
    cluster.report(
      pod, phase: status.phase, isReady: status.isReady, restarts: status.restarts,
      reason: reason, at: now)
    if status.phase.isTerminal { noteEnd(of: pod) }
  }
}
