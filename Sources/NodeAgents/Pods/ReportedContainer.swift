import SimulationEngine

/// What a pod's status says of one of its containers.
///
/// The API server shows what a kubelet last wrote, however long ago that was: a kubelet learns of
/// changes late, and one that is cut off cannot write.
package struct ReportedContainer: Hashable, Sendable {
  /// `state`.
  package enum State: Hashable, Sendable {
    case waiting(WaitReason)
    case running(since: SimulationTime)
    case terminated(ContainerRun)
  }

  /// What the container does.
  package internal(set) var state = State.waiting(.containerCreating)
  /// How the run before ended; nil if there was none.
  package internal(set) var last: ContainerRun?
  /// Whether it runs and has passed its readiness probe.
  package internal(set) var isReady = false
  /// How often it has been started again.
  package internal(set) var restarts: Int32 = 0

  init() {}
}

/// A run of a container that is over.
package struct ContainerRun: Hashable, Sendable {
  /// Zero where it ended well.
  package let exitCode: Int32
  /// When it started; unset if nobody knows.
  package var started = SimulationTime.unset
  /// When it ended; unset if nobody knows.
  package var finished = SimulationTime.unset
}
