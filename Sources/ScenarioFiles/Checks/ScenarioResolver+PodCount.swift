import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText

/// How many pods a run may come to have.
extension ScenarioResolver {
  /// Holds the number of pods of every origin to its limit.
  mutating func checkPods(_ configuration: SimulationConfiguration) {
    var count = Int64(configuration.arrivals.arrivals.count)
    for object in configuration.initialObjects { count += Self.podCount(of: object) }
    let daemons = configuration.initialObjects.count { $0 is DaemonSet }
    count += Int64(daemons) * Int64(world.nodeCount)
    for entry in configuration.timeline {
      if case .multiply(_, let factor) = entry.action {
        count = max(count, min(count, 2 * Limits.pods) * factor / 1000)
      }
      count += Self.podCount(of: entry.action)
    }
    for workload in configuration.workloads {
      let arrivals = Self.arrivals(of: workload)
      count += Int64(min(arrivals, Double(2 * Limits.pods)))
    }
    // One generator that makes too many has been named already.
    guard count > Limits.pods, !problems.hasErrors else { return }
    problems.add(
      problem(
        "the run may come to have \(count) pods, of objects, replicas, workloads and traces "
          + "together; the limit is \(Limits.pods)"))
  }

  /// How many pods a generator is expected to make.
  static func arrivals(of workload: WorkloadGenerator) -> Double {
    let mean = workload.interarrival.mean
    let span = (workload.until - workload.from).seconds
    let expected = mean > 0 && span > 0 ? span / mean : 0
    return min(expected, workload.limit.map(Double.init) ?? .infinity)
  }

  private static func podCount(of object: any APIObject) -> Int64 {
    switch object {
    case is Pod: 1
    case let controller as ReplicationController: Int64(controller.spec.replicas)
    case let replicaSet as ReplicaSet: Int64(replicaSet.spec.replicas)
    case let deployment as Deployment: Int64(deployment.spec.replicas)
    case let config as DeploymentConfig: Int64(config.spec.replicas)
    case let set as StatefulSet: Int64(set.spec.replicas)
    case let job as Job: Int64(max(job.spec.completions ?? 0, job.spec.parallelism ?? 1))
    default: 0
    }
  }

  private static func podCount(of action: TimelineAction) -> Int64 {
    switch action {
    case .apply(let objects): objects.reduce(0) { $0 + podCount(of: $1) }
    case .scale(_, let replicas): Int64(replicas)
    case .patchWorkloads(_, let patch): Int64(patch.replicas ?? 0)
    case .rollingUpdate(let update): Int64(update.new.spec.replicas)
    default: 0
    }
  }
}
