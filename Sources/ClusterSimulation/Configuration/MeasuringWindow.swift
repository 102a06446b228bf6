import SimulationEngine

/// The part of a run that its figures are about: from `from` on, and before `until`.
package struct MeasuringWindow: Hashable, Sendable {
  package var from = SimulationTime.zero
  /// The end; nil for that of the run.
  package var until: SimulationTime?

  /// The whole run.
  package init() {}
}
