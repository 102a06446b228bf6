import SimulationEngine

/// The options of `kubectl drain`; unless said, nothing stops a drain but budgets.
package struct DrainOptions: Hashable, Sendable {
  /// Whether pods that no controller makes anew go, too; otherwise one of them stops the drain.
  package var force = true
  /// Whether pods of daemon sets stay without a word; otherwise one of them stops the drain.
  package var ignoresDaemonSets = true
  /// Whether pods with an `emptyDir` go, too; otherwise one of them stops the drain.
  package var deletesEmptyDirData = true
  /// How long the pods may take to stop; nil for their own grace.
  package var grace: SimulationDuration?
  /// After which time pods that a budget protects are not asked for again; nil for never.
  package var timeout: SimulationDuration?

  package init() {}
}
