import SimulationEngine

/// How cron jobs are reconciled.
package struct CronJobSettings: Sendable {
  /// The period at which all cron jobs are looked at, as up to Kubernetes 1.20; nil where each is
  /// looked at when it is due.
  package var syncPeriod: SimulationDuration? = .seconds(10)

  /// The controller of up to Kubernetes 1.20.
  package init() {}
}
