import SimulationEngine

/// How the metrics APIs measure.
package struct MetricsServerSettings: Hashable, Sendable {
  /// `--metric-resolution` of metrics-server: how often it asks the kubelets; zero where a request
  /// is answered with what pods use at that instant.
  package var resolution: SimulationDuration = .zero
  /// From asking the kubelets until the answers are served.
  package var delay: SimulationDuration = .zero
  /// Over how long before its instant a value is measured, as metrics-server tells it.
  package var window: SimulationDuration = .seconds(15)

  /// Metrics at once.
  package init() {}
}
