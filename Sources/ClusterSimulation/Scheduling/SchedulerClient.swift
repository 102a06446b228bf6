import ClusterState
import Controllers
import SimulationEngine

/// The scheduler's connection to the API server: its rate limit, and the time that a write takes.
struct SchedulerClient: Sendable {
  private var tokens: TokenBucket
  private let writeLatency: SimulationDuration

  init(_ configuration: SimulationConfiguration) {
    let settings = configuration.controlPlane.scheduler
    tokens = TokenBucket(
      thousandthsPerSecond: settings.kubeAPIQPSThousandths, burst: settings.kubeAPIBurst)
    writeLatency = configuration.controlPlane.apiServerWriteLatency
  }

  /// When a request that is made at `time` is let through.
  mutating func take(at time: SimulationTime) -> SimulationTime { tokens.take(at: time) }

  /// Asks for one write.
  mutating func send(_ write: SchedulingEvent, in loop: inout EventLoop<SimulationEvent>) {
    let sent = tokens.take(at: loop.now)
    loop.post(.scheduling(write), at: sent + writeLatency)
  }

  /// Asks for two writes, the victim's condition and its deletion; returns when they are done.
  @discardableResult
  mutating func askForEviction(
    of victim: PodID, from node: NodeID, for preemptor: PodID,
    in loop: inout EventLoop<SimulationEvent>
  ) -> SimulationTime {
    let conditionSent = tokens.take(at: loop.now)
    let deletionSent = tokens.take(at: conditionSent)
    let due = deletionSent + writeLatency * 2
    loop.post(.scheduling(.evictionDue(victim, node, preemptor: preemptor)), at: due)
    return due
  }
}
