import SimulationEngine

/// How replication controllers and replica sets are reconciled.
package struct ReplicationSettings: Sendable {
  /// The period of a poll over all objects; nil where the controller is driven by watches.
  package var syncPeriod: SimulationDuration?
  /// The most creations or deletions of one object in one sync.
  package var burstReplicas: Int32 = 500
  /// Whether pods belong to a controller by owner reference; else by matching labels alone.
  package var usesOwnerReferences = false
  /// Whether creations come in batches of 1, 2, 4 and so on, as from Kubernetes 1.9 on.
  package var startsSlowly = false
  /// Whether what happens to an object's pods makes its controller try again at once, whatever
  /// pause follows from a refusal; and whether the status tells of refusals.
  package var triesAgainOnEvents = false
  /// Whether a status tells how many pods are terminating, as from Kubernetes 1.35 on.
  package var countsTerminatingPods = false
  /// How surplus pods are ranked.
  package var ranking = DeletionRanking.Era.classic

  /// Watch-driven, with the ownership and the ranking of Kubernetes 1.2.
  package init() {}
}
