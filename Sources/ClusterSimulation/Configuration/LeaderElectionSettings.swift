import SimulationEngine

/// How a component of the control plane that starts comes to lead.
///
/// Names are the flags of kube-controller-manager and kube-scheduler. A process that ends does not
/// give its lease back, so the next one has to see it run out.
package struct LeaderElectionSettings: Sendable {
  /// How long a lease holds that nobody renews; zero where there is no election.
  package var leaseDuration: SimulationDuration = .zero
  /// The least pause between two attempts to get it.
  package var retryPeriod: SimulationDuration = .seconds(2)

  /// No election, as by default until Kubernetes 1.3.
  package init() {}

  /// The defaults of Kubernetes 1.4 to 1.36.
  static var modern: Self {
    var settings = Self()
    settings.leaseDuration = .seconds(15)
    return settings
  }
}
