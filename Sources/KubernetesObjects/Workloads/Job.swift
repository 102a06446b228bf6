/// Runs pods until enough of them have succeeded.
public struct Job: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = JobSpec()
  /// What was observed.
  public var status = JobStatus()

  /// A job without a name.
  public init() {}
}

extension Job: WorkloadObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Job", in: ["batch/v1", "extensions/v1beta1"], role: .simulated)
  /// Where its pods are specified.
  public static var podSpecPath: String { "spec.template.spec" }
  /// What its pods are stamped from.
  public var podTemplate: PodTemplateSpec {
    get { spec.template }
    set { spec.template = newValue }
  }

  /// Whether there are to be any pods.
  public var wantsPods: Bool { !spec.suspend && spec.parallelism != 0 && spec.completions != 0 }

  /// Reads one field of the job.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "status": decoder.read(&status)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// What was observed of a job's pods.
public struct JobStatus: Hashable, Sendable {
  /// The pods that wait or run.
  public var active: Int32 = 0
  /// The pods that ended well.
  public var succeeded: Int32 = 0
  /// The pods that ended badly.
  public var failed: Int32 = 0
  /// When the job was started or resumed.
  public var startTime: Timestamp?
  /// When the job ended well.
  public var completionTime: Timestamp?
  /// Of an Indexed job, the indexes that ended well, such as `0-2,5`.
  public var completedIndexes = ""
  /// `Complete`, `Failed`, `Suspended`.
  public var conditions: [Condition] = []

  public init() {}

  /// Whether the job is over, for better or worse.
  public var isOver: Bool {
    conditions.contains { ["Complete", "Failed"].contains($0.type) && $0.status == .true }
  }
}

extension JobStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "active": decoder.read(&active)
    case "succeeded": decoder.read(&succeeded)
    case "failed": decoder.read(&failed)
    case "startTime": decoder.read(&startTime)
    case "completionTime": decoder.read(&completionTime)
    case "conditions": decoder.read(&conditions)
    case "completedIndexes": decoder.read(&completedIndexes)
    case "failedIndexes", "ready", "terminating", "uncountedTerminatedPods": break
    default: decoder.skipUnknownField()
    }
  }
}
