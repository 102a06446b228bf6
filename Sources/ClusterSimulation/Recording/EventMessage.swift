import ClusterState
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
  /// What a kubelet says of a pod, and of which image.
  case kubelet(image: Symbol, KubeletEventReason)
  /// The condition `Ready` of a node has changed; the event's reason says how.
  case nodeStatus(NodeID)
}

extension Recording {
  /// The text of `event`, which happened in `cluster`.
  package func text(of event: EventObject, in cluster: borrowing ClusterState) -> String {
    switch event.message {
    case .text(let row): messages[Int(row)]
    case .created(let pod): "Created pod: \(cluster.pods[pod].name.text(cluster.symbols))"
    case .deleted(let pod): "Deleted pod: \(cluster.pods[pod].name.text(cluster.symbols))"
    case .assigned(let node):
      "Successfully assigned \(cluster.qualifiedName(PodID(Int(event.index)))) to "
        + cluster.nodeName(node)
    case .kubelet(let image, let reason): reason.text(image: cluster.symbols[image])
    case .nodeStatus(let node):
      "Node \(cluster.nodeName(node)) status is now: \(messages[Int(event.reason)])"
    }
  }
}

extension ClusterState {
  fileprivate func nodeName(_ node: NodeID) -> String { symbols[nodes[node.row].name] }

  fileprivate func qualifiedName(_ pod: PodID) -> String {
    symbols[templates[pods[pod].template].namespace] + "/" + pods[pod].name.text(symbols)
  }
}

extension KubeletEventReason {
  /// Whether the event's type is `Warning`.
  var isWarning: Bool {
    switch self {
    case .pulling, .pulled, .started, .killing, .imagePullBackOff: false
    case .backOff, .errImagePull, .errImageNeverPull, .failedMount, .missingConfig,
      .missingPullSecret:
      true
    }
  }

  fileprivate func text(image: String) -> String {
    switch self {
    case .pulling: "Pulling image \"\(image)\""
    case .pulled: "Successfully pulled image \"\(image)\""
    case .started: "Started container"
    case .killing: "Stopping containers"
    case .backOff: "Back-off restarting failed container"
    case .errImagePull: "Failed to pull image \"\(image)\""
    case .imagePullBackOff: "Back-off pulling image \"\(image)\""
    case .errImageNeverPull: "Container image \"\(image)\" is not present"
    case .failedMount, .missingConfig, .missingPullSecret: image
    }
  }
}
