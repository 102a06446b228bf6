import KubernetesObjects
import SimulationEngine

/// A disk that has to be attached to a node before a pod there can have it.
public struct AttachableDisk: Hashable, Sendable {
  /// What tells it from every other disk: its kind and its name.
  public let key: Symbol
  /// Its name in messages.
  public let name: Symbol
  /// Whether one node at a time may have it.
  public let isExclusive: Bool
}

/// A disk at a node, as the cloud has it and the node's status tells.
public struct AttachmentRecord: Sendable {
  /// The disk.
  public let disk: AttachableDisk
  /// Where it is.
  public let node: NodeID
  /// When it was attached.
  public let attached: SimulationTime
  /// The pods for which the node's kubelet has mounted it, oldest first.
  public internal(set) var users: ContiguousArray<PodID> = []
  /// When it was detached.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the node says that it uses the disk: `status.volumesInUse`.
  public var isInUse: Bool { !users.isEmpty }

  /// Whether the disk is still there.
  public var isPresent: Bool { !removed.isSet }
}
