import ClusterState
import KubernetesObjects

/// What a job's failure policy says of a failed pod: the first rule that matches counts.
///
/// Source: `pkg/controller/job/pod_failure_policy.go`, Kubernetes 1.31 to 1.36.
struct PodFailureVerdict: Hashable {
  /// What the rule wants done; nil where no rule matches.
  let action: PodFailurePolicyAction?
  /// Why the job fails, where the rule says that it does.
  var failureMessage: String?

  /// Whether the failure counts.
  var isCounted: Bool { action != .ignore }

  /// What `rules` say of `pod`.
  init(of pod: PodID, by rules: [PodFailurePolicyRule], in cluster: borrowing ClusterState) {
    for (row, rule) in rules.enumerated() {
      guard let finding = Self.finding(rule, pod, cluster) else { continue }
      action = rule.action
      if rule.action == .failJob {
        failureMessage = "\(finding) matching FailJob rule at index \(row)"
      }
      return
    }
    action = nil
  }

  /// What of the pod the rule matches, in words; nil if nothing does.
  private static func finding(
    _ rule: PodFailurePolicyRule, _ pod: PodID, _ cluster: borrowing ClusterState
  ) -> String? {
    let record = cluster.pods[pod]
    let template = cluster.templates[record.template]
    let name = cluster.symbols[template.namespace] + "/" + record.name.text(cluster.symbols)
    guard let comparison = rule.exitCodeOperator else {
      return rule.conditions.first { holds($0, record, cluster) }
        .map { "Pod \(name) has condition \($0.type)" }
    }
    guard let codes = cluster.end(of: pod)?.exitCodes else { return nil }
    let spec = template.pod.spec
    let names = (spec.initContainers + spec.containers).map(\.name)
    let initCount = spec.initContainers.count
    // The containers come first, then the init containers.
    for index in Array(initCount..<names.count) + Array(0..<initCount) {
      guard index < codes.count, let code = codes[index], code != 0,
        rule.containerName.isEmpty || rule.containerName == names[index],
        rule.exitCodes.contains(code) == (comparison == .isIn)
      else { continue }
      return "Container \(names[index]) for pod \(name) failed with exit code \(code)"
    }
    return nil
  }

  private static func holds(
    _ pattern: Condition, _ record: PodRecord, _ cluster: borrowing ClusterState
  ) -> Bool {
    let isTrue: Bool
    switch pattern.type {
    case "DisruptionTarget":
      guard record.isDisrupted || record.isPreempted else { return false }
      isTrue = true
    case "PodScheduled": isTrue = record.node.isPresent
    case "Ready", "ContainersReady":
      guard record.startTime.isSet else { return false }
      isTrue = record.isReady
    default: return false
    }
    return pattern.status == (isTrue ? .true : .false)
  }
}
