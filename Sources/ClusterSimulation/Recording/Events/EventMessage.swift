import ClusterState
import KubernetesObjects
import NodeAgents

/// The text of a Kubernetes event, as what it is made of: the texts of a million pods differ, so
/// they are put together when a report is written.
package enum EventMessage: Hashable, Sendable {
  /// A text of its own: a row of `Recording.messages`.
  case text(Int32)
  /// A pod was created by its controller.
  case created(PodID)
  /// A pod was deleted by its controller.
  case deleted(PodID)
  /// A pod was bound to a node.
  case assigned(NodeID)
  /// What a kubelet says of a pod's container, and of which image.
  case kubelet(container: UInt16, image: Symbol, KubeletEventReason)
  /// The condition `Ready` of a node has changed; the event's reason says how.
  case nodeStatus(NodeID)
}

extension Recording {
  /// The text of `event`, which happened in `cluster`.
  package func text(of event: EventObject, in cluster: borrowing ClusterState) -> String {
    guard event.isCombined else { return ownText(of: event, in: cluster) }
    return namesCombinedEvents
      ? "(combined from similar events): " + ownText(of: event, in: cluster)
      : "(events with common reason combined)"
  }

  /// The container that `event` is about (`involvedObject.fieldPath`); nil if it is about none.
  package func container(of event: EventObject, in cluster: borrowing ClusterState) -> String? {
    guard case .kubelet(let container, _, let reason) = event.message, !reason.isAboutPod else {
      return nil
    }
    return cluster.containerName(container, of: PodID(Int(event.index)))
  }

  private func ownText(of event: EventObject, in cluster: borrowing ClusterState) -> String {
    switch event.message {
    case .text(let row): messages[Int(row)]
    case .created(let pod): "Created pod: \(cluster.pods[pod].name.text(cluster.symbols))"
    case .deleted(let pod): "Deleted pod: \(cluster.pods[pod].name.text(cluster.symbols))"
    case .assigned(let node):
      "Successfully assigned \(cluster.qualifiedName(PodID(Int(event.index)))) to "
        + cluster.nodeName(node)
    case .kubelet(_, _, .mountTimeout): cluster.mountTimeoutText(of: PodID(index: event.index))
    case .kubelet(let container, let image, let reason):
      reason.text(
        KubeletEventFacts(
          container: cluster.containerName(container, of: PodID(Int(event.index))),
          image: cluster.symbols[image], pod: PodID(Int(event.index)),
          namesContainer: namesContainersInEvents, cluster))
    case .nodeStatus(let node):
      "Node \(cluster.nodeName(node)) status is now: \(messages[Int(event.reason)])"
    }
  }
}

extension ClusterState {
  fileprivate func nodeName(_ node: NodeID) -> String { symbols[nodes[node.row].name] }

  /// The name of the container in place `index`, init containers first.
  fileprivate func containerName(_ index: UInt16, of pod: PodID) -> String {
    let spec = templates[pods[pod].template].pod.spec
    let index = Int(index)
    return index < spec.initContainers.count
      ? spec.initContainers[index].name
      : spec.containers[index - spec.initContainers.count].name
  }

  /// Source: `WaitForAttachAndMount` of `pkg/kubelet/volumemanager`, Kubernetes 1.34.
  fileprivate func mountTimeoutText(of pod: PodID) -> String {
    let volumes = templates[pods[pod].template].pod.spec.volumes
    let names = volumes.filter { $0.source.isDiskOrClaim }.map(\.name).joined(separator: " ")
    return "Unable to attach or mount volumes: unmounted volumes=[\(names)], unattached "
      + "volumes=[], failed to process volumes=[]: context deadline exceeded"
  }

  fileprivate func qualifiedName(_ pod: PodID) -> String {
    symbols[templates[pods[pod].template].namespace] + "/" + pods[pod].name.text(symbols)
  }
}

/// What the text of a kubelet's event names.
private struct KubeletEventFacts {
  let container: String
  let image: String
  /// The pod as it is named in back-offs.
  let pod: String
  let namesContainer: Bool

  init(
    container: String, image: String, pod: PodID, namesContainer: Bool,
    _ cluster: borrowing ClusterState
  ) {
    self.container = container
    self.image = image
    let namespace = cluster.symbols[cluster.templates[cluster.pods[pod].template].namespace]
    let name = cluster.pods[pod].name.text(cluster.symbols)
    self.pod = "\(name)_\(namespace)(\(pod.row + 1))"
    self.namesContainer = namesContainer
  }
}

extension KubeletEventReason {
  /// Whether the event is about the pod as a whole.
  fileprivate var isAboutPod: Bool {
    switch self {
    case .failedMount, .mountTimeout, .missingPullSecret: true
    default: false
    }
  }

  /// Whether the event's type is `Warning`.
  var isWarning: Bool {
    switch self {
    case .pulling, .pulled, .present, .created, .started, .killing, .imagePullBackOff: false
    case .backOff, .errImagePull, .noSpaceForImage, .errImageNeverPull, .failedByErrImagePull,
      .failedByImagePullBackOff, .failedByErrImageNeverPull, .failedMount, .mountTimeout,
      .invalidImageName, .failedByInvalidImageName, .missingConfig, .missingPullSecret:
      true
    }
  }

  /// Source: `pkg/kubelet/images/image_manager.go` and `kuberuntime_container.go`, Kubernetes 1.34
  /// and 1.36.
  fileprivate func text(_ facts: KubeletEventFacts) -> String {
    switch self {
    case .pulling: "Pulling image \"\(facts.image)\""
    case .pulled: "Successfully pulled image \"\(facts.image)\""
    case .present: "Container image \"\(facts.image)\" already present on machine"
    case .created:
      facts.namesContainer ? "Created container: \(facts.container)" : "Container created"
    case .started:
      facts.namesContainer ? "Started container \(facts.container)" : "Container started"
    case .killing: "Stopping container \(facts.container)"
    case .backOff:
      "Back-off restarting failed container \(facts.container) in pod \(facts.pod)"
    case .errImagePull: "Failed to pull image \"\(facts.image)\""
    case .noSpaceForImage:
      "Failed to pull image \"\(facts.image)\": failed to pull and unpack image "
        + "\"\(facts.image)\": no space left on device"
    case .failedByErrImagePull: "Error: ErrImagePull"
    case .imagePullBackOff: "Back-off pulling image \"\(facts.image)\""
    case .failedByImagePullBackOff: "Error: ImagePullBackOff"
    case .errImageNeverPull:
      "Container image \"\(facts.image)\" is not present with pull policy of Never"
    case .failedByErrImageNeverPull: "Error: ErrImageNeverPull"
    case .invalidImageName:
      "Failed to apply default image tag \"\(facts.image)\": couldn't parse image name "
        + "\"\(facts.image)\": \(ImageName.fault(in: facts.image) ?? "")"
    case .failedByInvalidImageName: "Error: InvalidImageName"
    case .failedMount, .mountTimeout, .missingConfig, .missingPullSecret: facts.image
    }
  }
}

extension VolumeSource {
  /// Whether the source may be a disk that is attached to a node.
  fileprivate var isDiskOrClaim: Bool {
    switch self {
    case .persistentVolumeClaim, .gcePersistentDisk, .awsElasticBlockStore, .azureDisk, .cinder:
      true
    default: false
    }
  }
}
