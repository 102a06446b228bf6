import KubernetesObjects

/// A part of a node that replaces what the node has: a strategic merge patch.
///
/// Absent parts stay as they are. Maps are merged key by key, and a nil value takes the key off;
/// taints are replaced as a whole, as `core/v1.NodeSpec.Taints` is an atomic list (Kubernetes
/// 1.34).
package struct NodePatch: Sendable {
  /// `metadata.labels`.
  package var labels: [(key: String, value: String?)] = []
  /// `metadata.annotations`.
  package var annotations: [(key: String, value: String?)] = []
  /// `spec.unschedulable`.
  package var isUnschedulable: Bool?
  /// `spec.taints`.
  package var taints: [Taint]?
  /// `status.capacity`.
  package var capacity: [(name: ResourceName, quantity: Quantity?)] = []
  /// `status.allocatable`; what is changed of the capacity alone changes here too.
  package var allocatable: [(name: ResourceName, quantity: Quantity?)] = []

  /// A patch of nothing.
  package init() {}
}

/// A part of a workload that replaces what it has.
package struct WorkloadPatch: Sendable {
  /// `metadata.labels`.
  package var labels: [(key: String, value: String?)] = []
  /// `metadata.annotations`.
  package var annotations: [(key: String, value: String?)] = []
  /// `spec.replicas`.
  package var replicas: Int32?
  /// `spec.minReadySeconds`.
  package var minReadySeconds: Int32?
  /// `spec.template`.
  package var template: PodTemplatePatch?

  /// A patch of nothing.
  package init() {}
}

/// A part of a pod template that replaces what it has: a strategic merge patch.
///
/// Containers are merged by name; tolerations are replaced as a whole, as
/// `core/v1.PodSpec.Tolerations` is an atomic list (Kubernetes 1.34).
package struct PodTemplatePatch: Sendable {
  /// One container, known by its name.
  package struct ContainerPatch: Sendable {
    /// `name`.
    package var name = ""
    /// `image`.
    package var image: String?
    /// `resources.requests`.
    package var requests: [(name: ResourceName, quantity: Quantity?)] = []
    /// `resources.limits`.
    package var limits: [(name: ResourceName, quantity: Quantity?)] = []

    /// A patch of nothing.
    package init() {}
  }

  /// `metadata.labels`.
  package var labels: [(key: String, value: String?)] = []
  /// `metadata.annotations`.
  package var annotations: [(key: String, value: String?)] = []
  /// `spec.containers`.
  package var containers: [ContainerPatch] = []
  /// `spec.nodeSelector`.
  package var nodeSelector: [(key: String, value: String?)] = []
  /// `spec.tolerations`.
  package var tolerations: [Toleration]?
  /// `spec.terminationGracePeriodSeconds`.
  package var terminationGracePeriodSeconds: Int64?
  /// `spec.schedulerName`.
  package var schedulerName: String?

  /// A patch of nothing.
  package init() {}

  /// Puts the parts into `pod`; containers that it does not have are passed over.
  package func apply(to pod: inout Pod) {
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
