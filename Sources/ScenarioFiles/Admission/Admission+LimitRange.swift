import KubernetesObjects

extension Admission {
  /// The plugin LimitRanger: requests and limits for containers that state none, then the bounds.
  ///
  /// The ranges of a namespace hold for its pods and for the templates of its controllers.
  /// Source: `plugin/pkg/admission/limitranger`, Kubernetes 1.2 to 1.34.
  func admitLimits(_ pod: inout Pod, in namespace: String, at path: String) -> Refusal? {
    let items = limitRanges[namespace]?.all.flatMap(\.limits) ?? []
    if items.isEmpty { return nil }
    for item in items where item.type == .container {
      for row in pod.spec.containers.indices { pod.spec.containers[row].take(item) }
      for row in pod.spec.initContainers.indices { pod.spec.initContainers[row].take(item) }
    }
    for item in items where item.type == .container {
      for (list, containers) in [
        ("containers", pod.spec.containers), ("initContainers", pod.spec.initContainers),
      ] {
        for (row, container) in containers.enumerated() {
          if let message = item.breach(by: container.resources, of: "container") {
            return Refusal(path: "\(path).\(list)[\(row)].resources", message: message)
          }
        }
      }
    }
    for item in items where item.type == .pod {
      let total = ResourceRequirements(
        requests: pod.spec.effectiveRequests, limits: pod.spec.containers.commonLimits)
      if let message = item.breach(by: total, of: "pod") {
        return Refusal(path: path + ".containers", message: message)
      }
    }
    return nil
  }
}

extension Container {
  /// Takes the defaults for what it does not state.
  fileprivate mutating func take(_ item: LimitRangeItem) {
    for entry in item.defaultLimits.entries where resources.limits[entry.name] == nil {
      resources.limits[entry.name] = entry.quantity
    }
    for entry in item.defaultRequests.entries where resources.requests[entry.name] == nil {
      resources.requests[entry.name] = entry.quantity
    }
  }
}

extension [Container] {
  /// The sums of the limits of resources that every container limits.
  fileprivate var commonLimits: ResourceList {
    var total = ResourceList()
    for entry in first?.resources.limits.entries ?? [] {
      let amounts = compactMap { $0.resources.limits[entry.name] }
      if amounts.count == count { total[entry.name] = amounts.reduce(.zero) { $0 + $1 } }
    }
    return total
  }
}

extension LimitRangeItem {
  /// How `resources` break a bound; nil if they keep them all.
  fileprivate func breach(by resources: ResourceRequirements, of what: String) -> String? {
    for bound in min.entries {
      guard let request = resources.requests[bound.name] else {
        return "the least \(bound.name) of a \(what) is \(bound.quantity), and no request is stated"
      }
      if request < bound.quantity {
        return "the least \(bound.name) of a \(what) is \(bound.quantity), requested is \(request)"
      }
    }
    for bound in max.entries {
      guard let limit = resources.limits[bound.name] else {
        return "the most \(bound.name) of a \(what) is \(bound.quantity), and no limit is stated"
      }
      if limit > bound.quantity {
        return "the most \(bound.name) of a \(what) is \(bound.quantity), the limit is \(limit)"
      }
    }
    for bound in maxLimitRequestRatio.entries {
      guard let limit = resources.limits[bound.name],
        let request = resources.requests[bound.name], request.signum > 0
      else {
        return "the limit of \(bound.name) may be \(bound.quantity) times its request, and a "
          + "\(what) states not both"
      }
      if limit.isMore(than: bound.quantity, times: request) {
        return "the limit of \(bound.name), \(limit), is more than \(bound.quantity) times its "
          + "request, \(request)"
      }
    }
    return nil
  }
}

extension Quantity {
  /// Whether this is more than the product; in thousandths, which both have room for.
  fileprivate func isMore(than factor: Quantity, times amount: Quantity) -> Bool {
    Int128(milliValue) * 1000 > Int128(factor.milliValue) * Int128(amount.milliValue)
  }
}
