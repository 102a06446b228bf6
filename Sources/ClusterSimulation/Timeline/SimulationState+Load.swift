import ClusterState
import NodeAgents

/// What pods use: their behavior, and what the timeline has made of it.
extension SimulationState {
  /// The pods of `target` use what `change` says from now on, those that are there and those to
  /// come.
  mutating func changeLoad(of target: ObjectTarget, _ change: LoadChange) {
    loads.append(LoadRule(target: target, change: change))
    for pod in loadedPods(of: target) { followPod(pod, at: now) }
  }

  /// What `pod` uses while it runs: millicores, and bytes of memory. Of several changes of one
  /// resource the last counts.
  package func usage(of pod: PodID) -> PodUsage {
    let template = cluster.pods[pod].template
    let behavior = kubelets.behavior(of: template)
    let requests = cluster.templates[template].requests
    let usual = PodUsage(
      milliCPU: behavior.cpuUsage.amount(request: requests.milliCPU),
      memoryBytes: behavior.memoryUsage.amount(request: requests.memoryBytes))
    guard !loads.isEmpty else { return usual }
    var usage = usual
    for rule in loads where isTarget(rule.target, pod) {
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

  /// The pods that are there and that `target` means: pods, or those of a controller.
  private func loadedPods(of target: ObjectTarget) -> ContiguousArray<PodID> {
    if target.kind == "Pod" { return pods(of: target) }
    var found: ContiguousArray<PodID> = []
    for owner in workloads(of: target) {
      for template in cluster.templates.all {
        cluster.pods.forEach(of: template.id) { pod in
          if cluster.pods[pod].owner == owner { found.append(pod) }
        }
      }
    }
    found.sort()
    return found
  }

  private func isTarget(_ target: ObjectTarget, _ pod: PodID) -> Bool {
    let record = cluster.pods[pod]
    let template = cluster.templates[record.template]
    if target.kind == "Pod" {
      return matches(target, template.namespace, record.name.text(cluster.symbols)) {
        template.pod.metadata.labels
      }
    }
    let owner = record.owner
    guard owner.isPresent else { return false }
    let controller = cluster.workloads[owner.row]
    return controller.kind.name == target.kind
      && matches(target, controller.namespace, cluster.symbols[controller.name]) {
        cluster.templates[controller.template].pod.metadata.labels
      }
  }
}

/// A change of what pods use, and of which pods.
struct LoadRule: Sendable {
  let target: ObjectTarget
  let change: LoadChange
}

/// What one pod uses.
package struct PodUsage: Equatable, Sendable {
  package var milliCPU: Int64 = 0
  package var memoryBytes: Int64 = 0
}
