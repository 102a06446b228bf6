import ClusterState
import KubernetesObjects
import SimulationEngine

/// Pods that hold more on the disk of their node than they may, and are evicted for it.
///
/// **Divergence:** the real kubelet measures volumes once in one to two minutes and sees a volume's
/// use as of then; here it sees the use of the moment. The containers of a pod that is evicted get
/// no second to stop in.
extension Kubelets {
  /// Sees to it that the use of `pod`, a container of which has started, is looked at.
  ///
  /// Only what a behavior speaks of can be too much, so other pods cost no event.
  mutating func watchStorage(of pod: PodID, _ context: inout KubeletContext) {
    guard storageEviction != nil, behaviors.behaviors[behaviorRow(of: pod)].usesLocalStorage else {
      return
    }
    postStorageCheck(of: pod, noSoonerThan: context.now, &context)
  }

  /// Posts a look in the first round of the pod's kubelet after `time`, unless one comes sooner.
  private mutating func postStorageCheck(
    of pod: PodID, noSoonerThan time: SimulationTime, _ context: inout KubeletContext
  ) {
    let period = StorageEviction.period.microseconds
    let started = nodes[workers[pod.row].node.row].started
    let rounds = max(0, (time - started).microseconds / period + 1)
    let due = started.addingSaturating(.microseconds(rounds * period))
    let pending = workers[pod.row].storageDue
    guard !pending.isSet || due < pending else { return }
    workers[pod.row].storageDue = due
    context.post(.storageCheckDue(pod, generation: workers[pod.row].generation), at: due)
  }

  /// Evicts `pod` if it holds too much, else looks again when that may have changed.
  mutating func checkStorage(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    guard let storageEviction, workers[pod.row].storageDue == context.now else { return }
    workers[pod.row].storageDue = .unset
    let instant = UsageInstant(context.now, startOfRun: storageEviction.startOfRun)
    if let text = storageExcess(of: pod, cluster, instant) {
      return evict(pod, text, cluster, &context)
    }
    let behavior = behaviors.behaviors[behaviorRow(of: pod)]
    guard let next = behavior.nextStorageChange(after: instant) else { return }
    // A round at that very instant sees the change.
    postStorageCheck(of: pod, noSoonerThan: next - .microseconds(1), &context)
  }

  private mutating func evict(
    _ pod: PodID, _ text: String, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    workers[pod.row].failure = .evicted
    evictionTexts[pod] = text
    context.actions.append(.reject(pod, PodRejection(failure: .evicted, text: text)))
    recordKilling(of: pod, &context)
    halt(pod, exitCode: ExitCode.killed, cluster, at: context.now)
    unmountDisks(of: pod, cluster, &context)
    scheduleStatus(of: pod, noticed: context.now, &context)
  }

  /// What `pod` has too much of, in the kubelet's words; nil if nothing. Critical pods may hold
  /// what they like.
  private func storageExcess(
    of pod: PodID, _ cluster: borrowing ClusterState, _ instant: UsageInstant
  ) -> String? {
    let template = cluster.templates[cluster.pods[pod].template]
    guard template.priority < PriorityClass.systemClusterCritical else { return nil }
    let spec = template.pod.spec
    let behavior = behaviors.behaviors[behaviorRow(of: pod)]
    var total = Int128(0)
    for volume in spec.volumes {
      guard case .emptyDir(let source) = volume.source else { continue }
      let used = behavior.heldBytes(byVolume: volume.name, at: instant)
      if let limit = source.sizeLimit, limit.signum > 0, limit.value < used {
        return "Usage of EmptyDir volume \"\(volume.name)\" exceeds the limit \"\(limit)\". "
      }
      // What lies in main memory is no use of a disk.
      if source.medium != "Memory" { total += Int128(used) }
    }
    let written = writtenByRunning(pod, template, behavior, instant)
    total += written.reduce(Int128(0)) { $0 + Int128($1) }
    if let limit = spec.effectiveLimits[.ephemeralStorage], Int128(limit.value) < total {
      return "Pod ephemeral local storage usage exceeds the total limit of containers \(limit). "
    }
    for (container, used) in zip(spec.containers, written) {
      guard let limit = container.resources.limits[.ephemeralStorage], limit.value > 0,
        limit.value < used
      else { continue }
      return "Container \(container.name) exceeded its local ephemeral storage limit "
        + "\"\(limit)\". "
    }
    return nil
  }

  /// What containers write beside volumes, containers first, then sidecars; nothing where one does
  /// not run.
  private func writtenByRunning(
    _ pod: PodID, _ template: PodTemplate, _ behavior: PodBehavior, _ instant: UsageInstant
  ) -> [Int64] {
    let rows = Array(workers[pod.row].containerRows)
    let initial = template.initContainerCount
    let sidecars = (0..<initial).filter { template.containers[$0].isSidecar }
    let running = Array(initial..<rows.count) + sidecars
    let written = behavior.writtenBytes(by: template.pod.spec, at: instant)
    return zip(running, written).map { containers[rows[$0]].state == .running ? $1 : 0 }
  }
}
