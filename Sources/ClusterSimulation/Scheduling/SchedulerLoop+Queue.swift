import ClusterState
import Scheduling
import SimulationEngine

/// What becomes of a pod that found no node, and the queue's own rhythm.
extension SchedulerLoop {
  /// Parks a pod that found no node, or lets it wait after an error; first room is made for it, if
  /// it can be.
  ///
  /// Source: `handleSchedulingFailure`, Kubernetes 1.34.
  mutating func requeue(_ pod: PodID, after decision: Decision, in world: inout World) {
    guard world.cluster.pods[pod].isWaiting else {
      queue.remove(pod)
      return
    }
    if decision.nominatedNode.isPresent {
      preempt(for: pod, decision, in: &world)
    } else if decision.losesNomination || decision.rejectedBy.isEmpty {
      loseNomination(pod, in: &world)
    }
    reject(pod, by: decision.rejectedBy, in: world)
  }

  mutating func flushBackoff(in world: inout World) {
    timers.backoff = nil
    queue.flushBackoff(at: world.now)
    startCycleIfIdle(in: &world)
  }

  mutating func flushUnschedulable(in world: inout World) {
    timers.unschedulable = nil
    queue.flushUnschedulable(at: world.now)
    startCycleIfIdle(in: &world)
  }

  mutating func endPause(of pod: PodID, in world: inout World) {
    if arrivals.endPause(of: pod, in: world.cluster) { startCycleIfIdle(in: &world) }
  }
}

/// The queue's flushes that are posted.
struct QueueTimers: Sendable {
  fileprivate struct Timer: Sendable {
    let handle: EventHandle
    let time: SimulationTime
  }

  fileprivate var backoff: Timer?
  fileprivate var unschedulable: Timer?

  /// Sees to it that the flushes come when there is something to flush, and only then.
  mutating func post(
    for queue: inout SchedulingQueue, in loop: inout EventLoop<SimulationEvent>
  ) {
    let backoff = queue.nextBackoffFlush()
    Self.set(&self.backoff, .backoffFlushDue, at: backoff, &loop)
    let unschedulable = queue.nextUnschedulableFlush(after: loop.now)
    Self.set(&self.unschedulable, .unschedulableFlushDue, at: unschedulable, &loop)
  }

  private static func set(
    _ timer: inout Timer?, _ event: SchedulingEvent, at time: SimulationTime?,
    _ loop: inout EventLoop<SimulationEvent>
  ) {
    guard timer?.time != time else { return }
    if let posted = timer { loop.cancel(posted.handle) }
    timer = time.map { due in
      Timer(handle: loop.post(.scheduling(event), at: due), time: due)
    }
  }
}
