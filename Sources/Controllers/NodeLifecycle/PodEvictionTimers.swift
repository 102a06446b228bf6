import ClusterState

/// When pods on tainted nodes are to be deleted.
struct PodEvictionTimers: Sendable {
  /// The generation of the timer that runs, by pod.
  private var timers: [PodID: Int32] = [:]
  private var generations: Int32 = 0

  /// Starts the timer of `pod` and returns its generation; nil if one runs, which is kept as it is:
  /// a change of taints or tolerations neither grants time nor takes any.
  ///
  /// Source: `processPodOnNode` of `pkg/controller/tainteviction`, Kubernetes 1.20 to 1.36.
  mutating func start(_ pod: PodID) -> Int32? {
    guard timers[pod] == nil else { return nil }
    generations &+= 1
    timers[pod] = generations
    return generations
  }

  /// Whether a timer of `pod` runs.
  func isRunning(_ pod: PodID) -> Bool { timers[pod] != nil }

  /// Stops the timer of `pod`; returns whether one ran.
  @discardableResult
  mutating func cancel(_ pod: PodID) -> Bool { timers.removeValue(forKey: pod) != nil }

  /// Whether the timer `generation` of `pod` still counts; it is used up then.
  mutating func end(_ pod: PodID, generation: Int32) -> Bool {
    guard timers[pod] == generation else { return false }
    timers[pod] = nil
    return true
  }
}
