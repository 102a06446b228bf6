import ClusterState
import KubernetesObjects
import SimulationEngine

/// What an autoscaler's controller asks the metrics APIs for.
package struct MetricsRequest: Hashable, Sendable {
  /// The autoscaler's row.
  package let autoscaler: Int32
  /// What is measured, in the order of the autoscaler's metrics.
  package let sources: [MetricSource]
  /// The pods of the target, oldest first.
  package let pods: ContiguousArray<PodID>

  /// A request for `sources`.
  package init(
    autoscaler: Int32, sources: [MetricSource], pods: ContiguousArray<PodID>
  ) {
    self.autoscaler = autoscaler
    self.sources = sources
    self.pods = pods
  }
}

/// What the metrics APIs say of one metric.
package enum MetricsReading: Hashable, Sendable {
  /// A value for each of some pods, oldest pod first.
  case pods(ContiguousArray<PodMetric>)
  /// One value, in thousandths.
  case value(Int64)
  /// There is none, and why.
  case failure(String)
}

/// The value of a metric for one pod.
package struct PodMetric: Hashable, Sendable {
  /// Which pod.
  package var pod: PodID
  /// In thousandths.
  package var milliValue: Int64
  /// When it was measured.
  package var time: SimulationTime
  /// Over how long before `time` it was measured.
  package var window: SimulationDuration

  /// A value of `pod`.
  package init(
    _ pod: PodID, milliValue: Int64, time: SimulationTime, window: SimulationDuration
  ) {
    self.pod = pod
    self.milliValue = milliValue
    self.time = time
    self.window = window
  }
}
