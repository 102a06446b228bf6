/// What a container, or a pod as a whole, asks for and may use at most.
public struct ResourceRequirements: Hashable, Sendable {
  /// What the scheduler sets aside.
  public var requests: ResourceList
  /// What the kubelet enforces.
  public var limits: ResourceList

  /// Requests and limits as given, without any defaulting.
  public init(requests: ResourceList = ResourceList(), limits: ResourceList = ResourceList()) {
    self.requests = requests
    self.limits = limits
  }
}
