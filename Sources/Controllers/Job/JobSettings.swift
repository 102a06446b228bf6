import SimulationEngine

/// How jobs are reconciled.
package struct JobSettings: Sendable {
  /// Whether pods stay until they are counted, failures are limited and paused for, and a job says
  /// what it comes to before it has come to it; else the rules of Kubernetes 1.2 hold, which counts
  /// the pods that are there and replaces what fails at once.
  package var tracksPods = false
  /// How long what happens to pods is gathered before their job is looked at.
  package var batchPeriod: SimulationDuration = .zero
  /// The pause after the first failed pod; doubled with each.
  package var initialBackOff: SimulationDuration = .seconds(10)
  /// The longest pause after a failed pod.
  package var maximumBackOff: SimulationDuration = .seconds(600)
  /// The most pods of one job that one pass creates or deletes.
  package var burstPods: Int32 = 500
  /// The most ended pods of one job that one pass counts.
  package var maximumUncounted = 500
  /// Whether a job that is suspended forgets when it was started.
  package var forgetsStartOnSuspension = true

  /// The rules of Kubernetes 1.2.
  package init() {}

  /// The rules of Kubernetes 1.34 to 1.36.
  package static var modern: JobSettings {
    var settings = JobSettings()
    settings.tracksPods = true
    settings.batchPeriod = .seconds(1)
    return settings
  }
}
