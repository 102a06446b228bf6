import ClusterState
import NodeAgents

/// What pods use: their behavior, and what the timeline has made of it.
struct LoadRules: Sendable {
  /// A change of what pods use, and of which pods.
  private struct Rule: Sendable {
    let target: ObjectTarget
    let change: LoadChange
  }

  private var rules: ContiguousArray<Rule> = []

  /// The pods of `target` use what `change` says from now on.
  mutating func append(_ change: LoadChange, of target: ObjectTarget) {
    rules.append(Rule(target: target, change: change))
  }

  /// What `pod` uses while it runs: millicores, and bytes of memory. Of several changes of one
  /// resource the last counts.
  func usage(
    of pod: PodID, in cluster: borrowing ClusterState, _ kubelets: borrowing Kubelets
  ) -> PodUsage {
    let template = cluster.pods[pod].template
    let behavior = kubelets.behavior(of: pod)
    let requests = cluster.templates[template].requests
    let usual = PodUsage(
      milliCPU: behavior.cpuUsage.amount(request: requests.milliCPU),
      memoryBytes: behavior.memoryUsage.amount(request: requests.memoryBytes))
    guard !rules.isEmpty else { return usual }
    var usage = usual
    for rule in rules where rule.target.means(pod, in: cluster) {
      if let cpu = rule.change.cpu {
        usage.milliCPU = cpu.amount(usual: usual.milliCPU, request: requests.milliCPU)
      }
      if let memory = rule.change.memory {
        usage.memoryBytes = memory.amount(
          usual: usual.memoryBytes, request: requests.memoryBytes)
      }
    }
    return usage
  }
}

/// What one pod uses.
package struct PodUsage: Equatable, Sendable {
  package var milliCPU: Int64 = 0
  package var memoryBytes: Int64 = 0
}
