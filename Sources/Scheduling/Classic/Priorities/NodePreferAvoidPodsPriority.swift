import ClusterState
import KubernetesObjects
import StructuredText

/// `NodePreferAvoidPodsPriority`: nodes whose annotation does not ask to avoid the pod's
/// controller.
///
/// Source: `nodepreferavoidpods.Score`, Kubernetes 1.20: only replication controllers and replica
/// sets can be avoided, and an annotation that cannot be read asks for nothing.
public struct NodePreferAvoidPodsPriority: ScorePlugin {
  /// The name of the plugin that it became.
  public static let name = "NodePreferAvoidPods"
  /// The annotation that names controllers to avoid.
  public static let annotation = "scheduler.alpha.kubernetes.io/preferAvoidPods"

  public init() {}

  /// Gives nodes that avoid the pod 0 and all others the maximum.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let maximum = ClassicEra.v1_20.maximumScore
    guard let controller = pod.controller, controller.isAvoidable,
      let key = cluster.symbols.find(Self.annotation)
    else {
      column.fill { _ in maximum }
      return
    }
    // Nodes of a pool tend to share the annotation.
    var avoids: [Symbol: Bool] = [:]
    column.fill { node in
      guard let text = cache.annotations[node.row][key] else { return maximum }
      if let known = avoids[text] { return known ? 0 : maximum }
      let isAvoided = Self.asksToAvoid(controller, cluster.symbols[text])
      avoids[text] = isAvoided
      return isAvoided ? 0 : maximum
    }
  }

  /// Whether the annotation `text` names `controller`, by kind and uid.
  static func asksToAvoid(_ controller: ControllerIdentity, _ text: String) -> Bool {
    guard let root = try? JSONReader.read(Array(text.utf8), file: annotation),
      let entries = root["preferAvoidPods"], entries.kind == .sequence
    else { return false }
    return entries.elements.contains { entry in
      guard let named = entry["podSignature"]?["podController"] else { return false }
      return named["kind"]?.hasText(controller.kind) ?? controller.kind.isEmpty
        && named["uid"]?.hasText(controller.uid) ?? controller.uid.isEmpty
    }
  }
}

/// The controller that owns a pod, as far as annotations of nodes can name it.
public struct ControllerIdentity: Hashable, Sendable {
  /// The controller's kind.
  public let kind: String
  /// The controller's uid.
  public let uid: String

  /// The controller of `kind` with `uid`.
  public init(kind: String, uid: String) {
    self.kind = kind
    self.uid = uid
  }

  /// Whether nodes can ask to avoid pods of the controller.
  var isAvoidable: Bool { kind == "ReplicationController" || kind == "ReplicaSet" }
}
