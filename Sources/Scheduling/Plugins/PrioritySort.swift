import ClusterState
import SimulationEngine

/// The order in which pods are taken from the active queue: the higher priority first, then the one
/// that came earlier (extension point QueueSort).
///
/// Source: `queuesort.PrioritySort.Less`, Kubernetes 1.34. Pods that came at the same instant keep
/// the order in which they came.
public struct PrioritySort: SchedulingPlugin, Comparable {
  /// The name in configurations.
  public static let name = "PrioritySort"

  /// The pod's priority.
  public let priority: Int32
  /// When the pod came to the queue, for the first time or again.
  public let time: SimulationTime
  /// Counts the arrivals at the queue.
  public let sequence: Int

  /// The place of a pod that came at `time`, as the `sequence`th.
  public init(priority: Int32, time: SimulationTime, sequence: Int) {
    self.priority = priority
    self.time = time
    self.sequence = sequence
  }

  /// Whether `a` is taken before `b`.
  public static func < (a: Self, b: Self) -> Bool {
    if a.priority != b.priority { return a.priority > b.priority }
    return a.time != b.time ? a.time < b.time : a.sequence < b.sequence
  }
}
