import ClusterState
import Scheduling
import SimulationEngine

/// The scheduling cycle and the binding that ends it.
extension SchedulerLoop {
  mutating func startCycle(of pod: PodID, in world: inout World) {
    // The pod's labels may have changed since the watch last brought something.
    view.core.cache.learnTemplates(of: &world.cluster)
    view.takeStarts(&world.acknowledged, in: world.cluster)
    let settings = world.configuration.controlPlane.scheduler
    let template = world.cluster.templates[world.cluster.pods[pod].template]
    let profile = view.profile(of: template) ?? 0
    view.core.now = world.now
    explainer.explainAttempt(of: pod, profile: profile, by: view.core, in: world)
    let decision = view.core.schedule(
      world.cluster.pending(pod), profile: profile, world.cluster, level: .message)
    self.decision = decision
    world.record(decision, of: pod, wokenBy: queue[pod]?.cause)
    let examined = Int64(decision.examinedCount)
    var end = world.now + settings.cycleLatency + settings.cycleLatencyPerNode * examined
    if decision.node.isPresent {
      if settings.bindsWithinCycle, decision.claims.isEmpty {
        end = client.take(at: end) + settings.bindLatency
      } else {
        view.count(
          pod, on: decision.node, world.cluster.pods[pod], chosen: decision.devices)
        view.core.nominations.withdraw(pod)
      }
    }
    world.loop.post(.scheduling(.cycleEnded(pod, decision.node)), at: end)
  }

  mutating func endCycle(of pod: PodID, _ node: NodeID, in world: inout World) {
    let decision = self.decision ?? Decision()
    self.decision = nil
    let settings = world.configuration.controlPlane.scheduler
    if !node.isPresent {
      if usesQueue {
        requeue(pod, after: decision, in: &world)
      } else if !world.configuration.scheduling.isRetryOff {
        arrivals.pause(pod, in: &world.loop)
      }
    } else if settings.bindsWithinCycle, decision.claims.isEmpty {
      bind(pod, to: node, decision.devices, in: &world)
    } else {
      queue.assume(pod)
      startBinding(of: pod, to: node, decision.claims, in: &world)
    }
    recordFragmentation(after: pod, in: &world)
    startCycleIfIdle(in: &world)
  }

  /// Writes the binding; the scheduler counts the pod on its node from then on, as an assumed one
  /// until the watch confirms it.
  mutating func bind(
    _ pod: PodID, to node: NodeID, _ chosen: DeviceSet = .none, in world: inout World
  ) {
    let devices = view.devices(of: pod, on: node, world.cluster.pods[pod], chosen: chosen)
    guard world.cluster.nodes[node.row].isPresent,
      world.cluster.bind(pod, to: node, devices: devices, at: world.now)
    else {
      endPreparation(of: pod)
      refuseBinding(of: pod, "Binding rejected", in: &world)
      return
    }
    endPreparation(of: pod)
    arrivals.forget(pod)
    queue.remove(pod)
    view.core.nominations.withdraw(pod)
    view.core.cache.learnTemplates(of: &world.cluster)
    view.count(pod, on: node, world.cluster.pods[pod])
    world.recordEvent(
      "Scheduled", "default-scheduler", .pod, pod.index, isWarning: false, .assigned(node))
  }

  /// A binding has failed: what the pod had been assumed to hold is free again, and
  /// the pod waits for its next turn.
  ///
  /// Source: `handleBindingCycleError`, Kubernetes 1.34.
  mutating func refuseBinding(of pod: PodID, _ message: String, in world: inout World) {
    let isAbandoned = usesQueue && policy == nil && queue[pod] == nil
    let node = view.place(of: pod)
    if !isAbandoned { forgetAssumed(pod, world.cluster.pods[pod], in: world) }
    world.recordSchedulingFailure(of: pod, message)
    guard world.cluster.pods[pod].isWaiting else {
      queue.remove(pod)
      return
    }
    if policy != nil {
      tellOfRefusal(of: pod, on: node, message, in: &world.loop)
    } else if usesQueue {
      loseNomination(pod, in: &world)
      queue.fail(pod, at: world.now)
    } else {
      arrivals.pause(pod, in: &world.loop)
    }
  }
}

extension World {
  /// Writes down an attempt to place `pod`.
  mutating func record(
    _ decision: Decision, of pod: PodID, wokenBy cause: QueueingCause?
  ) {
    let number = recording.noteAttempt(of: pod, at: now)
    let result: SchedulingAttempt.Result =
      decision.node.isPresent
      ? .scheduled : decision.error.isEmpty ? .unschedulable : .error
    let message = decision.error.isEmpty ? decision.message : decision.error
    recording.attempts.append(
      SchedulingAttempt(
        time: now, pod: pod, attempt: number,
        cause: cause ?? (number == 1 ? .creation : .failedAttempt), result: result,
        node: decision.node,
        nominated: decision.nominatedNode, evaluated: Int32(decision.examinedCount),
        feasible: Int32(decision.feasibleCount),
        score: decision.score, message: message.isEmpty ? -1 : recording.row(of: message)))
    if !decision.node.isPresent { recordSchedulingFailure(of: pod, message) }
  }

  /// Records that `pod` found no node, in the words of the scheduler.
  ///
  /// Source: `truncateMessage`, Kubernetes 1.34: events hold 1024 bytes.
  mutating func recordSchedulingFailure(of pod: PodID, _ message: String) {
    let limit = 1024
    let (bytes, ending) = (message.utf8, " ...")
    let note =
      bytes.count <= limit
      ? message : String(decoding: bytes.prefix(limit - ending.utf8.count), as: UTF8.self) + ending
    recordEvent(
      "FailedScheduling", "default-scheduler", .pod, pod.index, isWarning: true, message: note)
  }
}
