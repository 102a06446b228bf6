import KubernetesObjects
import SimulationEngine

/// What a horizontal pod autoscaler tells of its target and of what it has measured.
public struct AutoscalerStatus: Hashable, Sendable {
  /// `status.currentReplicas`.
  public var currentReplicas: Int32 = 0
  /// `status.desiredReplicas`.
  public var desiredReplicas: Int32 = 0
  /// `status.lastScaleTime`; unset before the first change of the target.
  public var lastScaleTime: SimulationTime = .unset
  /// `status.currentMetrics`, a place for each metric of the specification; nil where the metric
  /// could not be read. Empty where none was asked for.
  public var currentMetrics: [AutoscalerMetricStatus?] = []
  /// `status.conditions`, in the order in which they were added.
  public var conditions: ContiguousArray<WorkloadCondition> = []

  /// The status of an autoscaler that no controller has seen.
  public init() {}

  /// The condition of a type, if it was ever set.
  public func condition(_ type: String) -> WorkloadCondition? {
    conditions.first { $0.type == type }
  }

  /// Writes a condition; only a change of its truth counts as a transition.
  ///
  /// Source: `setConditionInList`, `pkg/controller/podautoscaler/horizontal.go`, Kubernetes 1.36.
  public mutating func setCondition(
    _ type: String, _ status: ConditionStatus, _ reason: String, _ message: String,
    at now: SimulationTime
  ) {
    let row =
      conditions.firstIndex { $0.type == type }
      ?? {
        conditions.append(
          WorkloadCondition(
            type: type, status: status, reason: reason, message: message, lastUpdate: now,
            lastTransition: now))
        return conditions.count - 1
      }()
    if conditions[row].status != status {
      conditions[row].lastUpdate = now
      conditions[row].lastTransition = now
    }
    conditions[row].status = status
    conditions[row].reason = reason
    conditions[row].message = message
  }
}

/// What an autoscaler has measured of one metric.
public struct AutoscalerMetricStatus: Hashable, Sendable {
  /// What is measured.
  public var source: MetricSource
  /// `current.averageUtilization`, in percent of what is requested.
  public var averageUtilization: Int32?
  /// `current.averageValue`, in thousandths.
  public var averageMilliValue: Int64?
  /// `current.value`, in thousandths.
  public var milliValue: Int64?

  /// A measurement of `source` without a value.
  public init(_ source: MetricSource) { self.source = source }
}
