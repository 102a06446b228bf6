import ClusterState
import Scheduling
import SimulationEngine

/// The queue of the modern era: what becomes of a pod that found no node, and the queue's own
/// rhythm.
extension SimulationState {
  /// Parks a pod that found no node, or lets it wait after an error; first room is made for it, if
  /// it can be.
  ///
  /// Source: `handleSchedulingFailure`, Kubernetes 1.34.
  mutating func requeue(_ pod: PodID, after decision: Decision) {
    guard cluster.pods[pod].isWaiting else {
      scheduler.queue.remove(pod)
      return
    }
    let plugins = RejectingPlugins(named: decision.rejectedBy)
    if decision.nominatedNode.isPresent {
      preempt(for: pod, decision)
    } else if decision.losesNomination || plugins.isEmpty {
      loseNomination(pod)
    }
    let hints = QueueingHints(cluster, scheduler.core.cache)
    scheduler.queue.reject(pod, by: plugins, at: now, hint: hints.helps)
  }

  mutating func flushBackoff() {
    scheduler.backoffFlush = nil
    scheduler.queue.flushBackoff(at: now)
    startCycleIfIdle()
  }

  mutating func flushUnschedulable() {
    scheduler.unschedulableFlush = nil
    scheduler.queue.flushUnschedulable(at: now)
    startCycleIfIdle()
  }

  /// Sees to it that the queue's flushes come when there is something to flush, and only then.
  mutating func postQueueTimers() {
    let backoff = scheduler.queue.nextBackoffFlush()
    Self.set(&scheduler.backoffFlush, .backoffFlushDue, at: backoff, &loop)
    let unschedulable = scheduler.queue.nextUnschedulableFlush(after: now)
    Self.set(&scheduler.unschedulableFlush, .unschedulableFlushDue, at: unschedulable, &loop)
  }

  private static func set(
    _ timer: inout SchedulerDriver.Timer?, _ event: SchedulingEvent, at time: SimulationTime?,
    _ loop: inout EventLoop<SimulationEvent>
  ) {
    guard timer?.time != time else { return }
    if let posted = timer { loop.cancel(posted.handle) }
    timer = time.map { due in
      SchedulerDriver.Timer(handle: loop.post(.scheduling(event), at: due), time: due)
    }
  }
}
