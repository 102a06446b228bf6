import ClusterState
import SimulationEngine

/// The status of a deployment as the store keeps it.
extension DeploymentCounts {
  /// The numbers of a status.
  init(_ status: WorkloadStatus) {
    self.init()
    replicas = status.replicas
    updated = status.updatedReplicas ?? 0
    ready = status.readyReplicas
    available = status.availableReplicas
    unavailable = status.unavailableReplicas
    terminating = status.terminatingReplicas
    observedGeneration = status.observedGeneration
  }

  /// Puts the numbers into a status.
  func write(to status: inout WorkloadStatus, countsTerminating: Bool) {
    status.replicas = replicas
    status.updatedReplicas = updated
    status.readyReplicas = ready
    status.availableReplicas = available
    status.unavailableReplicas = unavailable
    status.terminatingReplicas = countsTerminating ? terminating : 0
    status.observedGeneration = observedGeneration
  }
}

extension DeploymentCondition {
  /// A condition of a status; nil if its reason is none of a deployment's.
  init?(_ condition: WorkloadCondition) {
    guard let reason = DeploymentReason(rawValue: condition.reason) else { return nil }
    self.init(condition.status, reason, condition.message, at: condition.lastUpdate)
    lastTransition = condition.lastTransition
  }
}

extension WorkloadCondition {
  /// A deployment's condition of a type.
  init(_ type: String, _ condition: DeploymentCondition) {
    self.init(
      type: type, status: condition.status, reason: condition.reason.rawValue,
      message: condition.message, lastUpdate: condition.lastUpdate,
      lastTransition: condition.lastTransition)
  }
}
