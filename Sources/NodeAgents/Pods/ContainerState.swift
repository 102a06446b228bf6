import SimulationEngine

/// What a container is doing, as a pod's status reports it.
package enum ContainerState: Hashable, Sendable {
  /// Nothing has been reported of it: it has not been created.
  case unreported
  /// It waits to be started, for the first time or again.
  case waiting
  case running
  /// It has ended with this exit code.
  case exited(code: Int32)
}

/// Why a container waits that could not be created, as its status says it.
package enum WaitReason: String, Sendable {
  /// The pull of its image has just failed.
  case pullFailed = "ErrImagePull"
  /// The pause before the next pull runs.
  case pullBackOff = "ImagePullBackOff"
  /// Its image must not be pulled, and is not there.
  case neverPulled = "ErrImageNeverPull"
  /// Nothing can be called as its image is.
  case invalidImageName = "InvalidImageName"
  /// An object is missing that its environment needs.
  case missingConfig = "CreateContainerConfigError"

  /// Whether the next sync of the pod tries again, for which no pull is waited.
  var isSyncedAgain: Bool {
    switch self {
    case .pullFailed, .pullBackOff: false
    case .neverPulled, .invalidImageName, .missingConfig: true
    }
  }
}

/// One container of one pod on its node.
package struct ContainerRecord: Sendable {
  /// What it is doing.
  package internal(set) var state: ContainerState = .unreported
  /// The exit code of the run before the present state, if there was one.
  package internal(set) var lastExitCode: Int32?
  /// Whether it is running and has passed its readiness probe.
  package internal(set) var isReady = false
  /// How often it has been started again.
  package internal(set) var restarts: Int32 = 0
  /// The start of the present or last run.
  package internal(set) var started: SimulationTime = .zero
  /// The end of the last run.
  package internal(set) var finished: SimulationTime = .zero
  /// The exit code of the present run, if it ends by itself.
  var plannedExitCode: Int32 = 0
  /// Whether it is stopped to be started with another image.
  var isReplaced = false
  /// How often the pull of its image has failed.
  var failedPulls: Int32 = 0
  /// Why it waits, if it could not be created.
  package internal(set) var waitReason: WaitReason?
  /// How often a sync could not create it.
  var failedCreations: Int32 = 0
  /// The back-off before the next restart.
  var backOff = RestartBackOff()

  init() {}
}
