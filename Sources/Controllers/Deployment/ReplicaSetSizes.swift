import SimulationEngine

/// What the rules of a rollout ask of one replica set of a deployment.
package struct ReplicaSetSizes: Hashable, Sendable {
  /// The number of pods that the set wants, `spec.replicas`.
  package var replicas: Int32
  /// `status.replicas`: the pods that the set is known to have.
  package var current: Int32 = 0
  /// `status.readyReplicas`.
  package var ready: Int32 = 0
  /// `status.availableReplicas`.
  package var available: Int32 = 0
  /// `status.terminatingReplicas`, which the API has since 1.35.
  package var terminating: Int32 = 0
  /// The annotation `deployment.kubernetes.io/desired-replicas`: the deployment's size when the
  /// set was last scaled.
  package var desiredAnnotation: Int32?
  /// The annotation `deployment.kubernetes.io/max-replicas`: that size and its surge.
  package var maxAnnotation: Int32?
  /// The annotation `deployment.kubernetes.io/revision`; 0 without one.
  package var revision: Int64 = 0
  /// When the set was created. Sets of one second are told apart by `nameRank`, since times of the
  /// API have whole seconds.
  package var created: SimulationTime
  /// The set's place among the sets of its deployment in order of name.
  package var nameRank: Int32 = 0
  /// Whether the set's template is the deployment's.
  package var isNew: Bool
  /// Whether the set is being deleted.
  package var isBeingDeleted = false
  /// Whether its controller has seen its specification, `observedGeneration` up to `generation`.
  package var isObserved = true

  /// A set that wants `replicas` pods.
  package init(replicas: Int32, created: SimulationTime, isNew: Bool) {
    self.replicas = replicas
    self.created = created
    self.isNew = isNew
  }

  /// Whether the set wants pods.
  package var isActive: Bool { replicas > 0 }

  /// Whether this set is older than `other`.
  func isOlder(than other: Self) -> Bool {
    let (mine, others) = (created.wholeSeconds, other.created.wholeSeconds)
    return mine == others ? nameRank < other.nameRank : mine < others
  }
}

extension [ReplicaSetSizes] {
  /// The positions of the old sets that want pods, oldest first.
  var activeOldSets: [Int] {
    indices.filter { !self[$0].isNew && self[$0].isActive }
      .sorted { self[$0].isOlder(than: self[$1]) }
  }

  /// The pods that the sets want together.
  package var wanted: Int64 { reduce(0) { $0 + Int64($1.replicas) } }
}

extension SimulationTime {
  /// The seconds since the start, without their fraction.
  var wholeSeconds: Int64 { microseconds.quotientAndRemainder(dividingBy: 1_000_000).quotient }
}
