import KubernetesObjects
import Scheduling

/// Some plugins of Kubernetes 1.34, node by node and pod by pod.
struct ModernReference {
  /// The plugins that are modelled, and their weights.
  static let plugins: [(name: String, weight: Int32)] = [
    ("PrioritySort", 0), ("NodeUnschedulable", 0), ("NodeName", 0), ("TaintToleration", 3),
    ("NodeAffinity", 2), ("NodePorts", 0), ("NodeResourcesFit", 1),
    ("NodeResourcesBalancedAllocation", 1), ("DefaultPreemption", 0), ("DefaultBinder", 0),
  ]

  /// Whether these are all that decide: the profile disables every other plugin.
  static func knows(_ configuration: KubeSchedulerConfiguration) -> Bool {
    configuration.profiles.allSatisfy { !$0.plugins[.multiPoint].disabled.isEmpty }
  }

  /// The nodes that fit, and their scores.
  func scores(_ view: ReferenceView) -> ReferenceScores {
    var result = ReferenceScores()
    if let promised = view.promisedNode, fits(view.pod, promised) {
      // Nothing else is looked at.
      result.feasible = [promised]
      result.scores = [0]
      return result
    }
    result.feasible = view.nodes.filter { fits(view.pod, $0) }
    let shunned = result.feasible.map { node in
      Int64(
        node.taints.filter { $0.effect == .preferNoSchedule && !isTolerated($0, view.pod) }.count)
    }
    let most = shunned.max() ?? 0
    for (node, count) in zip(result.feasible, shunned) {
      let taints = most == 0 ? 100 : 100 - 100 * count / most
      result.scores.append(
        3 * taints + leastAllocated(view.pod, node) + balance(view.pod, node))
    }
    return result
  }

  private func isTolerated(_ taint: Taint, _ pod: ReferenceView.Pod) -> Bool {
    pod.spec.tolerations.contains { $0.tolerates(taint) }
  }

  /// Whether the pod has its place on the node, besides the pods that it is promised to.
  private func fits(_ pod: ReferenceView.Pod, _ node: ReferenceView.Node) -> Bool {
    isAllowed(pod, node) && hasRoom(pod, node)
  }

  /// Whether the pod may run on the node, were it empty.
  private func isAllowed(_ pod: ReferenceView.Pod, _ node: ReferenceView.Node) -> Bool {
    let cordon = Taint(key: "node.kubernetes.io/unschedulable", effect: .noSchedule)
    if node.isCordoned, !isTolerated(cordon, pod) { return false }
    if !pod.spec.nodeName.isEmpty, pod.spec.nodeName != node.name { return false }
    if !pod.selects(node) { return false }
    for taint in node.taints where taint.effect != .preferNoSchedule && !isTolerated(taint, pod) {
      return false
    }
    return true
  }

  /// Whether the node has room, ports and all, for the pod beside its pods and those that it is
  /// promised to and that the pod has to respect.
  private func hasRoom(_ pod: ReferenceView.Pod, _ node: ReferenceView.Node) -> Bool {
    var node = node
    node.pods += node.promised.filter { $0.priority >= pod.priority }
    for port in pod.hostPorts {
      for other in node.pods.flatMap(\.hostPorts)
      where other.hostPort == port.hostPort && other.transportProtocol == port.transportProtocol {
        let addresses = [port.hostIP, other.hostIP]
        let isAnywhere = addresses.contains("") || addresses.contains("0.0.0.0")
        if isAnywhere || port.hostIP == other.hostIP { return false }
      }
    }
    if Int64(node.pods.count) + 1 > node.podLimit { return false }
    for (resource, capacity) in [
      (ResourceName.cpu, node.milliCPU), (.memory, node.memoryBytes),
    ] {
      let used = node.pods.reduce(0) { $0 + $1.request(resource) }
      let wanted = pod.request(resource)
      if wanted > 0, wanted > capacity - used { return false }
    }
    return true
  }

  private func leastAllocated(_ pod: ReferenceView.Pod, _ node: ReferenceView.Node) -> Int64 {
    var (total, count): (Int64, Int64) = (0, 0)
    for (resource, capacity) in [
      (ResourceName.cpu, node.milliCPU), (.memory, node.memoryBytes),
    ] where capacity > 0 {
      let load = (node.pods + [pod]).reduce(0) { $0 + $1.scoredRequest(resource) }
      total += load > capacity ? 0 : (capacity - load) * 100 / capacity
      count += 1
    }
    return count == 0 ? 0 : total / count
  }

  private func balance(_ pod: ReferenceView.Pod, _ node: ReferenceView.Node) -> Int64 {
    if pod.request(.cpu) == 0 && pod.request(.memory) == 0 { return 0 }
    let fractions = [(ResourceName.cpu, node.milliCPU), (.memory, node.memoryBytes)].map {
      resource, capacity in
      let load = (node.pods + [pod]).reduce(0) { $0 + $1.request(resource) }
      return min(Double(load) / Double(capacity), 1)
    }
    return Int64((1 - abs(fractions[0] - fractions[1]) / 2) * 100)
  }

  /// What is wrong with `decision`, made for a pod that fits nowhere, about making room for it.
  ///
  /// Any least set of victims will do: none that could stay. The choice among nodes is the
  /// ranking's, which has its own table.
  func problem(with decision: Decision, _ view: ReferenceView) -> String? {
    func withoutLesser(_ node: ReferenceView.Node) -> ReferenceView.Node {
      var node = node
      node.pods.removeAll { $0.priority < view.pod.priority }
      return node
    }
    let helpful = view.nodes.filter { node in
      isAllowed(view.pod, node) && node.pods.contains { $0.priority < view.pod.priority }
        && hasRoom(view.pod, withoutLesser(node))
    }
    guard decision.nominatedNode.isPresent else {
      let mayPreempt = view.pod.spec.preemptionPolicy != .never && !view.awaitsVictims
      return mayPreempt && !helpful.isEmpty ? "makes no room on \(helpful[0].name)" : nil
    }
    guard view.pod.spec.preemptionPolicy != .never else { return "preempts, and never may" }
    guard var node = helpful.first(where: { $0.id == decision.nominatedNode }) else {
      return "makes room on node \(decision.nominatedNode.index), which is of no use"
    }
    let victims = decision.victims.map(\.pod)
    let going = node.pods.filter { victims.contains($0.id) }
    guard going.count == victims.count, going.allSatisfy({ $0.priority < view.pod.priority }) else {
      return "evicts pods that are not there or not of lower priority"
    }
    node.pods.removeAll { victims.contains($0.id) }
    guard hasRoom(view.pod, node) else { return "evicts too few" }
    for spared in going {
      var crowded = node
      crowded.pods.append(spared)
      if hasRoom(view.pod, crowded) { return "evicts pod \(spared.id.index) without need" }
    }
    return nil
  }
}
