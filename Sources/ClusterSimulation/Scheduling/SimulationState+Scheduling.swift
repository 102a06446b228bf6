import ClusterState
import Scheduling
import SimulationEngine

/// The scheduling cycle: a pod is taken, a node is chosen, and what comes of it takes effect when
/// the cycle ends.
extension SimulationState {
  mutating func handle(_ event: SchedulingEvent) {
    // The labels of the event's pod may have changed since the watch last brought something.
    scheduler.core.cache.learnTemplates(of: &cluster)
    switch event {
    case .cycleEnded(let pod, let node): endCycle(of: pod, node)
    case .bindingDue(let pod, let node):
      bind(pod, to: node)
      startCycleIfIdle()
    case .backOffOver(let pod): endPause(of: pod)
    case .backoffFlushDue: flushBackoff()
    case .unschedulableFlushDue: flushUnschedulable()
    case .evictionDue(let victim, let node, let preemptor):
      evict(victim, from: node, for: preemptor)
    case .lastEvictionDue(let victim, let node, let preemptor):
      askForLastEviction(of: victim, from: node, for: preemptor)
    case .nominationDue(let pod, let node): writeNomination(of: pod, to: node)
    }
  }

  /// Takes the next pod up if the scheduler has nothing else to do.
  mutating func startCycleIfIdle() {
    if !scheduler.isBusy, !scheduler.isPaused, let pod = nextPod() { startCycle(of: pod) }
    if scheduler.usesQueue { postQueueTimers() }
  }

  private mutating func nextPod() -> PodID? {
    guard scheduler.usesQueue else { return nextArrival() }
    while let pod = scheduler.queue.pop() {
      if cluster.pods[pod].isWaiting { return pod }
      scheduler.queue.remove(pod)
    }
    return nil
  }

  private mutating func startCycle(of pod: PodID) {
    // The pod's labels may have changed since the watch last brought something.
    scheduler.core.cache.learnTemplates(of: &cluster)
    let settings = configuration.controlPlane.scheduler
    let template = cluster.templates[cluster.pods[pod].template]
    let profile = scheduler.profile(of: template) ?? 0
    explainAttempt(of: pod, profile: profile)
    let decision = scheduler.core.schedule(
      cluster.pending(pod), profile: profile, cluster, level: .message)
    scheduler.decision = decision
    record(decision, of: pod)
    let examined = Int64(decision.examinedCount)
    var end = now + settings.cycleLatency + settings.cycleLatencyPerNode * examined
    if decision.node.isPresent {
      if settings.bindsWithinCycle {
        end = scheduler.client.take(at: end) + settings.bindLatency
      } else {
        scheduler.count(pod, on: decision.node, cluster.pods[pod])
        scheduler.core.nominations.withdraw(pod)
      }
    }
    loop.post(.scheduling(.cycleEnded(pod, decision.node)), at: end)
  }

  private mutating func record(_ decision: Decision, of pod: PodID) {
    let number = recording.noteAttempt(of: pod, at: now)
    let result: SchedulingAttempt.Result =
      decision.node.isPresent
      ? .scheduled : decision.error.isEmpty ? .unschedulable : .error
    let message = decision.error.isEmpty ? decision.message : decision.error
    recording.attempts.append(
      SchedulingAttempt(
        time: now, pod: pod, attempt: number, result: result, node: decision.node,
        nominated: decision.nominatedNode, evaluated: Int32(decision.examinedCount),
        feasible: Int32(decision.feasibleCount),
        score: decision.score, message: message.isEmpty ? -1 : recording.row(of: message)))
    if !decision.node.isPresent { recordSchedulingFailure(of: pod, message) }
  }

  /// Records that `pod` found no node, in the words of the scheduler.
  ///
  /// Source: `truncateMessage`, Kubernetes 1.34: events hold 1024 bytes.
  private mutating func recordSchedulingFailure(of pod: PodID, _ message: String) {
    let limit = 1024
    let (bytes, ending) = (message.utf8, " ...")
    let note =
      bytes.count <= limit
      ? message : String(decoding: bytes.prefix(limit - ending.utf8.count), as: UTF8.self) + ending
    recordEvent(
      "FailedScheduling", "default-scheduler", .pod, pod.index, isWarning: true, message: note)
  }

  private mutating func endCycle(of pod: PodID, _ node: NodeID) {
    let decision = scheduler.decision ?? Decision()
    scheduler.decision = nil
    let settings = configuration.controlPlane.scheduler
    if !node.isPresent {
      if scheduler.usesQueue { requeue(pod, after: decision) } else { pause(pod) }
    } else if settings.bindsWithinCycle {
      bind(pod, to: node)
    } else {
      scheduler.queue.assume(pod)
      let time = scheduler.client.take(at: now) + settings.bindLatency
      loop.post(.scheduling(.bindingDue(pod, node)), at: time)
    }
    startCycleIfIdle()
  }

  /// Writes the binding; the scheduler counts the pod on its node from then on, as an assumed one
  /// until the watch confirms it.
  private mutating func bind(_ pod: PodID, to node: NodeID) {
    let devices = scheduler.devices(of: pod, on: node, cluster.pods[pod])
    guard cluster.nodes[node.row].isPresent,
      cluster.bind(pod, to: node, devices: devices, at: now)
    else {
      refuseBinding(of: pod)
      return
    }
    scheduler.backOff.forget(pod)
    scheduler.queue.remove(pod)
    scheduler.core.nominations.withdraw(pod)
    scheduler.count(pod, on: node, cluster.pods[pod])
    recordEvent(
      "Scheduled", "default-scheduler", .pod, pod.index, isWarning: false, .assigned(node))
  }

  /// The API server has refused a binding: what the pod had been assumed to hold is free again, and
  /// the pod waits for its next turn.
  ///
  /// Source: `handleBindingCycleError`, Kubernetes 1.34.
  private mutating func refuseBinding(of pod: PodID) {
    if scheduler.forget(pod) { notifyQueue(of: .podGone(cluster.pods[pod].template)) }
    recordSchedulingFailure(of: pod, "Binding rejected")
    guard cluster.pods[pod].isWaiting else {
      scheduler.queue.remove(pod)
      return
    }
    if scheduler.usesQueue {
      loseNomination(pod)
      scheduler.queue.fail(pod, at: now)
    } else {
      pause(pod)
    }
  }
}
