import ClusterState
import SimulationEngine

/// A pod on a node, as the scheduler's cache knows it: assumed, or bound.
public struct PlacedPod: Hashable, Sendable {
  /// The pod's row.
  public let pod: PodID
  /// What it was stamped from.
  public let template: PodTemplateID
  public let priority: Int32
  /// Whether it is marked for deletion.
  public var isTerminating: Bool
  /// Whether it is marked for deletion because the scheduler preempted it.
  public var isPreempted: Bool
  /// When the kubelet took it (`status.startTime`); unset before.
  public var started: SimulationTime
  /// The devices that it has there; the cache chooses them if they are not known.
  public var devices: DeviceSet

  /// The pod `pod` of `template`.
  public init(
    _ pod: PodID, template: PodTemplateID, priority: Int32 = 0, isTerminating: Bool = false,
    isPreempted: Bool = false, started: SimulationTime = .unset, devices: DeviceSet = .none
  ) {
    self.pod = pod
    self.template = template
    self.priority = priority
    self.isTerminating = isTerminating
    self.isPreempted = isPreempted
    self.started = started
    self.devices = devices
  }
}
