import KubernetesObjects

/// What tells a pod of an Indexed Job from the others.
public struct IndexedPod: Hashable, Sendable {
  /// Its completion index.
  public let index: Int32
  /// How often the index has failed before, where that is counted by index.
  public let failures: Failures?

  /// The failures of one index.
  public struct Failures: Hashable, Sendable {
    /// Those that count for the limit.
    public var counted: Int32 = 0
    /// Those that the job's failure policy leaves out of account.
    public var ignored: Int32 = 0

    /// No failure.
    public init() {}

    /// All of them, by which the pause before the next pod grows.
    public var total: Int32 { counted + ignored }
  }

  /// A pod of `index`.
  public init(_ index: Int32, failures: Failures? = nil) {
    self.index = index
    self.failures = failures
  }

  /// The pod of the index as `owner`, a job called `job`, wants it: stamped from `template`.
  public func draft(of owner: WorkloadID, called job: String, _ template: Pod) -> PodDraft {
    PodDraft(
      owner: owner, name: .generated(base: nameBase(of: job)),
      pod: stamped(on: template, of: job))
  }

  /// `pod`, which a job called `job` stamps, as the pod of the index.
  ///
  /// Source: `addCompletionIndexAnnotation` and its neighbours in
  /// `pkg/controller/job/indexed_job_utils.go`, Kubernetes 1.36.
  func stamped(on pod: Pod, of job: String) -> Pod {
    var pod = pod
    pod.metadata.annotations[JobKeys.completionIndex] = String(index)
    pod.metadata.labels[JobKeys.completionIndex] = String(index)
    pod.spec.hostname = "\(job)-\(index)"
    if let failures {
      pod.metadata.annotations[JobKeys.failureCount] = String(failures.counted)
      if failures.ignored > 0 {
        pod.metadata.annotations[JobKeys.ignoredFailureCount] = String(failures.ignored)
      }
    }
    for row in pod.spec.initContainers.indices { pod.spec.initContainers[row].addIndexVariable() }
    for row in pod.spec.containers.indices { pod.spec.containers[row].addIndexVariable() }
    return pod
  }

  /// The base of the pod's name; a long name of a job is cut so that the index stays.
  ///
  /// Source: `podGenerateNameWithIndex`, with `names.MaxGeneratedNameLength` of 58.
  func nameBase(of job: String) -> String {
    let end = "-\(index)-"
    return String(job.prefix(max(0, 58 - end.utf8.count))) + end
  }
}

/// The labels and annotations of the pods of jobs.
///
/// Source: `staging/src/k8s.io/api/batch/v1/types.go`, Kubernetes 1.36.
public enum JobKeys {
  /// The label with the job's uid, by which it selects its pods.
  public static let uid = JobLabels.uid
  /// The label with the job's name.
  public static let name = JobLabels.name
  /// The labels of before 1.27, which are still written.
  public static let formerUID = JobLabels.formerUID
  /// The former label with the job's name.
  public static let formerName = JobLabels.formerName
  /// The label and annotation with the completion index.
  public static let completionIndex = "batch.kubernetes.io/job-completion-index"
  static let failureCount = "batch.kubernetes.io/job-index-failure-count"
  static let ignoredFailureCount = "batch.kubernetes.io/job-index-ignored-failure-count"
}

extension PodTemplate {
  /// How often the index of these pods had failed before them, by their annotations.
  public var indexFailures: IndexedPod.Failures {
    func count(_ key: String) -> Int32 {
      pod.metadata.annotations[key].flatMap { Int32($0) } ?? 0
    }
    var failures = IndexedPod.Failures()
    failures.counted = count(JobKeys.failureCount)
    failures.ignored = count(JobKeys.ignoredFailureCount)
    return failures
  }
}

extension Container {
  /// Lets the container know the index of its pod.
  fileprivate mutating func addIndexVariable() {
    let name = "JOB_COMPLETION_INDEX"
    guard !env.contains(where: { $0.name == name }) else { return }
    var variable = EnvVar()
    variable.name = name
    variable.hasSource = true
    env.append(variable)
  }
}
