/// Why a pod is deleted.
public enum DeletionCause: UInt8, Sendable {
  /// There were more than wanted.
  case surplus
  /// Its node had been silent or not ready for `podEvictionTimeout`.
  case nodeTimeout
  /// It did not tolerate, or no longer tolerated, a `NoExecute` taint.
  case taint
  /// Its node object was gone.
  case nodeGone
  /// It was deleted and its node was known to be down for good.
  case outOfService
  /// There were more ended pods than are kept.
  case terminatedPodLimit
  /// It was being deleted and had never been bound.
  case unscheduledTermination
  /// It was evicted in favour of a pod of higher priority.
  case preemption
  /// Someone asked for its deletion.
  case request
  /// Someone drained its node or called the eviction API.
  case evictionAPI

  /// Whether pods that go for this cause are evicted, if they have not ended: nobody who made them
  /// wanted them gone.
  public var isEviction: Bool {
    switch self {
    case .nodeTimeout, .taint, .nodeGone, .outOfService, .preemption, .evictionAPI: true
    case .surplus, .terminatedPodLimit, .unscheduledTermination, .request: false
    }
  }

  /// The word in the reports.
  public var name: String {
    switch self {
    case .surplus: "scale-down"
    case .nodeTimeout: "timeout"
    case .taint: "taint"
    case .nodeGone: "node-gone"
    case .outOfService: "out-of-service"
    case .terminatedPodLimit: "pod-gc"
    case .unscheduledTermination: "pod-gc"
    case .preemption: "preemption"
    case .request: "delete"
    case .evictionAPI: "eviction-api"
    }
  }
}
