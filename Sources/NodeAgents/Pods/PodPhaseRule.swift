import ClusterState

/// The phase of a pod from the states of its containers.
///
/// Source: `pkg/kubelet/kubelet_pods.go`, `getPhase`, Kubernetes 1.20.
package enum PodPhaseRule {
  /// When containers are started again.
  package enum RestartPolicy: UInt8, Sendable {
    /// After every exit.
    case always
    /// After an exit with a code other than zero.
    case onFailure
    case never
  }

  private struct Census {
    var pendingInit = 0
    var failedInit = 0
    var waiting = 0
    var running = 0
    var stopped = 0
    var succeeded = 0

    mutating func countInit(_ container: ReportedContainer) {
      switch (container.state, container.last) {
      case (.terminated(let run), _), (.waiting, .some(let run)):
        failedInit += run.exitCode == 0 ? 0 : 1
      case (.running, _), (.waiting, nil): pendingInit += 1
      }
    }

    mutating func count(_ container: ReportedContainer) {
      switch (container.state, container.last) {
      case (.running, _): running += 1
      case (.terminated(let run), _):
        stopped += 1
        succeeded += run.exitCode == 0 ? 1 : 0
      case (.waiting, .some): stopped += 1
      case (.waiting, nil): waiting += 1
      }
    }
  }

  /// The phase of a pod with these containers.
  ///
  /// Of restartable init containers only the start counts; leave started ones out of
  /// `initContainers`.
  package static func phase(
    initContainers: some Sequence<ReportedContainer>, containers: some Sequence<ReportedContainer>,
    restartPolicy: RestartPolicy
  ) -> PodPhase {
    var census = Census()
    for container in initContainers { census.countInit(container) }
    for container in containers { census.count(container) }
    return phase(census, restartPolicy)
  }

  private static func phase(_ census: Census, _ restartPolicy: RestartPolicy) -> PodPhase {
    if census.failedInit > 0 && restartPolicy == .never { return .failed }
    if census.pendingInit > 0 || census.waiting > 0 { return .pending }
    if census.running > 0 { return .running }
    guard census.stopped > 0 else { return .pending }
    if restartPolicy == .always { return .running }
    if census.stopped == census.succeeded { return .succeeded }
    return restartPolicy == .never ? .failed : .running
  }
}
