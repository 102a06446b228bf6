import ClusterState
import KubernetesObjects
import SimulationEngine

/// What becomes of a container, drawn from its pod's behavior.
extension Kubelets {
  /// The instants that a run of a container leads to; nil for never.
  struct Life {
    var ready: SimulationTime?
    var end: SimulationTime?
  }

  /// The instants of the run of container `index` that starts at `now`.
  func plan(
    _ pod: PodID, _ index: UInt16, _ cluster: borrowing ClusterState, now: SimulationTime
  ) -> Life {
    let template = cluster.templates[cluster.pods[pod].template]
    let initCount = template.pod.spec.initContainers.count
    if Int(index) < initCount {
      guard !template.pod.spec.initContainers[Int(index)].isSidecar else {
        return Life(ready: now, end: nil)
      }
      return Life(ready: nil, end: now + settings.initContainerRuntime)
    }
    let behavior = behavior(of: template.id)
    let container = template.pod.spec.containers[Int(index) - initCount]
    var life = Life()
    let startup = draw(behavior.startup, "startup", pod, index, cluster) ?? .zero
    life.ready = ProbeSchedule.firstSuccess(
      of: container.readinessProbe, containerStarted: now, applicationReady: now + startup)
    if let killed = ProbeSchedule.firstKill(
      by: container, containerStarted: now, applicationReady: now + startup)
    {
      life.end = killed
    }
    let runtime =
      fixedRuns[pod].flatMap { $0.runtime.microseconds >= 0 ? $0.runtime : nil }
      ?? draw(behavior.runtime, "runtime", pod, index, cluster)
    if let runtime {
      let end = now.addingSaturating(runtime)
      life.end = life.end.map { min($0, end) } ?? end
    }
    return life
  }

  /// The exit code at the end of run number `run` of container `index`.
  func exitCode(
    of pod: PodID, _ index: UInt16, run: Int32, _ cluster: borrowing ClusterState
  ) -> Int32 {
    let template = cluster.templates[cluster.pods[pod].template]
    if Int(index) < template.pod.spec.initContainers.count { return 0 }
    if let fixed = fixedRuns[pod] { return fixed.exitCode }
    let behavior = behavior(of: template.id)
    guard behavior.failuresPerMillion > 0 else { return 0 }
    var stream = stream("failure", pod, index, run: run, cluster)
    let isFailure = Int64(stream.bounded(1_000_000)) < behavior.failuresPerMillion
    return isFailure ? behavior.failureExitCode : 0
  }

  /// How long the containers of `pod` take to stop.
  func shutdownTime(of pod: PodID, _ cluster: borrowing ClusterState) -> SimulationDuration {
    draw(behavior(of: cluster.pods[pod].template).shutdown, "shutdown", pod, 0, cluster) ?? .zero
  }

  /// What runs inside the pods of `template`.
  public func behavior(of template: PodTemplateID) -> PodBehavior {
    let row = template.row < behaviorOfTemplate.count ? behaviorOfTemplate[template.row] : 0
    return behaviors[Int(row)]
  }

  private func draw(
    _ distribution: Distribution?, _ purpose: String, _ pod: PodID, _ index: UInt16,
    _ cluster: borrowing ClusterState
  ) -> SimulationDuration? {
    guard let distribution else { return nil }
    let run = containers[Int(workers[pod.row].firstContainer) + Int(index)].restarts
    var stream = stream(purpose, pod, index, run: run, cluster)
    return max(.zero, SimulationDuration(nearestToSeconds: distribution.sample(using: &stream)))
  }

  /// The stream `<purpose>/<namespace>/<pod>/<container>/<run>`: another pod, another container or
  /// one more restart changes nobody else's luck.
  private func stream(
    _ purpose: String, _ pod: PodID, _ index: UInt16, run: Int32,
    _ cluster: borrowing ClusterState
  ) -> RandomStream {
    let record = cluster.pods[pod]
    let namespace = cluster.symbols[cluster.templates[record.template].namespace]
    let name = record.name.text(cluster.symbols)
    return RandomStream(seed: seed, name: "\(purpose)/\(namespace)/\(name)/\(index)/\(run)")
  }
}
