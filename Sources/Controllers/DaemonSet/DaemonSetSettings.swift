import SimulationEngine

/// How daemon sets are reconciled.
package struct DaemonSetSettings: Sendable {
  /// Whether the controller binds pods itself, to nodes that are ready and have room for them, as
  /// until Kubernetes 1.11; else the scheduler brings each to the node that its affinity names.
  package var bindsPods = false
  /// Whether a pod that has failed is replaced, after a pause that doubles.
  package var replacesFailedPods = true
  /// How often every set is looked at; nil for only when something has happened.
  package var resyncPeriod: SimulationDuration?
  /// The most creations, and the most deletions, of one set in one sync.
  package var burst = 250

  /// The defaults of Kubernetes 1.34.
  package init() {}

  /// The settings of Kubernetes 1.2.
  package static var bindingPods: Self {
    var settings = Self()
    settings.bindsPods = true
    settings.replacesFailedPods = false
    settings.resyncPeriod = .seconds(30)
    settings.burst = 500
    return settings
  }
}
