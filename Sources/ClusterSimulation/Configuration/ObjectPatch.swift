import KubernetesObjects

/// A part of a node that replaces what the node has: a strategic merge patch.
///
/// Absent parts stay as they are. Maps are merged key by key, and a nil value takes the key off;
/// taints are replaced as a whole, as `core/v1.NodeSpec.Taints` is an atomic list (Kubernetes
/// 1.34).
public struct NodePatch: Sendable {
  /// `metadata.labels`.
  public var labels: [(key: String, value: String?)] = []
  /// `metadata.annotations`.
  public var annotations: [(key: String, value: String?)] = []
  /// `spec.unschedulable`.
  public var isUnschedulable: Bool?
  /// `spec.taints`.
  public var taints: [Taint]?
  /// `status.capacity`.
  public var capacity: [(name: ResourceName, quantity: Quantity?)] = []
  /// `status.allocatable`; what is changed of the capacity alone changes here too.
  public var allocatable: [(name: ResourceName, quantity: Quantity?)] = []

  /// A patch of nothing.
  public init() {}
}

/// A part of a workload that replaces what it has.
public struct WorkloadPatch: Sendable {
  /// `spec.replicas`.
  public var replicas: Int32?
  /// `spec.minReadySeconds`.
  public var minReadySeconds: Int32?
  /// `spec.template`.
  public var template: PodTemplatePatch?

  /// A patch of nothing.
  public init() {}
}

/// A part of a pod template that replaces what it has: a strategic merge patch.
///
/// Containers are merged by name; tolerations are replaced as a whole, as
/// `core/v1.PodSpec.Tolerations` is an atomic list (Kubernetes 1.34).
public struct PodTemplatePatch: Sendable {
  /// One container, known by its name.
  public struct ContainerPatch: Sendable {
    /// `name`.
    public var name = ""
    /// `image`.
    public var image: String?
    /// `resources.requests`.
    public var requests: [(name: ResourceName, quantity: Quantity?)] = []
    /// `resources.limits`.
    public var limits: [(name: ResourceName, quantity: Quantity?)] = []

    /// A patch of nothing.
    public init() {}
  }

  /// `metadata.labels`.
  public var labels: [(key: String, value: String?)] = []
  /// `metadata.annotations`.
  public var annotations: [(key: String, value: String?)] = []
  /// `spec.containers`.
  public var containers: [ContainerPatch] = []
  /// `spec.nodeSelector`.
  public var nodeSelector: [(key: String, value: String?)] = []
  /// `spec.tolerations`.
  public var tolerations: [Toleration]?
  /// `spec.terminationGracePeriodSeconds`.
  public var terminationGracePeriodSeconds: Int64?
  /// `spec.schedulerName`.
  public var schedulerName: String?

  /// A patch of nothing.
  public init() {}

  /// Puts the parts into `pod`; containers that it does not have are passed over.
  public func apply(to pod: inout Pod) {
    for change in labels { pod.metadata.labels[change.key] = change.value }
    for change in annotations { pod.metadata.annotations[change.key] = change.value }
    for patch in containers {
      for row in pod.spec.containers.indices
      where pod.spec.containers[row].name == patch.name {
        patch.apply(to: &pod.spec.containers[row])
      }
    }
    if !nodeSelector.isEmpty {
      var selector = pod.spec.nodeSelector ?? Labels()
      for change in nodeSelector { selector[change.key] = change.value }
      pod.spec.nodeSelector = selector.isEmpty ? nil : selector
    }
    if let tolerations { pod.spec.tolerations = tolerations }
    if let seconds = terminationGracePeriodSeconds {
      pod.spec.terminationGracePeriodSeconds = seconds
    }
    if let schedulerName { pod.spec.schedulerName = schedulerName }
  }
}

extension PodTemplatePatch.ContainerPatch {
  func apply(to container: inout Container) {
    if let image { container.image = image }
    for change in requests { container.resources.requests[change.name] = change.quantity }
    for change in limits { container.resources.limits[change.name] = change.quantity }
  }
}
