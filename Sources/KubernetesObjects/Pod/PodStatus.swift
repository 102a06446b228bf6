/// Where a pod is in its life.
public enum PodPhase: String, Sendable, EnumerationDecodable {
  /// Not all containers have been created.
  case pending = "Pending"
  /// All containers were created and one at least runs or is started again.
  case running = "Running"
  /// All containers ended well and none is started again.
  case succeeded = "Succeeded"
  /// All containers ended, one at least badly, and none is started again.
  case failed = "Failed"
  /// The node cannot be asked.
  case unknown = "Unknown"
}

/// What was observed of a pod.
public struct PodStatus: Hashable, Sendable {
  /// Where it is in its life.
  public var phase = PodPhase.pending
  /// `PodScheduled`, `Initialized`, `ContainersReady`, `Ready` and others.
  public var conditions: [Condition] = []
  /// Why the pod is in its phase, in one word, such as `Evicted`.
  public var reason = ""
  /// Why the pod is in its phase, for people.
  public var message = ""
  /// The node on which room was made for the pod by preemption.
  public var nominatedNodeName = ""
  /// When the kubelet took the pod.
  public var startTime: Timestamp?
  /// The node's address.
  public var hostIP = ""
  /// The pod's address.
  public var podIP = ""
  public var containerStatuses: [ContainerStatus] = []
  /// The init containers.
  public var initContainerStatuses: [ContainerStatus] = []
  /// The claims of devices that were made for the pod.
  public var resourceClaimStatuses: [PodResourceClaimStatus] = []
  /// The quality of service that the API server computed.
  public var qosClass: QualityOfServiceClass?

  /// A pod that waits.
  public init() {}
}

extension PodStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "phase": decoder.read(&phase)
    case "conditions": decoder.read(&conditions)
    case "reason": decoder.read(&reason)
    case "message": decoder.read(&message)
    case "nominatedNodeName": decoder.read(&nominatedNodeName)
    case "startTime": decoder.read(&startTime)
    case "hostIP": decoder.read(&hostIP)
    case "podIP": decoder.read(&podIP)
    case "containerStatuses": decoder.read(&containerStatuses)
    case "initContainerStatuses": decoder.read(&initContainerStatuses)
    case "qosClass": decoder.read(&qosClass)
    case "resourceClaimStatuses": decoder.read(&resourceClaimStatuses)
    case "allocatedResources", "ephemeralContainerStatuses", "extendedResourceClaimStatus",
      "hostIPs", "nodeAllocatableResourceClaimStatuses", "observedGeneration", "podIPs", "resize",
      "resources", "volumeHealth":
      break
    default: decoder.skipUnknownField()
    }
  }
}
