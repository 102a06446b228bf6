import ClusterState

/// What would have to change for a filter to let a pod onto a node: on the node, or of the pod.
public enum NodeChange: Hashable, Sendable {
  /// More of a resource has to be free: what is missing, and what the pod asks for and the node has
  /// in all, each in the scheduler's units (millicores; bytes; whole ones).
  case resource(ResourceID, missing: Int64, asked: Int64, allocatable: Int64)
  /// So many pods have to leave, or the node has to take so many more.
  case podCount(excess: Int64)
  /// The node has to be uncordoned.
  case uncordon
  /// The taint has to go, or the pod has to tolerate it.
  case taint(TaintLists.Entry)
  /// A label of the node, or what the pod says about it.
  case label(Symbol, LabelChange)
  /// A host port has to be free; the pods that hold it.
  case hostPort(HostPort, holders: ContiguousArray<PodID>)
  /// The pod insists on another node, of this name.
  case nodeName(Symbol)
  /// A condition of the node, in words.
  case condition(String)
  /// Something about volumes, in words.
  case storage(String)
  /// Which pods are near, in words.
  case neighbors(String)
  /// The reason that a plugin gives, which names no change.
  case other(String)

  /// The word for what has to change, in reports for programs.
  public var kind: String {
    switch self {
    case .resource: "resource"
    case .podCount: "pods"
    case .uncordon: "cordon"
    case .taint: "taint"
    case .label: "label"
    case .hostPort: "hostPort"
    case .nodeName: "nodeName"
    case .condition: "condition"
    case .storage: "storage"
    case .neighbors: "neighbors"
    case .other: "other"
    }
  }
}

/// A change and the filter that wants it.
public struct RequiredChange: Hashable, Sendable {
  /// The filter's name.
  public let plugin: String
  public let change: NodeChange
}
