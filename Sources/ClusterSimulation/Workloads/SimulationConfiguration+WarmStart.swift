import ClusterState
import KubernetesObjects
import SimulationEngine

/// A run that begins with the given pods running.
extension SimulationConfiguration {
  /// The longest that a rehearsal may take before it is cut off.
  private static let longestRehearsal = SimulationTime.zero + .hours(1)
  /// The kinds whose work is the run's own: they begin at its start.
  private static let ownWork: [ObjectKind] = [
    Job.kind, CronJob.kind, HorizontalPodAutoscaler.kind,
  ]

  /// The configuration with its pods where they are once the cluster has settled.
  ///
  /// The cluster is rehearsed without anything that happens to it. The pods that run then become
  /// objects of the start: the kubelets know them, and their controllers adopt them. A pod that
  /// found no place, or that has ended by then, comes as in a cold start.
  ///
  /// As it is, if `isStopped` says meanwhile that nobody wants the run any more.
  func warmed(unless isStopped: () -> Bool) -> SimulationConfiguration {
    guard startsWarm else { return self }
    var simulation = Simulation(rehearsal)
    repeat {
      if isStopped() { return self }
    } while simulation.run(events: Simulation.eventsBetweenQuestions)
    let running = Self.runningPods(in: simulation.state)
    var names: Set<[String]> = []
    for pod in running { names.insert([pod.metadata.namespace, pod.metadata.name]) }
    var warmed = self
    warmed.initialObjects.removeAll { object in
      guard let pod = object as? Pod else { return false }
      let namespace = pod.metadata.namespace
      return names.contains([namespace.isEmpty ? "default" : namespace, pod.metadata.name])
    }
    warmed.initialObjects += running
    return warmed
  }

  private var rehearsal: SimulationConfiguration {
    var rehearsal = self
    rehearsal.startsWarm = false
    rehearsal.measuring = nil
    rehearsal.expectations = []
    // What the cluster itself runs was placed before anybody's policy came.
    rehearsal.scheduling.policy = nil
    // With its own seed, or controllers would give new pods the names of those that are there.
    rehearsal.seed = seed &+ (1 << 32)
    rehearsal.ending = .settled(limit: Self.longestRehearsal)
    rehearsal.workloads = []
    rehearsal.arrivals = RecordedArrivals()
    rehearsal.faults = []
    rehearsal.timeline = []
    rehearsal.samplesNodes = false
    rehearsal.recordsEvents = false
    rehearsal.checksInvariants = false
    rehearsal.initialObjects.removeAll { Self.ownWork.contains($0.kind) }
    return rehearsal
  }

  private static func runningPods(in state: SimulationState) -> [Pod] {
    let cluster = state.cluster
    return (0..<cluster.pods.count).compactMap { row in
      let record = cluster.pods[PodID(row)]
      guard record.phase == .running, record.node.isPresent, record.isActive else { return nil }
      let template = cluster.templates[record.template]
      var pod = template.pod
      pod.metadata.name = record.name.text(cluster.symbols)
      pod.metadata.namespace = cluster.symbols[template.namespace]
      pod.metadata.ownerReferences = []
      pod.spec.nodeName = cluster.symbols[cluster.nodes[record.node.row].name]
      let clock = state.configuration.startTime.seconds
      // Whole seconds, as statuses have them; none after the start of the run.
      func instant(_ time: SimulationTime) -> Timestamp {
        let ago = (state.now - time).microseconds
        return Timestamp(seconds: clock - (ago + 999_999) / 1_000_000)
      }
      pod.metadata.creationTimestamp = instant(record.created)
      pod.status.phase = .running
      pod.status.startTime = instant(record.startTime)
      var ready = Condition(type: "Ready", status: record.isReady ? .true : .false)
      if record.readyTransition.isSet { ready.lastTransitionTime = instant(record.readyTransition) }
      pod.status.conditions = [ready]
      return pod
    }
  }
}
