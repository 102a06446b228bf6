import ClusterState
import KubernetesObjects
import SimulationEngine

/// What is drawn from the behavior of a pod.
extension Kubelets {
  /// What container `index` of `pod` does.
  func containerBehavior(
    _ pod: PodID, _ index: UInt16, _ template: PodTemplate
  ) -> ContainerBehavior {
    let behavior = behavior(of: pod)
    let every =
      template.containers[Int(index)].isInit ? ContainerBehavior() : behavior.everyContainer
    if behavior.containers.isEmpty { return every }
    let name = template.containerName(Int(index))
    let named = behavior.containers.first { $0.name == name }
    return named?.behavior.completed(by: every) ?? every
  }

  /// From seeing `pod` to the start of its first container, where the scenario says so.
  func scriptedStart(
    of pod: PodID, _ cluster: borrowing ClusterState
  ) -> SimulationDuration? {
    draw(behavior(of: pod).start, "start", pod, 0, cluster)
  }

  /// Whether the scenario says how long `pod` takes to start.
  func isScripted(_ pod: PodID) -> Bool {
    behaviors.behaviors[behaviorRow(of: pod)].start != nil
  }

  /// When the kubelet learns of what happens to the containers of `pod` now by themselves.
  func noticed(_ pod: PodID, _ now: SimulationTime) -> SimulationTime {
    isScripted(pod) ? now : nextRelist(now)
  }

  /// When the kubelet learns of what it has done to the containers of `pod` now.
  ///
  /// Source: `RequestRelist` of `pkg/kubelet/pleg`, Kubernetes 1.36.
  func noticedOwnDeed(_ pod: PodID, _ now: SimulationTime) -> SimulationTime {
    settings.relistsOnDemand ? now : noticed(pod, now)
  }

  /// The first instant at which container `index` of `pod`, which ended at `end`, can start again.
  func earliestRestart(
    of pod: PodID, _ index: UInt16, end: SimulationTime, _ cluster: borrowing ClusterState
  ) -> SimulationTime {
    if let pause = draw(behavior(of: pod).restart, "restart", pod, index, cluster) {
      return end.addingSaturating(pause)
    }
    return isScripted(pod) ? end + settings.relistPeriod : nextRelist(end)
  }

  /// How long the program of container `index` of `pod` takes to stop from its signal on.
  func shutdownTime(
    of pod: PodID, _ index: UInt16, _ template: PodTemplate, _ cluster: borrowing ClusterState
  ) -> SimulationDuration {
    let behavior = behavior(of: pod)
    let isPlain = behavior.containers.isEmpty && !template.containers[Int(index)].isInit
    let time =
      isPlain
      ? draw(behavior.everyContainer.shutdown, "shutdown", pod, 0, cluster)
      : draw(containerBehavior(pod, index, template).shutdown, "shutdown", pod, index, cluster)
    return (time ?? .zero).bounded
  }

  func draw(
    _ distribution: Distribution?, _ purpose: String, _ pod: PodID, _ index: UInt16,
    _ cluster: borrowing ClusterState
  ) -> SimulationDuration? {
    guard let distribution else { return nil }
    if case .constant(let law) = distribution {
      return max(.zero, SimulationDuration(nearestToSeconds: law.value))
    }
    var stream = stream(purpose, pod, index, cluster)
    return max(.zero, SimulationDuration(nearestToSeconds: distribution.sample(using: &stream)))
  }

  /// The stream `<purpose>/<namespace>/<pod>/<container>/<run>`: another pod, another container or
  /// one more restart changes nobody else's luck.
  func stream(
    _ purpose: String, _ pod: PodID, _ index: UInt16, _ cluster: borrowing ClusterState
  ) -> RandomStream {
    let worker = workers[pod.row]
    let run = index < worker.containerCount ? containers[worker.row(index)].restarts : 0
    let record = cluster.pods[pod]
    let namespace = cluster.symbols[cluster.templates[record.template].namespace]
    let name = record.name.text(cluster.symbols)
    return RandomStream(seed: seed, name: "\(purpose)/\(namespace)/\(name)/\(index)/\(run)")
  }
}

extension PodTemplate {
  /// The name of container `index`; init containers come first.
  fileprivate func containerName(_ index: Int) -> String {
    index < initContainerCount
      ? pod.spec.initContainers[index].name
      : pod.spec.containers[index - initContainerCount].name
  }

  /// The specification of container `index`; init containers come first.
  func container(_ index: Int) -> Container {
    index < initContainerCount
      ? pod.spec.initContainers[index] : pod.spec.containers[index - initContainerCount]
  }
}
