import SimulationEngine

/// What a container is doing on its node, whoever knows of it.
enum ContainerState: Hashable, Sendable {
  /// Its pod has no sandbox yet.
  case unreported
  /// It waits to be started for the first time.
  case waiting
  case running
  /// It has ended with this exit code.
  case exited(code: Int32)
}

/// Why a container waits, as its status says it.
package enum WaitReason: String, Sendable {
  /// It has not been created yet.
  case containerCreating = "ContainerCreating"
  /// It has not been created yet, in a pod with init containers.
  case podInitializing = "PodInitializing"
  /// It has ended, and the pause before its next run is on.
  case crashLoopBackOff = "CrashLoopBackOff"
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
    case .containerCreating, .podInitializing, .crashLoopBackOff, .pullFailed, .pullBackOff: false
    case .neverPulled, .invalidImageName, .missingConfig: true
    }
  }
}

/// One container of one pod on its node.
struct ContainerRecord: Sendable {
  /// What it is doing.
  var state: ContainerState = .unreported
  /// How the run before the present or the last one ended; nil if there was none.
  var last: ContainerRun?
  /// Whether it has ended and is being started again.
  var isRestarting = false
  /// Whether its start waits for the end of its back-off, or waited for it and has not come yet.
  var isBackedOff = false
  /// When the kubelet learns, or has learned, of what it is doing.
  var noticed: SimulationTime = .zero
  /// Whether it is running and has passed its readiness probe.
  var isReady = false
  /// How often it has been started again.
  var restarts: Int32 = 0
  /// The start of the present or last run.
  var started: SimulationTime = .zero
  /// The end of the last run.
  var finished: SimulationTime = .zero
  /// The exit code of the present run, if it ends by itself.
  var plannedExitCode: Int32 = 0
  /// Whether it is stopped to be started with another image.
  var isReplaced = false
  /// How often the pull of its image has failed.
  var failedPulls: Int32 = 0
  /// Why it waits, if it could not be created.
  var waitReason: WaitReason?
  /// How often a sync could not create it.
  var failedCreations: Int32 = 0
  /// The back-off before the next restart.
  var backOff = RestartBackOff()

  /// Whether it waits to be started, for the first time or again.
  var isAwaited: Bool { state == .waiting || isRestarting }

  /// Counts the start that follows the end of a run.
  mutating func countRestart() {
    guard isRestarting, case .exited(let code) = state else { return }
    last = ContainerRun(exitCode: code, started: started, finished: finished)
    restarts += 1
    isRestarting = false
  }
}
