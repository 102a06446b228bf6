extension WorkloadStatus {
  /// What became of the pods of a job; nil before its controller has seen it.
  public var job: JobProgress? {
    get { if case .job(let progress)? = detail { progress } else { nil } }
    set { detail = newValue.map { .job($0) } }
  }

  /// What became of the jobs of a cron job; nil before its controller has written it.
  public var cronJob: CronJobProgress? {
    get { if case .cronJob(let progress)? = detail { progress } else { nil } }
    set { detail = newValue.map { .cronJob($0) } }
  }

  /// The condition by which a job has ended, `Complete` or `Failed`; nil before.
  public var jobEnd: WorkloadCondition? {
    conditions.first {
      ($0.type == "Complete" || $0.type == "Failed") && $0.status == .yes
    }
  }
}
