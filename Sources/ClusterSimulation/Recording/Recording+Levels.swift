import ClusterState
import SimulationEngine

/// What is followed within one window.
package struct WindowLevels: Equatable, Sendable {
  /// How much was asked for and used.
  var resources: ResourceLevels
  /// The scheduling queue.
  var queue: QueueLevels

  fileprivate mutating func restart(at time: SimulationTime) {
    resources.restart(at: time)
    queue.restart(at: time)
  }
}

/// Every level is followed for the figures, and once more for each further window that goes on.
extension Recording {
  /// Begins the further window `slot`, or that of the figures, at `time`.
  mutating func beginWindow(_ slot: Int?, at time: SimulationTime) {
    guard let slot else {
      resources.restart(at: time)
      queue.restart(at: time)
      return
    }
    while furtherLevels.count <= slot { furtherLevels.append(nil) }
    furtherLevels[slot] = WindowLevels(resources: resources, queue: queue)
    furtherLevels[slot]?.restart(at: time)
  }

  /// Follows the queue at `time`.
  mutating func followQueue(
    _ census: QueueCensus, _ cluster: borrowing ClusterState, at time: SimulationTime
  ) {
    queue.follow(census, cluster, at: time)
    for slot in furtherLevels.indices {
      furtherLevels[slot]?.queue.follow(census, cluster, at: time)
    }
  }

  /// Notes that `pod` reaches the queue for the first time.
  mutating func noteArrival(of pod: PodID) {
    queue.noteArrival(of: pod)
    for slot in furtherLevels.indices { furtherLevels[slot]?.queue.noteArrival(of: pod) }
  }

  /// Says where a node counts from `time` on.
  mutating func place(_ node: NodeID, pool: Symbol, zone: Symbol, at time: SimulationTime) {
    resources.place(node, pool: pool, zone: zone, at: time)
    for slot in furtherLevels.indices {
      furtherLevels[slot]?.resources.place(node, pool: pool, zone: zone, at: time)
    }
  }

  /// Says what a node gives to the sums of a resource from `time` on.
  mutating func set(
    _ share: ScopeTotals, of resource: ResourceID, on node: NodeID, at time: SimulationTime
  ) {
    resources.set(share, of: resource, on: node, at: time)
    for slot in furtherLevels.indices {
      furtherLevels[slot]?.resources.set(share, of: resource, on: node, at: time)
    }
  }

  /// Says whether a node is there and has no pods from `time` on.
  mutating func setEmpty(_ isEmpty: Bool, _ node: NodeID, at time: SimulationTime) {
    resources.setEmpty(isEmpty, node, at: time)
    for slot in furtherLevels.indices {
      furtherLevels[slot]?.resources.setEmpty(isEmpty, node, at: time)
    }
  }
}
