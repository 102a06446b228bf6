import SimulationEngine

/// What runs inside a pod, as far as a cluster can tell: how its containers start, run and end, and
/// what they use.
///
/// Durations are drawn from the stream `<purpose>/<namespace>/<pod>`, so that two policies compared
/// under one seed see the same pods. The properties of `everyContainer` can be named directly.
@dynamicMemberLookup
package struct PodBehavior: Sendable {
  /// From the kubelet's seeing the pod to the start of its first container, the others following at
  /// once; nil means that sandbox, pull and start take the time that the settings say.
  ///
  /// The kubelet of such a pod learns of a change at once, without asking the runtime.
  package var start: Distribution?
  /// From an exit to the start of the next run where no back-off is due; nil means as soon as the
  /// kubelet learns of the exit, but with `start` after one `KubeletSettings.relistPeriod`.
  package var restart: Distribution?
  /// What every container does but init containers and sidecars.
  package var everyContainer = ContainerBehavior()
  /// What single containers do, init containers and sidecars too, by their names.
  package var containers: [Named] = []
  /// Use of processor time by the whole pod, in millicores. Containers with a use of their own do
  /// not have their share of it, by request.
  package var cpuUsage: ResourceUsage = .ofRequest(millionths: 1_000_000)
  /// Use of memory by the whole pod, in bytes, shared as processor time is.
  package var memoryUsage: ResourceUsage = .ofRequest(millionths: 1_000_000)
  /// Use of the node's disk by the whole pod beside its volumes, in bytes, shared as processor time
  /// is: what containers write into their own layers and into their logs.
  package var ephemeralStorageUsage: ResourceUsage = .constant(0)
  /// Use of volumes of the kind `emptyDir`, in bytes; nothing of those that are not named.
  package var volumeUsage: [VolumeUse] = []

  /// A pod that is ready at once, runs and stops when told to, and uses what it requests.
  package init() {}

  /// What one container does.
  package struct Named: Sendable {
    /// The container's name.
    package var name: String
    /// What it does; the pod's behavior says the rest.
    package var behavior: ContainerBehavior
    /// Its own use of processor time, in millicores; nil for its share of what the pod's says.
    package var cpuUsage: ResourceUsage?
    /// Its own use of memory, in bytes; nil for its share of what the pod's says.
    package var memoryUsage: ResourceUsage?
    /// Its own use of the node's disk beside volumes, in bytes; nil for its share of what the pod's
    /// says.
    package var ephemeralStorageUsage: ResourceUsage?

    /// The container `name` does `behavior`.
    package init(_ name: String, _ behavior: ContainerBehavior = ContainerBehavior()) {
      self.name = name
      self.behavior = behavior
    }
  }

  /// How much a volume holds.
  package struct VolumeUse: Sendable {
    /// The volume's name in the pod.
    package var name: String
    /// Its use, in bytes.
    package var usage: ResourceUsage

    /// The volume `name` holds `usage`.
    package init(_ name: String, _ usage: ResourceUsage) {
      self.name = name
      self.usage = usage
    }
  }

  /// A property of every container.
  package subscript<Value>(
    dynamicMember place: WritableKeyPath<ContainerBehavior, Value>
  ) -> Value {
    get { everyContainer[keyPath: place] }
    set { everyContainer[keyPath: place] = newValue }
  }
}
