import ClusterState
import SimulationEngine

/// What the kubelets have told of containers, for whoever shows a pod's status.
extension Kubelets {
  /// The containers of `pod` as the API server knows them, init containers first; none until its
  /// kubelet has told of it.
  package func containers(of pod: PodID) -> ArraySlice<ReportedContainer> {
    pod.row < workers.count && workers[pod.row].isReported
      ? Array(reported[workers[pod.row].containerRows])[...] : []
  }

  /// Whether the status of `pod` says that it has a sandbox with a network, and since when: the
  /// condition `PodReadyToStartContainers`. Nil if it does not say.
  package func network(of pod: PodID) -> (isUp: Bool, since: SimulationTime)? {
    guard sandboxReport != .none, pod.row < workers.count, workers[pod.row].networkChanged.isSet
    else { return nil }
    return (workers[pod.row].hasNetwork, workers[pod.row].networkChanged)
  }

  /// The first container of `pod` that is no init container, as the API server knows it; nil until
  /// its kubelet has told of it.
  package func firstContainer(
    of pod: PodID, _ cluster: borrowing ClusterState
  ) -> ReportedContainer? {
    guard pod.row < workers.count, workers[pod.row].isReported else { return nil }
    let template = cluster.templates[cluster.pods[pod].template]
    let rows = workers[pod.row].containerRows.dropFirst(template.initContainerCount)
    return rows.first.map { reported[$0] }
  }

  /// Whether the API server knows that every init container of `pod` has ended well, or runs on as
  /// a sidecar.
  package func isInitialized(_ pod: PodID, _ cluster: borrowing ClusterState) -> Bool {
    guard pod.row < workers.count else { return false }
    let template = cluster.templates[cluster.pods[pod].template]
    let rows = workers[pod.row].containerRows
    return rows.prefix(template.initContainerCount).allSatisfy { row in
      switch reported[row].state {
      case .terminated(let run): run.exitCode == 0
      case .running: template.containers[row - rows.lowerBound].isSidecar
      case .waiting: false
      }
    }
  }

  /// How the containers of `pod` have ended, as its last status tells.
  package func containerEnds(of pod: PodID, _ cluster: borrowing ClusterState) -> PodEnd {
    let template = cluster.templates[cluster.pods[pod].template]
    let rows = pod.row < workers.count ? workers[pod.row].containerRows : 0..<0
    let codes = rows.map { row -> Int32? in
      if case .exited(let code) = containers[row].state { code } else { nil }
    }
    let main = rows.dropFirst(template.initContainerCount)
    let mainCodes = codes.dropFirst(template.initContainerCount)
    let haveEnded = !main.isEmpty && mainCodes.allSatisfy { $0 != nil }
    let finished = main.map { containers[$0].finished }.max() ?? .unset
    return PodEnd(
      finished: haveEnded ? finished : .unset, exitCodes: ContiguousArray(codes))
  }

  /// How a stopped pod has ended: well if every container has. One that was never started has not.
  ///
  /// Source: `pkg/kubelet/kubelet_pods.go`, `getPhase` of a terminal pod, Kubernetes 1.27.
  func endPhase(of pod: PodID) -> PodPhase {
    let isGood = workers[pod.row].containerRows.allSatisfy {
      if case .exited(0) = containers[$0].state { true } else { false }
    }
    return isGood ? .succeeded : .failed
  }
}
