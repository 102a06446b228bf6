/// How well a pod is protected when its node runs short.
///
/// Source: `pkg/apis/core/v1/helper/qos` and `pkg/kubelet/qos` of Kubernetes v1.20.2.
public enum QualityOfServiceClass: String, Hashable, Sendable {
  /// Every container limits cpu and memory, and the pod requests what it may use.
  case guaranteed = "Guaranteed"
  /// Something is requested or limited.
  case burstable = "Burstable"
  /// Nothing is requested or limited.
  case bestEffort = "BestEffort"

  /// The class of a pod with these containers, init containers included.
  ///
  /// Only cpu and memory count, and zero counts as unset. For `guaranteed` the sums over all
  /// containers are compared, so differences that cancel out pass, as in the real code.
  public init(containers: some Sequence<ResourceRequirements>) {
    var requests = ResourceList()
    var limits = ResourceList()
    var allAreLimited = true
    for container in containers {
      for name in Self.resources {
        if let request = container.requests[name], request.signum > 0 {
          requests += [name: request]
        }
        if let limit = container.limits[name], limit.signum > 0 {
          limits += [name: limit]
        } else {
          allAreLimited = false
        }
      }
    }
    if requests.isEmpty && limits.isEmpty {
      self = .bestEffort
    } else if allAreLimited && requests == limits {
      self = .guaranteed
    } else {
      self = .burstable
    }
  }

  /// The resources that decide.
  private static let resources: [ResourceName] = [.cpu, .memory]

  /// The kernel's `oom_score_adj` of a container: the higher, the sooner it is killed.
  ///
  /// Burstable containers stand between the other classes, by the share of the node's memory that
  /// they do not request.
  /// - Parameters:
  ///   - memoryRequest: the container's memory request in bytes.
  ///   - memoryCapacity: the node's memory capacity in bytes.
  ///   - isCritical: whether the pod is static, a mirror or of a critical priority.
  ///   - guaranteedScore: the score of the class `guaranteed`; -997 since v1.20, -998 in v1.2.
  public func outOfMemoryScore(
    memoryRequest: Int64, memoryCapacity: Int64, isCritical: Bool = false,
    guaranteedScore: Int = -997
  ) -> Int {
    if isCritical { return guaranteedScore }
    switch self {
    case .guaranteed: return guaranteedScore
    case .bestEffort: return 1000
    case .burstable:
      guard memoryCapacity > 0 else { return 999 }
      let share = Int128(memoryRequest) * 1000 / Int128(memoryCapacity)
      return Int(min(max(1000 - share, Int128(1000 + guaranteedScore)), 999))
    }
  }
}
