import KubernetesObjects
import SimulationEngine

/// A change of a resource quota.
package struct QuotaChange: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// The quota's row.
  package let quota: Int
  /// What is allowed from then on.
  package let hard: ResourceList
  /// What is charged from then on.
  package let used: ResourceList
}
