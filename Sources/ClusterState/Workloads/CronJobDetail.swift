import KubernetesObjects
import SimulationEngine

/// What a cron job wants.
public struct CronJobDetail: Hashable, Sendable {
  /// When jobs are due.
  public var schedule: CronSchedule
  /// The zone of the schedule's times; nil for UTC, in which the controllers run.
  public var timeZone: TimeZoneRules?
  /// By how many seconds a job may be late; nil for any.
  public var startingDeadline: Int64?
  /// What happens when a job is due while the one before still runs.
  public var concurrencyPolicy: ConcurrencyPolicy
  /// Whether no jobs are created for the time being.
  public var isSuspended: Bool
  /// How many jobs that ended well are kept.
  public var successfulJobsHistoryLimit: Int32
  /// How many jobs that failed are kept.
  public var failedJobsHistoryLimit: Int32
  /// `spec.jobTemplate`: the labels of its jobs.
  public var jobLabels: Labels
  /// `spec.jobTemplate.spec` without its pods, whose template is that of the workload.
  public var job: JobDetail
  /// `spec.jobTemplate.spec.parallelism`.
  public var parallelism: Int32

  /// The wishes of a valid cron job whose defaults are filled in; nil if its schedule or its time
  /// zone cannot be read.
  public init?(_ spec: CronJobSpec, dialect: CronSchedule.Dialect) {
    guard let schedule = try? CronSchedule(parsing: spec.schedule, dialect: dialect) else {
      return nil
    }
    self.schedule = schedule
    if let name = spec.timeZone {
      guard let zone = TimeZoneRules.named(name) else { return nil }
      timeZone = zone
    }
    startingDeadline = spec.startingDeadlineSeconds
    concurrencyPolicy = spec.concurrencyPolicy
    isSuspended = spec.suspend
    successfulJobsHistoryLimit = spec.successfulJobsHistoryLimit
    failedJobsHistoryLimit = spec.failedJobsHistoryLimit
    jobLabels = spec.jobTemplate.metadata.labels
    job = JobDetail(spec.jobTemplate.spec)
    parallelism = spec.jobTemplate.spec.parallelism ?? 1
  }
}

/// What the status of a cron job says.
public struct CronJobProgress: Hashable, Sendable {
  /// The jobs that it has created and not seen finished, in order of creation.
  public var active: ContiguousArray<WorkloadID> = []
  /// `status.lastScheduleTime` in seconds since 1970; nil before the first job.
  public var lastSchedule: Int64?
  /// `status.lastSuccessfulTime` in seconds since 1970; nil before the first success.
  public var lastSuccess: Int64?

  /// No job has been created.
  public init() {}
}
