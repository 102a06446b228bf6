import KubernetesObjects
import SimulationEngine

/// What a job wants of its pods, beside their number at a time, which is `WorkloadRecord.replicas`.
public struct JobDetail: Hashable, Sendable {
  /// How many pods must succeed; nil where the first success tells that the work is done.
  public var completions: Int32?
  /// Whether each completion has a number of its own.
  public var isIndexed: Bool
  /// Whether the job has no pods for the time being.
  public var isSuspended: Bool
  /// After how long in work the job fails; nil for never.
  public var activeDeadline: SimulationDuration?
  /// How many failures the job bears.
  public var backoffLimit: Int32
  /// How many failures each index bears; nil where failures are counted for the job as a whole.
  public var backoffLimitPerIndex: Int32?
  /// How many failed indexes the job bears; nil for any number.
  public var maxFailedIndexes: Int32?
  /// Whether a pod is replaced only once it has ended, and not while it is being deleted.
  public var replacesEndedPodsOnly: Bool
  /// How long the job stays when it is finished; nil for ever.
  public var timeToLive: SimulationDuration?
  /// What failures mean, rule by rule; empty for the usual.
  public var failurePolicy: [PodFailurePolicyRule]
  /// Which successes suffice, rule by rule; empty for `completions`.
  public var successPolicy: [SuccessPolicyRule]
  /// Whether the selector and the labels that it matches are the author's.
  public var hasManualSelector: Bool
  /// The controller that looks after the job; nil for the usual one.
  public var managedBy: String?

  /// Whether somebody else than the job controller looks after the job.
  public var isManagedElsewhere: Bool { managedBy.map { $0 != Self.ownController } ?? false }

  /// The controller that `spec.managedBy` names unless it names another.
  private static let ownController = "kubernetes.io/job-controller"

  /// The wishes of a job whose defaults are filled in.
  public init(_ spec: JobSpec) {
    completions = spec.completions
    isIndexed = spec.completionMode == .indexed
    isSuspended = spec.suspend
    activeDeadline = spec.activeDeadlineSeconds.map {
      SimulationDuration.seconds(1).multipliedSaturating(by: $0).bounded
    }
    backoffLimit = spec.backoffLimit ?? 6
    backoffLimitPerIndex = spec.backoffLimitPerIndex
    maxFailedIndexes = spec.maxFailedIndexes
    replacesEndedPodsOnly = spec.podReplacementPolicy == .failed || !spec.podFailurePolicy.isEmpty
    timeToLive = spec.ttlSecondsAfterFinished.map { .seconds(Int64($0)) }
    failurePolicy = spec.podFailurePolicy
    successPolicy = spec.successPolicy
    hasManualSelector = spec.manualSelector
    managedBy = spec.managedBy
  }

  /// The field that would change and may not, where the job is to become `new` with that
  /// parallelism; nil if there is none. The selector and the template are not looked at.
  ///
  /// Source: `ValidateJobSpecUpdate` of `pkg/apis/batch/validation`, Kubernetes 1.36.
  public func fixedField(in new: JobDetail, parallelism: Int32?) -> String? {
    let isElastic = isIndexed && new.completions != nil && new.completions == parallelism
    if completions != new.completions, !isElastic { return "spec.completions" }
    if isIndexed != new.isIndexed { return "spec.completionMode" }
    if failurePolicy != new.failurePolicy { return "spec.podFailurePolicy" }
    if successPolicy != new.successPolicy { return "spec.successPolicy" }
    if backoffLimitPerIndex != new.backoffLimitPerIndex { return "spec.backoffLimitPerIndex" }
    return isManagedElsewhere != new.isManagedElsewhere ? "spec.managedBy" : nil
  }
}
