import ClusterState
import SimulationEngine

/// One pass over a namespace that is being emptied: what is still to delete, and what was found.
struct NamespacePass: Sendable {
  /// The collections that are still to be deleted, in order.
  private(set) var left = NamespaceContent.allCases[...]
  /// What remains of those that were.
  private(set) var remains: [NamespaceRemains] = []
  /// In how many seconds the rest may be gone; zero where nothing says so.
  private(set) var estimate: Int64
  /// What was to be gone and is not.
  private(set) var unexpected: [String] = []

  /// A finalizer's owner is given so many seconds.
  ///
  /// Source: `finalizerEstimateSeconds` of `pkg/controller/namespace/deletion`, Kubernetes 1.36.
  private static let finalizerSeconds: Int64 = 15

  /// A pass that gives pods `estimate` seconds to stop.
  init(estimate: Int64) { self.estimate = estimate }

  /// Takes in what is left of the first collection; the others wait until its pods are gone, where
  /// pods come first.
  mutating func note(_ found: NamespaceRemains?, in namespace: String, podsFirst: Bool) {
    let content = left.removeFirst()
    guard let found else { return }
    remains.append(found)
    if content != .pods || estimate == 0 {
      if found.finalizers.isEmpty {
        let resource = found.resource.dropLast()
        unexpected.append(
          "unexpected items still remain in namespace: \(namespace) for gvr: /v1, "
            + "Resource=\(resource)")
      } else {
        estimate = max(estimate, Self.finalizerSeconds)
      }
    }
    if content == .pods, podsFirst { left = [] }
  }

  /// What the conditions say after the pass.
  var status: NamespaceDeletionStatus {
    var status = NamespaceDeletionStatus()
    status.remainingContent =
      remains.map { "\($0.resource) has \($0.count) resource instances" }.joined(separator: ", ")
    status.remainingFinalizers =
      remains.flatMap(\.finalizers).map { "\($0.name) in \($0.count) resource instances" }
      .joined(separator: ", ")
    if !unexpected.isEmpty {
      status.failure =
        "Failed to delete all resource types, \(unexpected.count) remaining: "
        + unexpected.joined(separator: ", ")
    }
    return status
  }

  /// The longest grace of the pods of a namespace that have not ended, in seconds; zero once so
  /// much has passed since the deletion was asked for.
  ///
  /// Source: `estimateGracefulTermination` of `pkg/controller/namespace/deletion`, Kubernetes 1.2
  /// to 1.36.
  static func estimate(
    of namespace: Symbol, deletedAt deletion: SimulationTime, at now: SimulationTime,
    in cluster: borrowing ClusterState
  ) -> Int64 {
    var longest: Int64 = 0
    for pod in cluster.pods(ofNamespace: namespace) where !cluster.pods[pod].phase.isTerminal {
      let template = cluster.templates[cluster.pods[pod].template]
      longest = max(longest, template.pod.spec.terminationGracePeriodSeconds)
    }
    let allowed = SimulationDuration.seconds(1).multipliedSaturating(by: longest)
    return now - deletion >= allowed ? 0 : longest
  }
}
