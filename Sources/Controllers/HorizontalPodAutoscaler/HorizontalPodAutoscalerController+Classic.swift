import ClusterState
import KubernetesObjects
import SimulationEngine

/// The decisions of Kubernetes 1.1 to 1.3: processor time alone, and pauses after each change.
///
/// Source: `pkg/controller/podautoscaler/horizontal.go` and `metrics/metrics_client.go`, Kubernetes
/// 1.2.
extension HorizontalPodAutoscalerController {
  mutating func decideClassically(
    _ row: Int32, _ read: AutoscalerSync, _ readings: [MetricsReading], at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard let (place, target) = read.classicMetric else {
      return finish(row, at: now, actions: &actions)
    }
    let utilization: Int32
    do throws(ReplicaCalculator.Failure) {
      utilization = try Self.utilization(read, readings[place], in: cluster)
    } catch {
      warn(row, "FailedGetMetrics", error.message, actions: &actions)
      warn(
        row, "FailedComputeReplicas", "failed to get cpu utilization: \(error.message)",
        actions: &actions)
      entries[Int(row)].isQuiet = true
      return finish(row, at: now, actions: &actions)
    }
    var status = AutoscalerMetricStatus(read.spec.metrics[place].source)
    status.averageUtilization = utilization
    let current = read.target.replicas
    let desired = classicReplicas(read, utilization, of: target)
    if desired != current, mayChange(read, to: desired, at: now) {
      scale(row, to: desired, "", [status], at: now, in: cluster, actions: &actions)
    } else {
      report(row, desired: current, [status], at: now, in: cluster, actions: &actions)
      // What is held back is done once its pause is over.
      if desired != current { entries[Int(row)].isQuiet = false }
    }
  }

  /// The size that a utilization calls for, within the autoscaler's bounds and never none.
  private func classicReplicas(
    _ read: AutoscalerSync, _ utilization: Int32, of target: Int32
  ) -> Int32 {
    let tolerance = Tolerance(thousandths: settings.toleranceThousandths, .distance)
    let ratio = Double(utilization) / Double(target)
    let current = read.target.statusReplicas
    let proposed =
      tolerance.contains(ratio) ? Double(current) : (ratio * Double(current)).rounded(.up)
    let desired = proposed >= Double(Int32.max) ? Int32.max : Int32(proposed)
    return min(max(desired, read.spec.minReplicas, 1), read.spec.maxReplicas)
  }

  /// Whether the last change is long enough ago.
  private func mayChange(
    _ read: AutoscalerSync, to desired: Int32, at now: SimulationTime
  ) -> Bool {
    guard read.status.lastScaleTime.isSet else { return true }
    let pause =
      desired < read.target.replicas ? settings.downscaleDelay : settings.upscaleDelay
    return read.status.lastScaleTime.addingSaturating(pause) < now
  }

  /// What the pods that are not pending use on average, in percent of what they request on average;
  /// all of them must have been measured.
  private static func utilization(
    _ read: AutoscalerSync, _ reading: MetricsReading, in cluster: borrowing ClusterState
  ) throws(ReplicaCalculator.Failure) -> Int32 {
    var metrics: ContiguousArray<PodMetric> = []
    switch reading {
    case .pods(let found): metrics = found
    case .value, .failure: break
    }
    let (measured, _) = read.measuredPods(metrics, .cpu, nil, cluster)
    var use = UsageSum()
    var count: Int64 = 0
    for pod in measured where !pod.isPending {
      count += 1
      if let metric = pod.metric { use.add(request: pod.request, use: metric.milliValue) }
      if pod.request == 0 {
        throw ReplicaCalculator.Failure(message: "some pods do not have request for cpu")
      }
    }
    guard count > 0, use.count == count else {
      throw ReplicaCalculator.Failure(
        message: "metrics obtained for \(use.count)/\(count) of pods")
    }
    let average = use.use / Int128(count)
    return Int32(truncatingIfNeeded: average * 100 / max(1, use.request / Int128(count)))
  }
}

extension AutoscalerSync {
  /// The place of the metric about processor time, and the percentage that is aimed at.
  fileprivate var classicMetric: (place: Int, target: Int32)? {
    for (place, metric) in spec.metrics.enumerated() where metric.source == .resource(.cpu) {
      if case .utilization(let percentage) = metric.target { return (place, percentage) }
    }
    return nil
  }
}
