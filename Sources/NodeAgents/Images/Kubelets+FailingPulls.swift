import ClusterState
import SimulationEngine

/// Images that the registry does not have, or that the disk has no room for.
///
/// The pull is tried again after 10 s, 20 s, 40 s, … and 300 s at the most, each counted from the
/// failure before. Source: `backOffPeriod` and `MaxImageBackOff`, `pkg/kubelet/kubelet.go`,
/// Kubernetes 1.2 to 1.34.
extension Kubelets {
  private static let firstPause = SimulationDuration.seconds(10)
  private static let longestPause = SimulationDuration.seconds(300)

  /// Whether the image of container `index` of `pod` cannot be had.
  func isPullFailing(
    of index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState
  ) -> Bool {
    let template = cluster.templates[cluster.pods[pod].template]
    return containerBehavior(pod, index, template).pull == .fails
  }

  /// Asks the registry for an image that it does not have.
  mutating func beginFailingPull(
    of index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    if !isScripted(pod) {
      let image = cluster.templates[cluster.pods[pod].template].containers[Int(index)].image
      context.record(.pulling, pod, index, image: image)
    }
    context.post(
      .pullFailed(pod, container: index, generation: workers[pod.row].generation),
      after: isScripted(pod) ? .zero : settings.images.registryLatency)
  }

  mutating func pullFailed(
    of index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard containers[workers[pod.row].row(index)].isAwaited else { return }
    if isPullFailing(of: index, of: pod, cluster) {
      failPull(of: index, of: pod, .errImagePull, cluster, &context)
    } else if obtainImage(of: index, of: pod, cluster, &context) {
      postStart(of: index, of: pod, cluster, &context)
    }
  }

  /// Notes that a pull has failed, for which `reason` stands, and lets the container wait.
  mutating func failPull(
    of index: UInt16, of pod: PodID, _ reason: KubeletEventReason,
    _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let row = workers[pod.row].row(index)
    guard containers[row].isAwaited else { return }
    containers[row].failedPulls += 1
    // A script says how the one start goes; tries after it are told of in events alone.
    let isTold = !isScripted(pod) || containers[row].failedPulls == 1
    setWaitReason(isTold ? .pullFailed : .pullBackOff, row, at: context.now)
    let image = cluster.templates[cluster.pods[pod].template].containers[Int(index)].image
    context.record(reason, pod, index, image: image)
    context.record(.failedByErrImagePull, pod, index)
    let generation = workers[pod.row].generation
    context.post(
      .pullBackOffDue(pod, container: index, generation: generation), after: Self.firstPause)
    scheduleStatus(of: pod, noticed: context.now, &context)
    passOver(index, of: pod, cluster, &context)
  }

  /// Lets the container wait; where the pause is over, the registry is asked again.
  mutating func backOffPull(
    of index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let row = workers[pod.row].row(index)
    guard containers[row].isAwaited else { return }
    setWaitReason(.pullBackOff, row, at: context.now)
    let image = cluster.templates[cluster.pods[pod].template].containers[Int(index)].image
    context.record(.imagePullBackOff, pod, index, image: image)
    context.record(.failedByImagePullBackOff, pod, index)
    scheduleStatus(of: pod, noticed: context.now, &context)
    let doublings = min(containers[row].failedPulls - 1, 5)
    let pause = min(Self.longestPause, Self.firstPause * (1 << Int64(doublings)))
    let generation = workers[pod.row].generation
    context.post(
      .pullFailed(pod, container: index, generation: generation), after: pause - Self.firstPause)
  }
}
