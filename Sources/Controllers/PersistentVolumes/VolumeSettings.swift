import SimulationEngine

/// How volumes come, go and reach their nodes.
///
/// Periods are those of kube-controller-manager. The latencies are those of a cloud's disks and
/// this project's own choice: a few seconds for each step.
package struct VolumeSettings: Sendable {
  /// Whether claims can wait for their first consumer, as from Kubernetes 1.9 on.
  package var delaysBinding = true
  /// How often claims without a volume are looked at again.
  package var claimSyncPeriod: SimulationDuration = .seconds(15)
  /// From the start of the controllers to the first of these looks: their caches are filled first.
  package var firstClaimSync: SimulationDuration = .milliseconds(1400)
  /// Making a volume.
  package var provisioningLatency: SimulationDuration = .seconds(3)
  /// Deleting a volume, or wiping it.
  package var deletionLatency: SimulationDuration = .seconds(3)

  /// Attaching a disk to a node.
  package var attachLatency: SimulationDuration = .seconds(5)
  /// Detaching a disk from a node.
  package var detachLatency: SimulationDuration = .seconds(5)
  /// How long a node that uses a disk is waited for.
  package var maxWaitForUnmountDuration: SimulationDuration = .seconds(360)
  /// Whether a disk is taken by force only from nodes that are not ready, as from Kubernetes 1.26
  /// on.
  package var sparesReadyNodes = true
  /// Whether the taint `out-of-service` ends the wait, as from Kubernetes 1.24 on.
  package var heedsOutOfService = true

  /// The settings of Kubernetes 1.36.
  package init() {}

  /// Takes up the settings of the eras before Kubernetes 1.9.
  package mutating func applyFirstEras() {
    delaysBinding = false
    sparesReadyNodes = false
    heedsOutOfService = false
  }
}
