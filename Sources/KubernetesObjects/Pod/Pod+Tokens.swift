extension Pod {
  /// Takes off the volumes with the token of the service account, which the API server adds to each
  /// pod under a name of its own: without them, pods of one controller are alike again.
  ///
  /// Source: `plugin/pkg/admission/serviceaccount`, Kubernetes 1.2 to 1.36.
  public mutating func forgetServiceAccountTokens() {
    let all = Set(spec.volumes.lazy.filter(\.holdsToken).map(\.name))
    if all.isEmpty { return }
    spec.volumes.removeAll { all.contains($0.name) }
    for index in spec.containers.indices {
      spec.containers[index].volumeMounts.removeAll { all.contains($0.name) }
    }
    for index in spec.initContainers.indices {
      spec.initContainers[index].volumeMounts.removeAll { all.contains($0.name) }
    }
  }
}

extension Volume {
  /// Whether the API server has added the volume, by the form of its name.
  fileprivate var holdsToken: Bool {
    if name.hasPrefix("kube-api-access-") { return true }
    guard case .secret = source, let dash = name.lastIndex(of: "-") else { return false }
    return name[..<dash].hasSuffix("-token") && name[dash...].utf8.count == 6
  }
}
