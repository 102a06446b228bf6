import ClusterState
import SimulationEngine

/// The disks of pods: a pod begins when they are attached to its node, and when its containers have
/// stopped, the node says that it uses them no longer.
extension Kubelets {
  /// How often a kubelet has looked for disks when it first says that it waits: two minutes have
  /// passed by then (`podAttachAndMountTimeout`, 2 min 3 s, Kubernetes 1.8 to 1.36).
  private static let looksBeforeComplaint: UInt8 = 9

  /// Whether the disks of a pod are there, which the kubelet mounts then; if not, it says so from
  /// time to time.
  mutating func hasDisks(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) -> Bool {
    let template = cluster.templates[cluster.pods[pod].template]
    guard !template.disks.isEmpty else { return true }
    guard cluster.hasDisks(of: pod, on: cluster.pods[pod].node) else {
      if workers[pod.row].failedMounts >= Self.looksBeforeComplaint {
        context.record(.mountTimeout, pod, 0)
      }
      return false
    }
    context.actions.append(.disksMounted(pod))
    return true
  }

  /// Whether a pod has a disk to mount.
  func hasMounts(_ pod: PodID, _ cluster: borrowing ClusterState) -> Bool {
    let template = cluster.templates[cluster.pods[pod].template]
    return !template.disks.isEmpty && cluster.disks(of: pod)?.isEmpty == false
  }

  /// Unmounts the disks of a pod whose containers have all stopped.
  func unmountDisks(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    guard !cluster.templates[cluster.pods[pod].template].disks.isEmpty else { return }
    let generation = workers[pod.row].generation
    context.post(
      .unmountDue(pod, generation: generation), after: settings.volumeUnmountLatency)
  }

  /// Tells that the disks of a pod are used no longer, if the node can tell anything.
  func unmounted(_ pod: PodID, _ context: inout KubeletContext) {
    let node = workers[pod.row].node
    guard node.isPresent, isConnected(node) else { return }
    context.actions.append(.disksUnmounted(pod))
  }
}
