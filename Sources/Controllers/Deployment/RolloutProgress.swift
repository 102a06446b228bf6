import ClusterState
import SimulationEngine

/// What a deployment's condition `Progressing` follows from.
///
/// Source: `pkg/controller/deployment`, `progress.go`, `checkPausedConditions` and
/// `getNewReplicaSet`, Kubernetes 1.20 to 1.36.
package struct RolloutProgress: Sendable {
  /// The deployment's name.
  package var deployment: String
  /// The name of the new replica set, if there is one.
  package var newSet: String?
  /// How long a rollout may stand still; nil for ever, and then there is no condition.
  package var deadline: SimulationDuration?
  /// The condition so far.
  package var condition: DeploymentCondition?

  /// The progress of the deployment called `deployment`.
  package init(
    of deployment: String, newSet: String?, deadline: SimulationDuration?,
    condition: DeploymentCondition?
  ) {
    self.deployment = deployment
    self.newSet = newSet
    self.deadline = deadline
    self.condition = condition
  }

  /// The condition after a sync of the rollout that moves the numbers from `former` to `counts`.
  ///
  /// A completed rollout latches: it never times out afterwards, and pods that come and go do not
  /// reopen it.
  package func synced(
    _ counts: DeploymentCounts, former: DeploymentCounts, replicas: Int32, generation: Int64,
    at now: SimulationTime
  ) -> DeploymentCondition? {
    guard let deadline else { return nil }
    if counts.replicas == counts.updated, condition?.reason == .newReplicaSetAvailable {
      return condition
    }
    if counts.isComplete(replicas: replicas, generation: generation) {
      return said(.yes, .newReplicaSetAvailable, "has successfully progressed.", now)
        .replacing(condition)
    }
    if counts.showsProgress(since: former) {
      // Written even if it says what it said before: the deadline counts from the last progress.
      return said(.yes, .replicaSetUpdated, "is progressing.", now)
        .keepingTransition(of: condition)
    }
    if hasTimedOut(deadline, now) {
      return said(.no, .progressDeadlineExceeded, "has timed out progressing.", now)
        .replacing(condition)
    }
    return condition
  }

  /// The condition once the new set was created.
  package func createdNewSet(at now: SimulationTime) -> DeploymentCondition? {
    saidOfNewSet(.yes, .newReplicaSetCreated, "Created new replica set", now)
  }

  /// The condition once a set with the deployment's template was found; one that says anything
  /// already stays.
  package func foundNewSet(at now: SimulationTime) -> DeploymentCondition? {
    condition ?? saidOfNewSet(.yes, .foundNewReplicaSet, "Found new replica set", now)
  }

  /// The condition once the API server has refused the new set with `error`.
  package func failedToCreateNewSet(_ error: String, at now: SimulationTime) -> DeploymentCondition?
  {
    guard deadline != nil else { return condition }
    let text = DeploymentEventText.failedToCreate(newSet ?? "", error)
    return DeploymentCondition(.no, .replicaSetCreateError, text, at: now).replacing(condition)
  }

  /// The condition of a deployment that is paused, or no longer is.
  ///
  /// A rollout that has timed out stays so; the time that it was paused does not count.
  package func paused(_ isPaused: Bool, at now: SimulationTime) -> DeploymentCondition? {
    guard deadline != nil, condition?.reason != .progressDeadlineExceeded else { return condition }
    let wasPaused = condition?.reason == .deploymentPaused
    if isPaused && !wasPaused {
      return DeploymentCondition(.unknown, .deploymentPaused, "Deployment is paused", at: now)
        .replacing(condition)
    }
    if !isPaused && wasPaused {
      return DeploymentCondition(.unknown, .deploymentResumed, "Deployment is resumed", at: now)
        .replacing(condition)
    }
    return condition
  }

  /// After how long a sync that changed nothing looks at the deployment again; nil for never.
  ///
  /// A second is added to what is left, since times of the API have whole seconds. Less than a
  /// second is no wait at all: the deployment is then queued as after a failure.
  package func recheckDelay(
    _ counts: DeploymentCounts, replicas: Int32, generation: Int64, at now: SimulationTime
  ) -> SimulationDuration? {
    guard let deadline, let condition, condition.reason != .progressDeadlineExceeded,
      !counts.isComplete(replicas: replicas, generation: generation)
    else { return nil }
    let left = condition.lastUpdate.addingSaturating(deadline) - now
    return left < .seconds(1) ? .zero : left.addingSaturating(.seconds(1))
  }

  private func hasTimedOut(_ deadline: SimulationDuration, _ now: SimulationTime) -> Bool {
    guard let condition, condition.reason != .newReplicaSetAvailable else { return false }
    return condition.reason == .progressDeadlineExceeded
      || condition.lastUpdate.addingSaturating(deadline) < now
  }

  private func said(
    _ status: ConditionStatus, _ reason: DeploymentReason, _ words: String, _ now: SimulationTime
  ) -> DeploymentCondition {
    let subject = newSet.map { "ReplicaSet \"\($0)\"" } ?? "Deployment \"\(deployment)\""
    return DeploymentCondition(status, reason, "\(subject) \(words)", at: now)
  }

  private func saidOfNewSet(
    _ status: ConditionStatus, _ reason: DeploymentReason, _ words: String, _ now: SimulationTime
  ) -> DeploymentCondition? {
    guard deadline != nil, let newSet else { return condition }
    return DeploymentCondition(status, reason, "\(words) \"\(newSet)\"", at: now)
      .replacing(condition)
  }
}
