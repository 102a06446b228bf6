import SimulationEngine

/// How namespaces that are deleted are emptied.
package struct NamespaceSettings: Sendable {
  /// How long after each change of a namespace that is to go it is looked at: `0` up to 1.6.
  ///
  /// Source: `namespaceDeletionGracePeriod` of `pkg/controller/namespace`, Kubernetes 1.7 to 1.36.
  package let delay: SimulationDuration
  /// How often all namespaces come again, the flag `--namespace-sync-period`.
  package let syncPeriod: SimulationDuration
  /// Whether nothing else is deleted before the pods are gone, as since 1.33.
  package let deletesPodsFirst: Bool
  /// Whether a pass that failed is made again after a pause, else with the next period.
  package let triesAgain: Bool
  /// Whether conditions say what is left, as since 1.16.
  package let reports: Bool

  /// The controller as the introductions tell it.
  static package let textbook = NamespaceSettings(
    delay: .zero, syncPeriod: .seconds(10), deletesPodsFirst: false, triesAgain: false,
    reports: false)
  /// The controller of Kubernetes 1.2.
  static package let classic = NamespaceSettings(
    delay: .zero, syncPeriod: .seconds(300), deletesPodsFirst: false, triesAgain: false,
    reports: false)
  /// The controller of Kubernetes 1.33 to 1.36.
  static package let modern = NamespaceSettings(
    delay: .seconds(5), syncPeriod: .seconds(300), deletesPodsFirst: true, triesAgain: true,
    reports: true)
}
