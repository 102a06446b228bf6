import ClusterState
import SimulationEngine

/// Why a condition of a deployment is what it is.
///
/// Source: `pkg/controller/deployment/util`, Kubernetes 1.20 to 1.36.
package enum DeploymentReason: String, Sendable {
  case minimumReplicasAvailable = "MinimumReplicasAvailable"
  case minimumReplicasUnavailable = "MinimumReplicasUnavailable"
  case newReplicaSetCreated = "NewReplicaSetCreated"
  case foundNewReplicaSet = "FoundNewReplicaSet"
  case replicaSetUpdated = "ReplicaSetUpdated"
  case newReplicaSetAvailable = "NewReplicaSetAvailable"
  case progressDeadlineExceeded = "ProgressDeadlineExceeded"
  case replicaSetCreateError = "ReplicaSetCreateError"
  case deploymentPaused = "DeploymentPaused"
  case deploymentResumed = "DeploymentResumed"
}

/// A condition of a deployment, `Available` or `Progressing`.
package struct DeploymentCondition: Hashable, Sendable {
  /// True, false or unknown.
  package var status: ConditionStatus
  /// Why.
  package var reason: DeploymentReason
  /// The same in words, as the API server stores them.
  package var message: String
  /// When it was last written, in whole seconds as times of the API are.
  package var lastUpdate: SimulationTime
  /// When its status last changed, in whole seconds.
  package var lastTransition: SimulationTime

  /// A condition that is written at `now`.
  package init(
    _ status: ConditionStatus, _ reason: DeploymentReason, _ message: String, at now: SimulationTime
  ) {
    self.status = status
    self.reason = reason
    self.message = message
    lastUpdate = .seconds(now.wholeSeconds)
    lastTransition = lastUpdate
  }

  /// This condition in place of `former`, which stays if it says the same for the same reason.
  ///
  /// Source: `SetDeploymentCondition` of `pkg/controller/deployment/util`.
  package func replacing(_ former: Self?) -> Self {
    guard let former, former.status == status else { return self }
    return former.reason == reason ? former : keepingTransition(of: former)
  }

  /// This condition with the transition of `former` if both have one status.
  func keepingTransition(of former: Self?) -> Self {
    guard let former, former.status == status else { return self }
    var condition = self
    condition.lastTransition = former.lastTransition
    return condition
  }

  /// The condition `Available`: whether the deployment has the pods that it must not lack.
  ///
  /// Source: `pkg/controller/deployment`, `calculateStatus`.
  package static func available(
    _ counts: DeploymentCounts, bounds: RolloutBounds, former: Self?, at now: SimulationTime
  ) -> Self {
    let condition =
      counts.available >= bounds.minAvailable
      ? Self(
        .yes, .minimumReplicasAvailable, "Deployment has minimum availability.", at: now)
      : Self(
        .no, .minimumReplicasUnavailable, "Deployment does not have minimum availability.", at: now)
    return condition.replacing(former)
  }
}
