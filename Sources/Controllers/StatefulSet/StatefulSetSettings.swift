/// How stateful sets are reconciled.
package struct StatefulSetSettings: Sendable {
  /// Whether `maxUnavailable` of an update counts: the gate `MaxUnavailableStatefulSet`.
  package var heedsMaxUnavailable = false
  /// Whether the texts of events begin with a capital letter, as from Kubernetes 1.36 on.
  package var capitalizesEvents = false

  /// The defaults of Kubernetes 1.34.
  package init() {}
}
