import ClusterState
import SimulationEngine

/// Something that happens to a kubelet at an instant of simulated time.
///
/// Events about a pod carry the generation of its worker: one that was posted before the pod was
/// stopped, lost or started anew finds another generation, and is passed over.
package enum KubeletEvent: Sendable {
  /// The kubelet's watch delivers a change of a pod that is bound to its node.
  case podSeen(PodID)
  /// The kubelet takes up a pod that it has seen.
  case syncDue(PodID, generation: UInt16)
  /// The sandbox stands.
  case sandboxStarted(PodID, generation: UInt16)
  /// A pull is done that had the line to itself, or found its image there.
  case imagePulled(NodeID, image: Symbol, generation: UInt16)
  /// The first byte of an image comes whose pull shares the line with others.
  case transferBegun(NodeID, image: Symbol, generation: UInt16)
  /// One of the pulls that share the line may be done.
  case transferDue(NodeID, generation: UInt16)
  /// The pull of a container's image fails.
  case pullFailed(PodID, container: UInt16, generation: UInt16)
  /// The kubelet comes upon a container whose pull has failed and may not be tried yet.
  case pullBackOffDue(PodID, container: UInt16, generation: UInt16)
  /// The kubelet tries again to mount the volumes of a pod.
  case mountDue(PodID, generation: UInt16)
  /// The status of the node tells that the disks of a pod that has ended are used no longer.
  case unmountDue(PodID, generation: UInt16)
  /// The kubelet tries again to create a container for whose environment an object was missing.
  case creationDue(PodID, container: UInt16, generation: UInt16)
  /// The kubelet turns to the next container of a pod whose init container has ended well.
  case nextContainerDue(PodID, generation: UInt16)
  /// A container has been created and started.
  case containerStarted(PodID, container: UInt16, generation: UInt16)
  /// A sidecar passes its startup probe.
  case sidecarStarted(PodID, container: UInt16, run: Int32)
  /// A container passes its readiness probe.
  case containerReady(PodID, container: UInt16, run: Int32)
  /// A container ends by itself.
  case containerExited(PodID, container: UInt16, run: Int32)
  /// The back-off of a container is over.
  case restartDue(PodID, container: UInt16, run: Int32)
  /// The last container of a pod that is being deleted has stopped.
  case podStopped(PodID, generation: UInt16)
  /// The kubelet writes a pod's status.
  case statusDue(PodID)
  /// The kubelet asks the API server to drop a pod that has stopped.
  case removalDue(PodID)
  /// The pod has run for as long as it may.
  case deadlineExceeded(PodID, generation: UInt16)
  /// The kubelet looks at what the pod holds on the node's disk.
  case storageCheckDue(PodID, generation: UInt16)
  /// The node's status is due.
  case heartbeatDue(NodeID, generation: UInt16)
  /// The node's lease is due.
  case leaseDue(NodeID, generation: UInt16)
  /// Dead containers are collected.
  case containerGarbageCollectionDue(NodeID, generation: UInt16)
  /// Unused images are collected.
  case imageGarbageCollectionDue(NodeID, generation: UInt16)
}

extension KubeletEvent {
  /// The one pod to which the event happens; nil where it happens to a node.
  package var pod: PodID? {
    switch self {
    case .podSeen(let pod), .syncDue(let pod, _), .sandboxStarted(let pod, _),
      .pullFailed(let pod, _, _), .pullBackOffDue(let pod, _, _), .nextContainerDue(let pod, _),
      .mountDue(let pod, _), .unmountDue(let pod, _), .creationDue(let pod, _, _),
      .containerStarted(let pod, _, _), .sidecarStarted(let pod, _, _),
      .containerReady(let pod, _, _), .containerExited(let pod, _, _), .restartDue(let pod, _, _),
      .podStopped(let pod, _), .statusDue(let pod), .removalDue(let pod),
      .deadlineExceeded(let pod, _), .storageCheckDue(let pod, _):
      pod
    case .imagePulled, .transferBegun, .transferDue, .heartbeatDue, .leaseDue,
      .containerGarbageCollectionDue, .imageGarbageCollectionDue:
      nil
    }
  }
}

/// What a kubelet wants done; the simulation does it.
package enum KubeletAction: Sendable {
  /// Something will happen to this kubelet.
  case post(KubeletEvent, after: SimulationDuration)
  /// A pod's status is written.
  case report(PodID, PodStatusReport)
  /// The kubelet has taken a pod at an instant that its first status tells.
  case acknowledge(PodID, SimulationTime)
  /// The status of a pod tells of its sandbox, and of nothing that anybody waits for.
  case sandboxTold(PodID)
  /// The disks of a pod are mounted.
  case disksMounted(PodID)
  /// The disks of a pod are mounted no longer.
  case disksUnmounted(PodID)
  /// The machine of a node has come to life again.
  case booted(NodeID)
  /// The image that a pod waited for is there.
  case imagePulled(PodID)
  /// A stopped pod leaves the API server; before, its last status tells how it ended, where that is
  /// written.
  case remove(PodID, ended: PodPhase?)
  /// The node's status is posted; the node is ready, or is told to be not.
  case heartbeat(NodeID)
  /// The node's lease is renewed.
  case leaseRenewal(NodeID)
  /// The node's images have changed.
  case images(NodeID)
  /// A pod is turned away before it begins, or evicted, which a Kubernetes event tells.
  case reject(PodID, PodRejection)
  /// The kubelet warns of its node.
  case warn(NodeID, reason: String, String)
  /// A Kubernetes event about a container of a pod; in place of an image, an event of what is
  /// missing names the text.
  case recordEvent(KubeletEventReason, PodID, container: UInt16, image: Symbol)
}

/// A pod's status, as the kubelet writes it.
package struct PodStatusReport: Hashable, Sendable {
  /// `status.phase`.
  package var phase: PodPhase
  /// The condition `Ready`.
  package var isReady: Bool
  /// The highest restart count of its containers.
  package var restarts: Int32
  /// The restarts of all its containers together.
  package var allRestarts: Int32 = 0
  /// Why the pod failed as a whole, if it did.
  package var failure: PodFailure?
}

/// Why a kubelet fails a pod as a whole.
package enum PodFailure: UInt8, Sendable {
  /// The node has too little processor time left.
  case outOfCPU
  /// The node has too little memory left.
  case outOfMemory
  /// The node runs as many pods as it can.
  case outOfPods
  /// The node has too little local scratch space left.
  case outOfEphemeralStorage
  /// The node has too little of another resource left.
  case outOfResource
  /// A host port is taken, as the kubelets of the first eras call it.
  case hostPortConflict
  /// A host port is taken.
  case nodePorts
  /// The node does not match the pod's selector or affinity.
  case nodeAffinity
  /// `activeDeadlineSeconds` has passed.
  case deadlineExceeded
  /// The pod held more on the node's disk than it may.
  case evicted

  /// The API's word for `status.reason`.
  package var reason: String {
    switch self {
    case .outOfCPU: "OutOfcpu"
    case .outOfMemory: "OutOfmemory"
    case .outOfPods: "OutOfpods"
    case .outOfEphemeralStorage: "OutOfephemeral-storage"
    case .outOfResource: "UnexpectedAdmissionError"
    case .hostPortConflict: "HostPortConflict"
    case .nodePorts: "NodePorts"
    case .nodeAffinity: "NodeAffinity"
    case .deadlineExceeded: "DeadlineExceeded"
    case .evicted: "Evicted"
    }
  }
}

/// The reason of a Kubernetes event that a kubelet records.
package enum KubeletEventReason: String, Sendable {
  /// An image is being pulled.
  case pulling = "Pulling"
  /// An image has been pulled.
  case pulled = "Pulled"
  /// An image that a container needs was there.
  case present = "Present"
  /// A container has been created.
  case created = "Created"
  /// A container has been started.
  case started = "Started"
  /// A container is being stopped.
  case killing = "Killing"
  /// A container waits before it is started again.
  case backOff = "BackOff"
  /// An image cannot be pulled.
  case errImagePull = "ErrImagePull"
  /// The disk has no room for an image.
  case noSpaceForImage
  /// A container waits before its image is pulled again.
  case imagePullBackOff = "ImagePullBackOff"
  /// Nothing can be called as an image is.
  case invalidImageName = "InvalidImageName"
  /// An image that must not be pulled is not there; the container waits for it.
  case errImageNeverPull = "ErrImageNeverPull"
  /// A volume cannot be mounted, since an object is missing.
  case failedMount = "FailedMount"
  /// The disks of a pod have not come for a long time.
  case mountTimeout = "MountTimeout"
  /// A container cannot be created, since an object is missing.
  case missingConfig = "CreateContainerConfigError"
  /// A secret is missing with which images are pulled.
  case missingPullSecret = "FailedToRetrieveImagePullSecret"
  /// A container does not start as its image cannot be pulled.
  case failedByErrImagePull
  /// A container does not start as the pull of its image waits.
  case failedByImagePullBackOff
  /// A container does not start as its image must not be pulled.
  case failedByErrImageNeverPull
  /// A container does not start as nothing can be called as its image is.
  case failedByInvalidImageName

  /// The event's `reason`.
  package var name: String {
    switch self {
    case .errImagePull, .noSpaceForImage, .missingConfig, .failedByErrImagePull,
      .failedByImagePullBackOff, .failedByErrImageNeverPull, .failedByInvalidImageName:
      "Failed"
    case .invalidImageName: "InspectFailed"
    case .present: "Pulled"
    case .mountTimeout: "FailedMount"
    case .imagePullBackOff: "BackOff"
    default: rawValue
    }
  }
}
