/// What only one kind of workload has; a case for each such kind.
public enum WorkloadDetail: Hashable, Sendable {
  /// What a deployment writes on its replica sets.
  case replicaSet(ReplicaSetDetail)
  /// What a deployment wants of its rollouts.
  case deployment(DeploymentDetail)
}
