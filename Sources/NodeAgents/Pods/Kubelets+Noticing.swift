import ClusterState
import SimulationEngine

/// What a kubelet knows of its containers, which the runtime tells it late, and what it has told
/// the API server of them.
///
/// **Divergence:** the events of a kubelet that is cut off are there at once. The real ones are
/// tried again every 10 s, a dozen times.
extension Kubelets {
  /// Gives a pod that is taken up `count` containers of which nothing is known.
  mutating func addContainers(to pod: PodID, _ template: PodTemplate) {
    workers[pod.row].firstContainer = Int32(containers.count)
    workers[pod.row].containerCount = UInt16(clamping: template.containers.count)
    workers[pod.row].hasInitContainers = template.initContainerCount > 0
    for row in workers[pod.row].containerRows {
      containers.append(ContainerRecord())
      known.append(ReportedContainer())
      reported.append(ReportedContainer())
      known[row] = present(row, of: pod)
    }
  }

  /// Notes that the container at `row` is about to change, of which the kubelet learns at
  /// `noticed`. Until then it goes by what it knows now.
  mutating func willChange(
    _ row: Int, of pod: PodID, noticed: SimulationTime, at now: SimulationTime
  ) {
    if containers[row].noticed <= now { known[row] = present(row, of: pod) }
    containers[row].noticed = noticed
  }

  /// Notes why a container waits that could not be created, which the kubelet knows by itself.
  mutating func setWaitReason(_ reason: WaitReason, _ row: Int, at now: SimulationTime) {
    containers[row].waitReason = reason
    containers[row].noticed = min(containers[row].noticed, now)
  }

  /// Tells the API server what the kubelet knows of the containers of `pod`; returns when it learns
  /// of the next change that it does not know yet, `latest` for never.
  mutating func tellContainers(of pod: PodID, at now: SimulationTime) -> SimulationTime {
    workers[pod.row].isReported = true
    var next = SimulationTime.latest
    for row in workers[pod.row].containerRows {
      if containers[row].noticed <= now {
        known[row] = present(row, of: pod)
      } else {
        next = min(next, containers[row].noticed)
      }
      reported[row] = known[row]
    }
    return next
  }

  /// What a status would say of the container at `row` if the kubelet knew all.
  ///
  /// A container that is started again keeps its state until it runs: that is its end, or the
  /// back-off in which it was. Source: `convertToAPIContainerStatuses` and
  /// `generateAPIPodStatus`, `pkg/kubelet/kubelet_pods.go`, Kubernetes 1.20 to 1.36.
  private func present(_ row: Int, of pod: PodID) -> ReportedContainer {
    let worker = workers[pod.row]
    let container = containers[row]
    let isOver = worker.stage == .terminating || worker.stage == .stopped
    var told = ReportedContainer()
    told.last = container.last
    told.isReady = container.isReady
    told.restarts = container.restarts
    switch container.state {
    case .unreported, .waiting:
      let first: WaitReason =
        container.isBackedOff
        ? .crashLoopBackOff : worker.hasInitContainers ? .podInitializing : .containerCreating
      told.state = .waiting(container.waitReason ?? first)
    case .running: told.state = .running(since: container.started)
    case .exited(let code):
      let run = ContainerRun(
        exitCode: code, started: container.started, finished: container.finished)
      let backOff: WaitReason? = container.isBackedOff && !isOver ? .crashLoopBackOff : nil
      if let reason = container.waitReason ?? backOff {
        told.state = .waiting(reason)
        told.last = run
      } else {
        told.state = .terminated(run)
      }
    }
    return told
  }
}
