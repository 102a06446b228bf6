import ClusterState
import Scheduling
import SimulationEngine

/// The scheduler's part of the run.
extension SimulationState {
  mutating func observeForScheduler(_ change: ClusterChange) {
    switch change.subject {
    case .pod:
      let pod = PodID(Int(change.index))
      scheduler.see(pod, in: &cluster)
      let template = cluster.templates[cluster.pods[pod].template]
      if change.verb == .added, cluster.pods[pod].isWaiting,
        scheduler.profile(of: template) != nil
      {
        recording.noteQueued(pod, at: now)
        scheduler.noteWaiting(pod)
        scheduler.queue.append(pod)
      }
    case .node: scheduler.see(NodeID(Int(change.index)), in: cluster)
    case .replicaController, .service, .endpoints, .resourceQuota, .other: break
    }
  }

  /// Takes the next pod up if the scheduler has nothing else to do.
  mutating func startCycleIfIdle() {
    guard !scheduler.isBusy, !scheduler.isPaused else { return }
    while let pod = scheduler.queue.popFirst() {
      guard cluster.pods[pod].isWaiting else { continue }
      startCycle(of: pod)
      return
    }
  }

  private mutating func startCycle(of pod: PodID) {
    scheduler.isBusy = true
    // The pod's labels may have changed since the watch last brought something.
    scheduler.core.cache.learnTemplates(of: &cluster)
    let settings = configuration.controlPlane.scheduler
    let template = cluster.templates[cluster.pods[pod].template]
    let profile = scheduler.profile(of: template) ?? 0
    let decision = scheduler.core.schedule(
      cluster.pending(pod), profile: profile, cluster, level: .message)
    record(decision, of: pod)
    let examined = Int64(decision.examinedCount)
    var end = now + settings.cycleLatency + settings.cycleLatencyPerNode * examined
    if decision.node.isPresent {
      if settings.bindsWithinCycle {
        end = scheduler.client.take(at: end) + settings.bindLatency
      } else {
        scheduler.count(pod, on: decision.node, cluster.pods[pod])
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
        evaluated: Int32(decision.examinedCount), feasible: Int32(decision.feasibleCount),
        score: decision.score, message: message.isEmpty ? -1 : recording.row(of: message)))
    guard !decision.node.isPresent else { return }
    recordEvent(
      "FailedScheduling", "default-scheduler", .pod, pod.index, isWarning: true, message: message)
  }

  mutating func handle(_ event: SchedulingEvent) {
    switch event {
    case .cycleEnded(let pod, let node): endCycle(of: pod, node)
    case .bindingDue(let pod, let node): bind(pod, to: node)
    case .backOffOver(let pod): requeue(pod)
    }
  }

  private mutating func endCycle(of pod: PodID, _ node: NodeID) {
    scheduler.isBusy = false
    let settings = configuration.controlPlane.scheduler
    if !node.isPresent {
      pause(pod)
    } else if settings.bindsWithinCycle {
      bind(pod, to: node)
    } else {
      let time = scheduler.client.take(at: now) + settings.bindLatency
      loop.post(.scheduling(.bindingDue(pod, node)), at: time)
    }
    startCycleIfIdle()
  }

  private mutating func pause(_ pod: PodID) {
    scheduler.pausedCount += 1
    loop.post(
      .scheduling(.backOffOver(pod)), after: scheduler.backOff.pause(after: pod, at: now))
  }

  private mutating func requeue(_ pod: PodID) {
    scheduler.pausedCount -= 1
    guard cluster.pods[pod].isWaiting else {
      scheduler.backOff.forget(pod)
      return
    }
    scheduler.queue.append(pod)
    startCycleIfIdle()
  }

  /// Writes the binding; the scheduler counts the pod on its node from then on, as an assumed one
  /// until the watch confirms it.
  private mutating func bind(_ pod: PodID, to node: NodeID) {
    let devices = scheduler.devices(of: pod, on: node, cluster.pods[pod])
    guard cluster.nodes[node.row].isPresent,
      cluster.bind(pod, to: node, devices: devices, at: now)
    else {
      scheduler.forget(pod)
      recordEvent(
        "FailedScheduling", "default-scheduler", .pod, pod.index, isWarning: true,
        message: "Binding rejected")
      if cluster.pods[pod].isWaiting { pause(pod) }
      return
    }
    scheduler.backOff.forget(pod)
    scheduler.core.cache.learnTemplates(of: &cluster)
    scheduler.count(pod, on: node, cluster.pods[pod])
    let name = cluster.symbols[cluster.nodes[node.row].name]
    recordEvent(
      "Scheduled", "default-scheduler", .pod, pod.index, isWarning: false,
      message: "Successfully assigned pod to \(name)")
  }
}
