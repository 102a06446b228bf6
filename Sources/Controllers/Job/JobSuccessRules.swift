import ClusterState
import KubernetesObjects

/// Whether the successes of an Indexed Job suffice before all indexes have succeeded.
///
/// Source: `pkg/controller/job/success_policy.go`, Kubernetes 1.31 to 1.36.
enum JobSuccessRules {
  /// The message about the first rule that `succeeded` meets; nil if none is met.
  static func message(_ detail: JobDetail, succeeded: CompletionIndexes) -> String? {
    guard let completions = detail.completions else { return nil }
    for (row, rule) in detail.successPolicy.enumerated()
    where isMet(rule, completions, succeeded) {
      return "Matched rules at index \(row)"
    }
    return nil
  }

  private static func isMet(
    _ rule: SuccessPolicyRule, _ completions: Int32, _ succeeded: CompletionIndexes
  ) -> Bool {
    guard !rule.succeededIndexes.isEmpty else {
      return rule.succeededCount.map { succeeded.count >= $0 } ?? false
    }
    guard let wanted = try? CompletionIndexes(parsing: rule.succeededIndexes) else { return false }
    let met = wanted.limited(to: completions).intersectionCount(succeeded)
    return met >= rule.succeededCount ?? wanted.count
  }
}
