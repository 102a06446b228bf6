import ClusterState
import NodeAgents
import SimulationEngine

/// What pods use: their behavior, and what the timeline has made of it.
struct LoadRules: Sendable {
  /// A change of what pods use, and of which pods.
  private struct Rule: Sendable {
    let target: ObjectTarget
    let change: LoadChange
    /// The pods of the target that run, oldest first, where they share a total.
    var sharers: ContiguousArray<PodID> = []

    /// The place of `pod` among those that share the total, and whether it is one of them.
    func rank(of pod: PodID) -> (rank: Int, isKnown: Bool) {
      var (low, high) = (0, sharers.count)
      while low < high {
        let middle = (low + high) / 2
        if sharers[middle] < pod { low = middle + 1 } else { high = middle }
      }
      return (low, low < sharers.count && sharers[low] == pod)
    }
  }

  private var rules: ContiguousArray<Rule> = []

  /// The pods of `target`, which `pods` are, use what `change` says from now on.
  mutating func append(
    _ change: LoadChange, of target: ObjectTarget, _ pods: ContiguousArray<PodID>,
    in cluster: borrowing ClusterState
  ) {
    var rule = Rule(target: target, change: change)
    if change.isShared {
      for pod in pods where cluster.pods[pod].phase == .running { rule.sharers.append(pod) }
    }
    rules.removeAll { $0.target == target && change.replaces($0.change) }
    rules.append(rule)
  }

  /// Notes whether `pod` runs, for those with which it shares a total; returns the others, of which
  /// each now uses more or less.
  mutating func share(
    with pod: PodID, in cluster: borrowing ClusterState
  ) -> ContiguousArray<PodID> {
    var others: ContiguousArray<PodID> = []
    if rules.isEmpty { return others }
    let isRunning = cluster.pods[pod].phase == .running && !cluster.pods[pod].isRemoved
    for row in rules.indices where rules[row].change.isShared {
      let (rank, isKnown) = rules[row].rank(of: pod)
      guard isKnown != (isRunning && rules[row].target.means(pod, in: cluster)) else { continue }
      if isKnown {
        rules[row].sharers.remove(at: rank)
      } else {
        rules[row].sharers.insert(pod, at: rank)
      }
      others += rules[row].sharers.filter { $0 != pod }
    }
    return others
  }

  /// What `pod` uses at `instant` while it runs: millicores, and bytes of memory. Of several
  /// changes of one resource the last counts.
  func usage(
    of pod: PodID, in cluster: borrowing ClusterState, _ kubelets: borrowing Kubelets,
    at instant: UsageInstant
  ) -> PodUsage {
    changingUsage(of: pod, in: cluster, kubelets, at: instant).usage
  }

  /// What `pod` uses at `instant` while it runs, and when that may next change by itself; nil for
  /// never again.
  func changingUsage(
    of pod: PodID, in cluster: borrowing ClusterState, _ kubelets: borrowing Kubelets,
    at instant: UsageInstant
  ) -> (usage: PodUsage, next: SimulationTime?) {
    let template = cluster.templates[cluster.pods[pod].template]
    let behavior = kubelets.behavior(of: pod)
    let requests = template.requests
    let usual = behavior.usage(of: template, at: instant)
    var next = behavior.nextChange(after: instant)
    guard !rules.isEmpty else { return (usual, next) }
    var usage = usual
    for rule in rules where rule.target.means(pod, in: cluster) {
      let rank = rule.rank(of: pod).rank
      let count = max(1, rule.sharers.count)
      usage.isKnown = true
      if let cpu = rule.change.cpu {
        usage.milliCPU = cpu.amount(
          usual: usual.milliCPU, request: requests.milliCPU, rank: rank, of: count, at: instant)
        next = .earliest(next, cpu.nextChange(after: instant))
      }
      if let memory = rule.change.memory {
        usage.memoryBytes = memory.amount(
          usual: usual.memoryBytes, request: requests.memoryBytes, rank: rank, of: count,
          at: instant)
        next = .earliest(next, memory.nextChange(after: instant))
      }
    }
    return (usage, next)
  }
}

extension LoadChange {
  /// Whether nothing is left of `other` once this change has followed it.
  fileprivate func replaces(_ other: LoadChange) -> Bool {
    (cpu != nil || other.cpu == nil) && (memory != nil || other.memory == nil)
  }
}

/// What one pod or one container uses.
package struct PodUsage: Equatable, Sendable {
  package var milliCPU: Int64 = 0
  package var memoryBytes: Int64 = 0
  /// Whether anyone has measured it.
  package var isKnown = true
}
