import ClusterState
import KubernetesObjects
import SimulationEngine

/// Makes a claim for each volume of a pod that is to have one of its own. The claim is called after
/// the pod and the volume, belongs to the pod, and goes with it.
///
/// Source: `pkg/controller/volume/ephemeral`, Kubernetes 1.19 to 1.36.
package struct EphemeralVolumeController: Controller {
  private static let component = "ephemeral_volume"
  private static let retryTimer: UInt8 = 0

  /// The pods that are to be looked at.
  private var queue = WorkQueue()
  /// The pods whose next volume's claim is being created, and that volume.
  private var creating: [PodID: String] = [:]
  /// Whether any pod has had a volume of the kind.
  private var isNeeded = false

  /// A controller that has seen nothing.
  package init() {}

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "ephemeral-volume-controller" }

  /// Pods, and once one has such a volume the claims.
  package var interests: SubjectSet { isNeeded ? [.pods, .claims] : .pods }

  /// Whether any pod is to be looked at.
  package var hasWork: Bool { !queue.isEmpty }

  /// Notes a pod with such volumes, and the end of a claim that was made for one.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch (change.subject, change.verb) {
    case (.pod, .added): note(PodID(index: change.index), cluster)
    case (.claim, .removed):
      if case .pod(let pod) = cluster.claims[Int(change.index)].owner { note(pod, cluster) }
    default: break
    }
  }

  /// Takes up the pods that are there.
  package mutating func list(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    for row in 0..<cluster.pods.count { note(PodID(row), cluster) }
  }

  private mutating func note(_ pod: PodID, _ cluster: borrowing ClusterState) {
    guard isServed(pod, cluster) else { return }
    isNeeded = true
    queue.add(pod.index)
  }

  /// Whether claims are made for `pod`.
  private func isServed(_ pod: PodID, _ cluster: borrowing ClusterState) -> Bool {
    let record = cluster.pods[pod]
    return cluster.templates[record.template].hasEphemeralVolumes && !record.isRemoved
      && !record.isDeleting
  }

  /// Has the first claim made that each pod lacks.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while let key = queue.next() {
      let pod = PodID(index: key)
      guard isServed(pod, cluster), creating[pod] == nil else { continue }
      advance(pod, at: now, in: cluster, actions: &actions)
    }
  }

  private mutating func advance(
    _ pod: PodID, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    let template = cluster.templates[cluster.pods[pod].template]
    let namespace = cluster.symbols[template.namespace]
    for volume in template.pod.spec.volumes {
      guard case .ephemeral(let wanted) = volume.source else { continue }
      let name = cluster.ephemeralClaimName(of: volume.name, for: pod)
      if let known = cluster.claim(named: name, in: template.namespace) {
        if cluster.claims[known.row].owner == .pod(pod) { continue }
        let podName = cluster.pods[pod].name.text(cluster.symbols)
        return fail(
          pod, volume.name,
          "PVC \(namespace)/\(name) was not created for pod \(namespace)/\(podName) "
            + "(pod is not owner)", at: now, actions: &actions)
      }
      var claim = PersistentVolumeClaim()
      claim.metadata = wanted.metadata
      claim.metadata.name = name
      claim.metadata.namespace = namespace
      claim.spec = wanted.spec
      creating[pod] = volume.name
      actions.append(.write(.createPodClaim(claim, of: pod)))
      return
    }
    queue.forget(pod.index)
  }

  /// Goes on to the next volume, or tells why a claim could not be made.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard case .createPodClaim(let claim, let pod) = write,
      let volume = creating.removeValue(forKey: pod)
    else { return }
    if case .refused(let message) = outcome.withoutReason {
      fail(
        pod, volume, "create PVC \(claim.metadata.name): \(message)", at: now, actions: &actions)
    } else if isServed(pod, cluster) {
      advance(pod, at: now, in: cluster, actions: &actions)
    }
  }

  private mutating func fail(
    _ pod: PodID, _ volume: String, _ message: String, at now: SimulationTime,
    actions: inout ControllerActions
  ) {
    actions.append(
      .recordObjectEvent(
        ObjectEvent(
          .pod, pod.index, from: Self.component, "FailedBinding", isWarning: true,
          "ephemeral volume \(volume): \(message)")))
    if let pause = queue.fail(pod.index, at: now) {
      actions.append(
        .setTimer(ControllerTimer(Self.retryTimer, key: pod.index), after: pause))
    }
  }

  /// Tries a pod again.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    queue.retry(timer.key, at: now)
    sync(at: now, in: cluster, actions: &actions)
  }

  /// A pod that lacks a claim, which nobody makes and about which nothing was told.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    guard isNeeded else { return nil }
    for row in 0..<cluster.pods.count {
      let pod = PodID(row)
      guard isServed(pod, cluster), !queue.awaitsRetry(of: pod.index), creating[pod] == nil else {
        continue
      }
      let template = cluster.templates[cluster.pods[pod].template]
      for volume in template.pod.spec.volumes {
        guard case .ephemeral = volume.source else { continue }
        let name = cluster.ephemeralClaimName(of: volume.name, for: pod)
        if cluster.claim(named: name, in: template.namespace) == nil {
          return UnsettledObject(.pod, pod.index, "has no claim for its volume \(volume.name)")
        }
      }
    }
    return nil
  }
}
