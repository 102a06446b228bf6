import SimulationEngine

/// The part of a run that its figures are about: from `from` on, and before `until`.
package struct MeasuringWindow: Hashable, Sendable {
  package var from = SimulationTime.zero
  /// The end; nil for that of the run.
  package var until: SimulationTime?

  /// The whole run.
  package init() {}
}

extension SimulationConfiguration {
  /// The windows that expectations have of their own, each once, in their order.
  package var furtherWindows: [MeasuringWindow] {
    var known = Set([measuring].compactMap(\.self))
    return expectations.compactMap(\.window).filter { known.insert($0).inserted }
  }
}
