/// What only one kind of workload has; a case for each such kind.
public enum WorkloadDetail: Hashable, Sendable {
  /// What a deployment writes on its replica sets.
  case replicaSet(ReplicaSetDetail)
  /// What a deployment wants of its rollouts.
  case deployment(DeploymentDetail)
  /// What a stateful set wants of its pods and claims.
  case statefulSet(StatefulSetDetail)
  /// What a daemon set wants of its updates.
  case daemonSet(DaemonSetDetail)
}

/// What only one kind of workload reports; a case for each such kind.
public enum WorkloadStatusDetail: Hashable, Sendable {
  /// The revisions of a stateful set.
  case statefulSet(StatefulSetRevisions)
  /// The nodes of a daemon set.
  case daemonSet(DaemonSetCounts)
}
