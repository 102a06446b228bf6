/// How stateful sets are reconciled.
package struct StatefulSetSettings: Sendable {
  /// Whether `maxUnavailable` of an update counts: the gate `MaxUnavailableStatefulSet`.
  package var heedsMaxUnavailable = false
  /// Whether the texts of events begin with a capital letter, as from Kubernetes 1.36 on.
  package var capitalizesEvents = false
  /// Whether a set is looked at again when its next pod has been ready for `minReadySeconds`, as
  /// from Kubernetes 1.36 on; before, a whole `minReadySeconds` after a look that found too few.
  package var looksInTime = false

  /// The defaults of Kubernetes 1.34.
  package init() {}
}
