/// What only one kind of workload has; a case for each such kind.
public enum WorkloadDetail: Hashable, Sendable {
  /// What a deployment writes on its replica sets.
  case replicaSet(ReplicaSetDetail)
  /// What a deployment wants of its rollouts.
  case deployment(DeploymentDetail)
  /// What a deployment configuration wants of its rollouts.
  case deploymentConfig(DeploymentConfigDetail)
  /// What a stateful set wants of its pods and claims.
  case statefulSet(StatefulSetDetail)
  /// What a daemon set wants of its updates.
  case daemonSet(DaemonSetDetail)
  /// What a job wants of its pods.
  case job(JobDetail)
  /// What a cron job wants.
  case cronJob(CronJobDetail)
}

/// What only one kind of workload reports; a case for each such kind.
public indirect enum WorkloadStatusDetail: Hashable, Sendable {
  /// The revisions of a stateful set.
  case statefulSet(StatefulSetRevisions)
  /// The nodes of a daemon set.
  case daemonSet(DaemonSetCounts)
  /// What became of the pods of a job.
  case job(JobProgress)
  /// What became of the jobs of a cron job.
  case cronJob(CronJobProgress)
}
