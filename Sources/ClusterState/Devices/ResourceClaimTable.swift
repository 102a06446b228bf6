import KubernetesObjects

/// The claims of devices, by namespace and name.
public struct ResourceClaimTable: Sendable {
  private var claims: [String: [String: ResourceClaim]] = [:]

  init() {}

  /// The claim `name` of `namespace`.
  public func claim(_ name: String, in namespace: String) -> ResourceClaim? {
    claims[namespace]?[name]
  }

  /// Adds `claim`, or replaces the one of the same name.
  public mutating func set(_ claim: ResourceClaim) {
    let namespace = claim.metadata.namespace.isEmpty ? "default" : claim.metadata.namespace
    claims[namespace, default: [:]][claim.metadata.name] = claim
  }
}
