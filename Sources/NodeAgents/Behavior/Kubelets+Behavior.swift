import ClusterState

/// What runs inside pods.
extension Kubelets {
  /// A behavior that belongs to single pods, whatever the rules say.
  package struct OwnBehavior: Hashable, Sendable {
    let row: BehaviorTable.Row
  }

  /// Adds a behavior for single pods.
  package mutating func add(_ behavior: PodBehavior) -> OwnBehavior {
    OwnBehavior(row: behaviors.add(behavior))
  }

  /// Says what runs inside `pod`, before a kubelet has seen it.
  package mutating func setBehavior(_ behavior: OwnBehavior, of pod: PodID) {
    growWorkers(to: pod)
    workers[pod.row].behavior = behavior.row
    behaviors.claim(pod)
  }

  /// What runs inside `pod`; nothing in particular as long as no kubelet has seen it.
  package func behavior(of pod: PodID) -> PodBehavior { behaviors.behaviors[behaviorRow(of: pod)] }

  /// The row of what runs inside `pod`: of its behavior a single property is read there without a
  /// copy of the whole.
  func behaviorRow(of pod: PodID) -> Int {
    pod.row < workers.count ? Int(max(0, workers[pod.row].behavior)) : 0
  }

  /// Asks the rules what runs inside `pod`, which its kubelet sees for the first time.
  mutating func resolveBehavior(of pod: PodID, _ cluster: borrowing ClusterState) {
    guard workers[pod.row].behavior == PodWorker.unknownBehavior else { return }
    workers[pod.row].behavior = behaviors.row(of: pod, cluster)
  }
}
