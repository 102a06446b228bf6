import KubernetesObjects

extension PodAdmission {
  /// The plugin LimitRanger: why a claim may not ask for what it asks for, or nil.
  ///
  /// 1.2 knew limits of containers and pods only. Source: `PersistentVolumeClaimLimitFunc` of
  /// `plugin/pkg/admission/limitranger`, Kubernetes 1.5 to 1.36.
  package func refusal(of claim: PersistentVolumeClaim) -> Refusal? {
    guard profile == .modern else { return nil }
    let items = limitRanges[claim.metadata.namespaceOrDefault]?.all.flatMap(\.limits) ?? []
    let requests = claim.spec.resources.requests
    let messages = items.lazy.filter { $0.type == .persistentVolumeClaim }.flatMap {
      $0.breaches(byRequests: requests)
    }
    return Refusal(path: "spec.resources.requests", messages: Array(messages))
  }
}

extension LimitRangeItem {
  /// How the requests of a claim break the bounds; what a claim says of limits is not looked at.
  fileprivate func breaches(byRequests requests: ResourceList) -> [String] {
    func breach(_ bound: ResourceList.Entry, isLeast: Bool) -> String? {
      let word = isLeast ? "minimum" : "maximum"
      let rule = "\(word) \(bound.name) usage per \(type.rawValue) is \(bound.quantity)"
      guard let request = requests[bound.name] else { return rule + ".  No request is specified" }
      let isBroken = isLeast ? request < bound.quantity : request > bound.quantity
      return isBroken ? rule + ", but request is \(request)" : nil
    }
    return min.entries.compactMap { breach($0, isLeast: true) }
      + max.entries.compactMap { breach($0, isLeast: false) }
  }
}
