import ClusterState
import SimulationEngine

/// A change of a machine: what is true of it, whatever the control plane believes.
package struct MachineChange: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// The node of the machine.
  package let node: NodeID
  /// Whether the machine is up.
  package let isAlive: Bool
  /// Whether its kubelet reaches the API server.
  package let isConnected: Bool
}

/// What the API server says of a pod, in a byte.
package struct PodState: Hashable, Sendable {
  private static let phases: [PodPhase] = [.pending, .running, .succeeded, .failed]

  private let bits: UInt8

  /// What `pod` is in.
  init(_ pod: PodRecord) {
    let phase: UInt8 =
      switch pod.phase {
      case .pending: 0
      case .running: 1
      case .succeeded: 2
      case .failed: 3
      }
    bits =
      phase | (pod.isReady ? 4 : 0) | (pod.isDeleting ? 8 : 0) | (pod.isRemoved ? 16 : 0)
      | (pod.node.isPresent ? 32 : 0)
  }

  /// `status.phase`.
  package var phase: PodPhase { Self.phases[Int(bits & 3)] }
  /// The condition `Ready`.
  package var isReady: Bool { bits & 4 != 0 }
  /// Whether the pod is being deleted.
  package var isDeleting: Bool { bits & 8 != 0 }
  /// Whether the object is gone.
  package var isRemoved: Bool { bits & 16 != 0 }
  /// Whether the pod is bound to a node.
  package var isBound: Bool { bits & 32 != 0 }
}

/// A change of what the API server says of a pod.
package struct PodStateChange: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// Which pod.
  package let pod: PodID
  /// What it says from then on.
  package let state: PodState
}

/// A change of the status of a disruption budget.
package struct BudgetChange: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// The budget's row.
  package let budget: Int
  /// The status from then on.
  package let status: DisruptionBudgetStatus
}
