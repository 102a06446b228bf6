import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

extension SimulationState {
  /// Creates what is there at time 0 and posts what is known to come.
  mutating func begin() {
    scheduler.begin(configuration, in: &cluster)
    for image in configuration.imageSizes {
      kubelets.setSize(of: cluster.symbols.intern(image.name), bytes: image.bytes)
    }
    for pool in configuration.nodePools {
      recording.resources.declare(.pool, cluster.symbols.intern(pool.name))
    }
    for row in configuration.nodePools.indices {
      pools.append(PoolState(name: cluster.symbols.intern(configuration.nodePools[row].name)))
      join(configuration.nodePools[row].count, toPool: row)
    }
    apply(configuration.initialObjects)
    postTimeline()
    postArrivals()
    postGenerators()
    postFaults()
    postPeriodicWork()
    settleWrites()
  }

  private mutating func postTimeline() {
    let rows = configuration.timeline.indices.sorted {
      (configuration.timeline[$0].time, $0) < (configuration.timeline[$1].time, $1)
    }
    for row in rows { loop.post(.timelineDue(Int32(row)), at: configuration.timeline[row].time) }
  }

  private mutating func postArrivals() {
    let arrivals = configuration.arrivals
    arrivalTemplates = ContiguousArray(
      arrivals.templates.map { cluster.template(for: admitted($0)) })
    for template in arrivalTemplates { matchBehavior(of: template, ownerKind: "Pod") }
    for row in arrivals.arrivals.indices {
      loop.appendArrival(.arrivalDue(Int32(row)), at: arrivals.arrivals[row].time)
    }
    unfinishedArrivals = arrivals.arrivals.count
  }

  private mutating func postPeriodicWork() {
    let isSteady = kubelets.settings.skipsIdleRounds
    beginControllers(
      NeededRounds(
        nodes: !isSteady, garbage: !isSteady || configuration.canPodsBecomeGarbage))
    loop.post(.sampleDue, after: .zero)
  }

  /// Closes the recording: the last samples' instant, and one more draw from every stream.
  mutating func finish() {
    recording.end = now
    if isFinished, case .at(let end) = configuration.ending { recording.end = end }
    recording.eventCount = loop.firedEventCount
    var digest: UInt64 = 0
    for row in nameStreams.indices { digest ^= nameStreams[row].unseed() &+ UInt64(row) }
    for row in generators.indices { digest ^= generators[row].stream.unseed() &* 3 }
    for key in faultStreams.keys.sorted() {
      digest ^= faultStreams[key]?.unseed() ?? 0
    }
    digest ^= scheduler.unseed()
    recording.unseed = digest
  }

  /// Says what runs inside the pods of `template`: the first rule that matches counts.
  mutating func matchBehavior(of template: PodTemplateID, ownerKind: String) {
    let pod = cluster.templates[template]
    let namespace = cluster.symbols[pod.namespace]
    let rule = configuration.behaviors.first { rule in
      (rule.namespace == nil || rule.namespace == namespace)
        && (rule.kind == nil || rule.kind == ownerKind)
        && rule.labels.allSatisfy { pod.pod.metadata.labels[$0.key] == $0.value }
    }
    if let rule { kubelets.setBehavior(rule.behavior, of: template) }
  }
}
