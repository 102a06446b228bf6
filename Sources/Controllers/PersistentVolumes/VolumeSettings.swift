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

  /// The settings of Kubernetes 1.36.
  package init() {}
}
