/// Creates a job at every time of a schedule.
public struct CronJob: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = CronJobSpec()
  /// When a job was last due.
  public var lastScheduleTime: Timestamp?

  /// A cron job without a name.
  public init() {}
}

extension CronJob: WorkloadObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "CronJob", formerly: "ScheduledJob", in: ["batch/v1", "batch/v1beta1", "batch/v2alpha1"],
    role: .simulated)
  /// Where its pods are specified.
  public static var podSpecPath: String { "spec.jobTemplate.spec.template.spec" }
  /// What its pods are stamped from.
  public var podTemplate: PodTemplateSpec {
    get { spec.jobTemplate.spec.template }
    set { spec.jobTemplate.spec.template = newValue }
  }

  /// Whether there are to be any jobs.
  public var wantsPods: Bool { !spec.suspend }

  /// Reads one field of the cron job.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "status":
      guard decoder.node.kind == .mapping, let time = decoder.node["lastScheduleTime"] else {
        return
      }
      decoder.inMember("lastScheduleTime", time) { decoder in decoder.read(&lastScheduleTime) }
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// What happens when a job is due while the one before still runs.
public enum ConcurrencyPolicy: String, Sendable, EnumerationDecodable {
  case allow = "Allow"
  /// The new one is skipped.
  case forbid = "Forbid"
  /// The old one is deleted.
  case replace = "Replace"
}

/// What a CronJob wants.
public struct CronJobSpec: Hashable, Sendable {
  /// When jobs are due, in the grammar of cron.
  public var schedule = ""
  /// The zone of the schedule's times; nil for the controller's.
  public var timeZone: String?
  /// The seconds by which a job may be late; nil for any.
  public var startingDeadlineSeconds: Int64?
  /// What happens when the job before still runs.
  public var concurrencyPolicy = ConcurrencyPolicy.allow
  /// Whether no jobs are created for the time being.
  public var suspend = false
  /// What the jobs are stamped from.
  public var jobTemplate = JobTemplateSpec()
  /// How many jobs that ended well are kept.
  public var successfulJobsHistoryLimit: Int32 = 3
  /// How many jobs that failed are kept.
  public var failedJobsHistoryLimit: Int32 = 1

  /// A cron job without a schedule.
  public init() {}
}

extension CronJobSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "schedule": decoder.read(&schedule)
    case "timeZone": decoder.read(&timeZone)
    case "startingDeadlineSeconds": decoder.read(&startingDeadlineSeconds)
    case "concurrencyPolicy": decoder.read(&concurrencyPolicy)
    case "suspend": decoder.read(&suspend)
    case "jobTemplate": decoder.read(&jobTemplate)
    case "successfulJobsHistoryLimit": decoder.read(&successfulJobsHistoryLimit)
    case "failedJobsHistoryLimit": decoder.read(&failedJobsHistoryLimit)
    default: decoder.skipUnknownField()
    }
  }
}

/// What a CronJob stamps jobs from.
public struct JobTemplateSpec: Hashable, Sendable {
  /// Labels and annotations of the jobs.
  public var metadata = ObjectMeta()
  /// What the jobs want.
  public var spec = JobSpec()

  /// A template of a job of an empty template.
  public init() {}
}

extension JobTemplateSpec: ObjectDecodable {
  /// Reads one field of the template.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    default: decoder.skipUnknownField()
    }
  }
}
