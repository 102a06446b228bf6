import KubernetesObjects

/// The scheduler of Kubernetes 1.2, and that of the introductions, node by node and pod by pod.
struct ClassicReference {
  /// Whether balance and disks of zones count, as in the default provider of 1.2.
  let isDefaultProvider: Bool

  func scores(_ view: ReferenceView) -> ReferenceScores {
    var result = ReferenceScores()
    result.feasible = view.nodes.filter { fits(view.pod, $0) }
    for node in result.feasible {
      var score = leastRequested(view.pod, node) + spread(view, node, among: result.feasible)
      if isDefaultProvider { score += balance(view.pod, node) }
      result.scores.append(score)
    }
    return result
  }

  private func fits(_ pod: ReferenceView.Pod, _ node: ReferenceView.Node) -> Bool {
    if node.isCordoned || node.isUnready || !pod.selects(node) { return false }
    if !pod.spec.nodeName.isEmpty, pod.spec.nodeName != node.name { return false }
    if Int64(node.pods.count) + 1 > node.podLimit { return false }
    let (cpu, memory) = (pod.request(.cpu), pod.request(.memory))
    if cpu > 0 || memory > 0 {
      if cpu + node.pods.reduce(0, { $0 + $1.request(.cpu) }) > node.milliCPU { return false }
      if memory + node.pods.reduce(0, { $0 + $1.request(.memory) }) > node.memoryBytes {
        return false
      }
    }
    for other in node.pods {
      for port in pod.hostPorts
      where other.hostPorts.contains(where: {
        $0.hostPort == port.hostPort
      }) {
        return false
      }
      for disk in pod.disks
      where other.disks.contains(where: {
        $0.pdName == disk.pdName && !($0.readOnly && disk.readOnly)
      }) {
        return false
      }
    }
    return true
  }

  private func load(
    _ resource: ResourceName, _ pod: ReferenceView.Pod, _ node: ReferenceView.Node
  ) -> Int64 {
    (node.pods + [pod]).reduce(0) { $0 + $1.scoredRequest(resource) }
  }

  private func leastRequested(_ pod: ReferenceView.Pod, _ node: ReferenceView.Node) -> Int64 {
    func score(_ load: Int64, _ capacity: Int64) -> Int64 {
      capacity == 0 || load > capacity ? 0 : (capacity - load) * 10 / capacity
    }
    let cpu = score(load(.cpu, pod, node), node.milliCPU)
    return (cpu + score(load(.memory, pod, node), node.memoryBytes)) / 2
  }

  private func balance(_ pod: ReferenceView.Pod, _ node: ReferenceView.Node) -> Int64 {
    func fraction(_ load: Int64, _ capacity: Int64) -> Double {
      capacity == 0 ? 1 : Double(load) / Double(capacity)
    }
    let cpu = fraction(load(.cpu, pod, node), node.milliCPU)
    let memory = fraction(load(.memory, pod, node), node.memoryBytes)
    return cpu >= 1 || memory >= 1 ? 0 : Int64(10 - abs(cpu - memory) * 10)
  }

  private func spread(
    _ view: ReferenceView, _ node: ReferenceView.Node, among feasible: [ReferenceView.Node]
  ) -> Int64 {
    let selectors = view.selectors.filter { $0.selects(view.pod) }
    func count(_ node: ReferenceView.Node) -> Int {
      node.pods.filter { pod in
        !pod.isTerminating && selectors.contains { $0.selects(pod) }
      }.count
    }
    func score(_ count: Int, most: Int) -> Float {
      most == 0 ? 10 : 10 * (Float(most - count) / Float(most))
    }
    let nodeScore = score(count(node), most: view.nodes.map(count).max() ?? 0)
    guard !selectors.isEmpty, let zone = zone(of: node) else { return Int64(nodeScore) }
    var inZones: [String: Int] = [:]
    for other in feasible {
      if let zone = self.zone(of: other) { inZones[zone, default: 0] += count(other) }
    }
    let zoneScore = score(inZones[zone] ?? 0, most: inZones.values.max() ?? 0)
    let (nodeShare, zoneShare): (Float, Float) = (1.0 / 3.0, 2.0 / 3.0)
    return Int64(nodeScore * nodeShare + zoneShare * zoneScore)
  }

  private func zone(of node: ReferenceView.Node) -> String? {
    let region = node.labels["failure-domain.beta.kubernetes.io/region"] ?? ""
    let zone = node.labels["failure-domain.beta.kubernetes.io/zone"] ?? ""
    return region.isEmpty && zone.isEmpty ? nil : "\(region):\(zone)"
  }
}
