import ClusterState
import KubernetesObjects
import SimulationEngine

/// What an autoscaler wants and tells after a change.
package struct AutoscalerChange: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// The autoscaler's row.
  package let autoscaler: Int
  /// Whether it is still there.
  package let isPresent: Bool
  /// `spec.minReplicas`.
  package let minReplicas: Int32
  /// `spec.maxReplicas`.
  package let maxReplicas: Int32
  /// `status.currentReplicas`.
  package let currentReplicas: Int32
  /// `status.desiredReplicas`.
  package let desiredReplicas: Int32
  /// What is measured and aimed at.
  package let metrics: [MetricSpec]
  /// What was measured, a place for each of `metrics`; empty if nothing was.
  package let current: [AutoscalerMetricStatus?]
  /// The conditions.
  package let conditions: ContiguousArray<WorkloadCondition>

  init(time: SimulationTime, autoscaler: Int, record: AutoscalerRecord) {
    self.time = time
    self.autoscaler = autoscaler
    isPresent = record.isPresent
    minReplicas = record.spec.minReplicas
    maxReplicas = record.spec.maxReplicas
    currentReplicas = record.status.currentReplicas
    desiredReplicas = record.status.desiredReplicas
    metrics = record.spec.metrics
    current = record.status.currentMetrics
    conditions = record.status.conditions
  }

  /// Whether `other` tells nothing else, whenever.
  func says(_ other: AutoscalerChange) -> Bool {
    isPresent == other.isPresent && minReplicas == other.minReplicas
      && maxReplicas == other.maxReplicas && currentReplicas == other.currentReplicas
      && desiredReplicas == other.desiredReplicas && metrics == other.metrics
      && current == other.current && conditions == other.conditions
  }
}
