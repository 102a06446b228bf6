import SimulationEngine

/// What one container does, as far as a cluster can tell: how long it takes to get ready, how long
/// it runs, how it ends and how fast it stops.
///
/// What is nil is not said here; where nobody says it, the comments tell what counts.
package struct ContainerBehavior: Sendable {
  /// From the start of a container to its readiness.
  package enum Startup: Sendable {
    /// After a time.
    case after(Distribution)
    /// Not in this run: its probes never succeed.
    case never
  }

  /// What becomes of the pull of an image.
  package enum Pull: String, CaseIterable, Sendable {
    /// The registry has the image.
    case succeeds
    /// The registry does not have it: the container waits, and its pod stays Pending.
    case fails
  }

  /// From the start of a container to its readiness; at once.
  package var startup: Startup?
  /// From the start of a container to its exit; it runs until it is stopped, but init containers
  /// run for `KubeletSettings.initContainerRuntime`.
  package var runtime: Distribution?
  /// How many runs in a million end with `failureExitCode` instead of 0; none.
  package var failuresPerMillion: Int64?
  /// The exit code of a run that fails; 1.
  package var failureExitCode: Int32?
  /// From the signal to stop to the exit; at once. Cut off by the grace period.
  package var shutdown: Distribution?
  /// The exit code of a container that stops in time when it is told to; 0.
  package var stopExitCode: Int32?
  /// What becomes of the pull of the image; it succeeds.
  package var pull: Pull?

  /// A container of which nothing is said.
  package init() {}

  /// The behavior with what `other` says where this one says nothing.
  func completed(by other: ContainerBehavior) -> ContainerBehavior {
    var whole = self
    whole.startup = startup ?? other.startup
    whole.runtime = runtime ?? other.runtime
    whole.failuresPerMillion = failuresPerMillion ?? other.failuresPerMillion
    whole.failureExitCode = failureExitCode ?? other.failureExitCode
    whole.shutdown = shutdown ?? other.shutdown
    whole.stopExitCode = stopExitCode ?? other.stopExitCode
    whole.pull = pull ?? other.pull
    return whole
  }
}
