import ClusterState
import SimulationEngine

/// Containers whose image was changed: they are stopped, and started with the new one whatever the
/// pod's restart policy says.
///
/// Source: `computePodActions` of `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, Kubernetes
/// 1.34.
extension Kubelets {
  /// Stops the running containers of `pod` that its specification wants with another image than
  /// they have; one that waits will be started with the new image anyway.
  mutating func replaceContainers(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let old = cluster.templates[workers[pod.row].template]
    let new = cluster.templates[cluster.pods[pod].template]
    workers[pod.row].template = new.id
    for index in 0..<workers[pod.row].containerCount {
      let place = Int(index)
      guard place < old.images.count, place < new.images.count,
        old.images[place] != new.images[place],
        !new.containers[place].isInit || new.containers[place].isSidecar,
        containers[workers[pod.row].row(index)].state == .running
      else { continue }
      stopForReplacement(index, of: pod, new, cluster, &context)
    }
  }

  private mutating func stopForReplacement(
    _ index: UInt16, of pod: PodID, _ template: PodTemplate, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let row = workers[pod.row].row(index)
    let stop = ContainerStop(
      hook: template.containers[Int(index)].preStop,
      shutdown: shutdownTime(of: pod, index, template, cluster),
      grace: SimulationDuration.seconds(1).multipliedSaturating(
        by: template.pod.spec.terminationGracePeriodSeconds),
      minimum: settings.minimumGracePeriod, elapsed: .zero, turn: .zero)
    containers[row].isReplaced = true
    containers[row].plannedExitCode =
      stop.isKilled
      ? ExitCode.killed : containerBehavior(pod, index, template).stopExitCode ?? 0
    context.record(.killing, pod, index)
    let run = containers[row].restarts
    context.post(
      .containerExited(pod, container: index, run: run),
      at: context.now.addingSaturating(stop.duration))
  }
}
