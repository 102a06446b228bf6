/// Features of a kubelet that a pod can need, by their names in `status.declaredFeatures`.
///
/// Source: `component-helpers/nodedeclaredfeatures`, Kubernetes 1.36. Names that no pod needs are
/// left out.
public struct NodeFeatures: OptionSet, Hashable, Sendable {
  /// One bit a feature.
  public let rawValue: UInt8

  /// The features whose bits are set.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Pods in the node's network can have user namespaces of their own.
  public static let userNamespacesHostNetwork = Self(rawValue: 1 << 0)
  /// The exit of one container can restart all containers of its pod.
  public static let restartAllContainers = Self(rawValue: 1 << 1)

  /// The features in order of their names.
  private static let table: [(name: String, feature: NodeFeatures)] = [
    ("RestartAllContainersOnContainerExits", restartAllContainers),
    ("UserNamespacesHostNetworkSupport", userNamespacesHostNetwork),
  ]

  /// The features among `names`; others are ignored.
  public init(named names: [String]) {
    self = []
    for row in Self.table where names.contains(row.name) { insert(row.feature) }
  }

  /// The names, in order.
  public var names: [String] { Self.table.filter { contains($0.feature) }.map(\.name) }
}

extension PodSpec {
  /// What the pod needs of its node's kubelet.
  public var neededFeatures: NodeFeatures {
    var needed: NodeFeatures = []
    if hostNetwork && hostUsers == false { needed.insert(.userNamespacesHostNetwork) }
    let restartsAll = (containers + initContainers).contains { container in
      container.restartPolicyRules.contains { $0.action == ContainerRestartRule.restartsAll }
    }
    if restartsAll { needed.insert(.restartAllContainers) }
    return needed
  }
}
