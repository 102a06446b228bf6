import KubernetesObjects

/// Amounts of resources beyond what the simulation reckons with.
///
/// Kubernetes knows no such limit, and its sums wrap around beyond 64 bits.
extension Admission {
  /// Why a node is refused: an amount of it is too large.
  static func refusal(of node: Node) -> Refusal? {
    refusal(of: node.status.capacity, at: "status.capacity")
      ?? refusal(of: node.status.allocatable, at: "status.allocatable")
  }

  /// Why a pod is refused: an amount of a container, or what they all ask for together, is too
  /// large.
  static func refusal(of pod: PodSpec, at path: String) -> Refusal? {
    let lists = [("initContainers", pod.initContainers), ("containers", pod.containers)]
    for (list, containers) in lists {
      for (row, container) in containers.enumerated() {
        let place = "\(path).\(list)[\(row)].resources"
        let found =
          refusal(of: container.resources.requests, at: place + ".requests")
          ?? refusal(of: container.resources.limits, at: place + ".limits")
        if let found { return found }
      }
    }
    for sum in [pod.effectiveRequests, pod.classicRequests, pod.effectiveLimits] {
      if let found = refusal(of: sum, at: path + ".containers", isSum: true) { return found }
    }
    return nil
  }

  private static func refusal(
    of amounts: ResourceList, at path: String, isSum: Bool = false
  ) -> Refusal? {
    let excess = amounts.entries.first { entry in
      let amount = entry.name == .cpu ? entry.quantity.milliValue : entry.quantity.value
      return amount > Limits.amount
    }
    guard let excess else { return nil }
    let unit = excess.name == .cpu ? " millicores" : ""
    let bound = "the limit of one amount, 2^53 (\(Limits.amount))\(unit)"
    return isSum
      ? Refusal(path: path, message: "together they name more \(excess.name) than \(bound)")
      : Refusal(
        path: "\(path).\(excess.name.rawValue)",
        message: "\("\(excess.quantity)".prefix(32)) is more than \(bound)")
  }
}
