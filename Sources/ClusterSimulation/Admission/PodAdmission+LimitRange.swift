import KubernetesObjects

extension PodAdmission {
  /// The plugin LimitRanger: requests and limits for containers that state none, then the bounds.
  ///
  /// Source: `plugin/pkg/admission/limitranger`, Kubernetes 1.2 to 1.34.
  func admitLimits(_ pod: inout Pod) throws(Refusal) {
    let namespace = pod.metadata.namespace.isEmpty ? "default" : pod.metadata.namespace
    let items = limitRanges[namespace]?.all.flatMap(\.limits) ?? []
    if items.isEmpty { return }
    for item in items where item.type == .container {
      for row in pod.spec.containers.indices { pod.spec.containers[row].take(item) }
      for row in pod.spec.initContainers.indices { pod.spec.initContainers[row].take(item) }
    }
    let breaches = pod.spec.breaches(of: items)
    let refusal = Refusal(
      path: breaches.first?.path ?? "", messages: breaches.map(\.message))
    if let refusal { throw refusal }
  }
}

extension PodSpec {
  /// The bounds that a pod does not keep.
  fileprivate func breaches(of items: [LimitRangeItem]) -> [PodAdmission.Refusal] {
    var breaches: [PodAdmission.Refusal] = []
    func note(_ messages: [String], at path: String) {
      breaches += messages.map { PodAdmission.Refusal(path: path, message: $0) }
    }
    for item in items where item.type == .container {
      for (list, containers) in [("containers", containers), ("initContainers", initContainers)] {
        for (row, container) in containers.enumerated() {
          note(item.breaches(by: container.resources), at: "spec.\(list)[\(row)].resources")
        }
      }
    }
    for item in items where item.type == .pod {
      let total = ResourceRequirements(
        requests: effectiveRequests, limits: containers.commonLimits)
      note(item.breaches(by: total), at: "spec.containers")
    }
    return breaches
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
  /// How `resources` break the bounds, in the plugin's words.
  fileprivate func breaches(by resources: ResourceRequirements) -> [String] {
    min.entries.compactMap { breach(ofLeast: $0.quantity, of: $0.name, by: resources) }
      + max.entries.compactMap { breach(ofMost: $0.quantity, of: $0.name, by: resources) }
      + maxLimitRequestRatio.entries.compactMap {
        breach(ofRatio: $0.quantity, of: $0.name, by: resources)
      }
  }

  private func breach(
    ofLeast bound: Quantity, of name: ResourceName, by resources: ResourceRequirements
  ) -> String? {
    let rule = "minimum \(name) usage per \(type.rawValue) is \(bound)"
    guard let request = resources.requests[name] else {
      return rule + ".  No request is specified"
    }
    if request < bound { return rule + ", but request is \(request)" }
    guard let limit = resources.limits[name], limit < bound else { return nil }
    return rule + ", but limit is \(limit)"
  }

  private func breach(
    ofMost bound: Quantity, of name: ResourceName, by resources: ResourceRequirements
  ) -> String? {
    let rule = "maximum \(name) usage per \(type.rawValue) is \(bound)"
    guard let limit = resources.limits[name] else { return rule + ".  No limit is specified" }
    if limit > bound { return rule + ", but limit is \(limit)" }
    guard let request = resources.requests[name], request > bound else { return nil }
    return rule + ", but request is \(request)"
  }

  private func breach(
    ofRatio bound: Quantity, of name: ResourceName, by resources: ResourceRequirements
  ) -> String? {
    let rule = "\(name) max limit to request ratio per \(type.rawValue) is \(bound), but "
    guard let request = resources.requests[name], request.signum > 0 else {
      return rule + "no request is specified or request is 0"
    }
    guard let limit = resources.limits[name], limit.signum > 0 else {
      return rule + "no limit is specified or limit is 0"
    }
    guard limit.isMore(than: bound, times: request) else { return nil }
    return rule + "provided ratio is \(limit.ratio(to: request))"
  }
}

extension Quantity {
  /// Whether this is more than the product; in thousandths, which both have room for.
  fileprivate func isMore(than factor: Quantity, times amount: Quantity) -> Bool {
    Int128(milliValue) * 1000 > Int128(factor.milliValue) * Int128(amount.milliValue)
  }

  /// The quotient with six decimals, rounded half up.
  fileprivate func ratio(to amount: Quantity) -> String {
    let divisor = Int128(amount.milliValue)
    let millionths = (Int128(milliValue) * 2_000_000 + divisor) / (2 * divisor)
    let decimals = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - decimals.count)
      + decimals
  }
}
