import SimulationEngine

/// The kubelets' watch over what pods hold on the disks of their nodes.
///
/// Source: `localStorageEviction` of `pkg/kubelet/eviction`, Kubernetes 1.10 to 1.36.
package struct StorageEviction: Sendable {
  /// How often a kubelet looks: `evictionMonitoringPeriod` of `pkg/kubelet/kubelet.go`.
  static let period = SimulationDuration.seconds(10)

  /// The time of day at which the run begins, for uses that follow the day.
  let startOfRun: SimulationDuration

  /// The watch in a run that begins at `startOfRun` of a day.
  package init(startOfRun: SimulationDuration) { self.startOfRun = startOfRun }
}
