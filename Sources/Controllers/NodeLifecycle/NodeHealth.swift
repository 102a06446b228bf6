import ClusterState
import SimulationEngine

/// What the node controller has noticed of one node, by its own clock.
///
/// Liveness is judged by the moment at which the controller noticed a change, never by the
/// timestamps that the kubelet wrote. Source: `nodelifecycle.nodeHealthData`, Kubernetes 1.2 to
/// 1.34.
struct NodeHealth: Sendable {
  /// The last heartbeat or renewal that was noticed.
  var lastHeard: SimulationTime = .unset
  /// When it was noticed.
  var noticed: SimulationTime = .unset
  /// Since when the node has not been ready, as far as evictions are concerned.
  var unhealthySince: SimulationTime = .unset
  /// The condition that the last pass left the node in; its write may still be on its way.
  var judged: ConditionStatus = .absent
  /// Whether the node waits for its turn to be evicted; where the node controller deletes pods,
  /// also whether it has had it.
  var isQueued = false
  /// How many writes of its `NoSchedule` taints are under way.
  var noScheduleWrites: UInt8 = 0
  /// Whether the node stands on the controller's list.
  var isRegistered = false

  /// Whether anything was noticed at all.
  var isKnown: Bool { noticed.isSet }

  /// Notes what a pass at `now` sees of the node in `row`.
  mutating func notice(
    _ row: Int, in nodes: borrowing ContiguousArray<NodeRecord>, at now: SimulationTime
  ) {
    let heard = max(nodes[row].heartbeat, nodes[row].leaseRenewed)
    if !isKnown || heard != lastHeard {
      lastHeard = heard
      noticed = now
    }
    if nodes[row].ready == .yes {
      unhealthySince = .unset
    } else if !unhealthySince.isSet {
      unhealthySince = now
    }
  }

  /// Whether the node has been silent for `grace` at `now`.
  ///
  /// The real comparison is "later than"; a real pass takes a moment, so that one which comes a
  /// whole number of periods after another is later. Here a pass takes no time, and "at or after"
  /// gives the same instants.
  func isSilent(for grace: SimulationDuration, at now: SimulationTime) -> Bool {
    now - noticed >= grace
  }
}
