/// How far the update of a deployment, a stateful set or a daemon set has come, in the words of
/// `kubectl rollout status`.
package struct RolloutStatus: Equatable, Sendable {
  /// Where an update stands.
  package enum Progress: Sendable {
    /// It is done.
    case done
    /// It goes on.
    case underWay
    /// It has failed, or there is nothing to tell.
    case failed
  }

  /// The line that is printed.
  package let text: String
  package let progress: Progress

  private init(_ text: String, _ progress: Progress = .underWay) {
    self.text = text
    self.progress = progress
  }

  /// The state of `workload`; nil for a kind that is not rolled out.
  package init?(of workload: APIField) {
    switch workload.kind.text {
    case "Deployment": self = Self.deployment(workload)
    case "DaemonSet": self = Self.daemonSet(workload)
    case "StatefulSet": self = Self.statefulSet(workload)
    default: return nil
    }
  }

  private static func deployment(_ deployment: APIField) -> RolloutStatus {
    let status = deployment.status
    let waiting = "Waiting for deployment \"\(deployment.objectName)\" rollout to finish:"
    guard deployment.metadata.generation.whole <= status.observedGeneration.whole else {
      return RolloutStatus("Waiting for deployment spec update to be observed...")
    }
    if deployment.condition("Progressing")?.reason.text == "ProgressDeadlineExceeded" {
      return RolloutStatus(
        "error: deployment \"\(deployment.objectName)\" exceeded its progress deadline", .failed)
    }
    let (updated, available) = (status.updatedReplicas.whole, status.availableReplicas.whole)
    if let wanted = deployment.spec.replicas.integer, updated < wanted {
      return RolloutStatus(
        "\(waiting) \(updated) out of \(wanted) new replicas have been updated...")
    }
    if status.replicas.whole > updated {
      let old = status.replicas.whole - updated
      return RolloutStatus("\(waiting) \(old) old replicas are pending termination...")
    }
    if available < updated {
      return RolloutStatus(
        "\(waiting) \(available) of \(updated) updated replicas are available...")
    }
    return RolloutStatus("deployment \"\(deployment.objectName)\" successfully rolled out", .done)
  }

  private static func daemonSet(_ set: APIField) -> RolloutStatus {
    if set.spec.updateStrategy.type.text != "RollingUpdate" { return .onDelete }
    let status = set.status
    let waiting = "Waiting for daemon set \"\(set.objectName)\" rollout to finish:"
    guard set.metadata.generation.whole <= status.observedGeneration.whole else {
      return RolloutStatus("Waiting for daemon set spec update to be observed...")
    }
    let wanted = status.desiredNumberScheduled.whole
    let (updated, available) =
      (status.updatedNumberScheduled.whole, status.numberAvailable.whole)
    if updated < wanted {
      return RolloutStatus("\(waiting) \(updated) out of \(wanted) new pods have been updated...")
    }
    if available < wanted {
      return RolloutStatus("\(waiting) \(available) of \(wanted) updated pods are available...")
    }
    return RolloutStatus("daemon set \"\(set.objectName)\" successfully rolled out", .done)
  }

  private static func statefulSet(_ set: APIField) -> RolloutStatus {
    if set.spec.updateStrategy.type.text != "RollingUpdate" { return .onDelete }
    let status = set.status
    let observed = status.observedGeneration.whole
    guard observed > 0, set.metadata.generation.whole <= observed else {
      return RolloutStatus("Waiting for statefulset spec update to be observed...")
    }
    if let wanted = set.spec.replicas.integer, status.readyReplicas.whole < wanted {
      let missing = wanted - status.readyReplicas.whole
      return RolloutStatus("Waiting for \(missing) pods to be ready...")
    }
    let updated = status.updatedReplicas.whole
    let rolling = set.spec.updateStrategy.rollingUpdate
    if rolling.exists {
      if let wanted = set.spec.replicas.integer, let partition = rolling.partition.integer,
        updated < wanted - partition
      {
        return RolloutStatus(
          "Waiting for partitioned roll out to finish: \(updated) out of "
            + "\(wanted - partition) new pods have been updated...")
      }
      return RolloutStatus(
        "partitioned roll out complete: \(updated) new pods have been updated...", .done)
    }
    if status.updateRevision != status.currentRevision {
      return RolloutStatus(
        "waiting for statefulset rolling update to complete \(updated) pods at revision "
          + "\(status.updateRevision.text)...")
    }
    return RolloutStatus(
      "statefulset rolling update complete \(status.currentReplicas.whole) pods at revision "
        + "\(status.currentRevision.text)...", .done)
  }

  private static let onDelete = RolloutStatus(
    "error: rollout status is only available for RollingUpdate strategy type", .failed)
}
