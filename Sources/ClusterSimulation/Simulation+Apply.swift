import ClusterState
import Controllers
import NodeAgents
import SimulationEngine

extension SimulationState {
  /// Events meet behavior here and nowhere else. No `default`: a new event does not compile until
  /// its effect is decided.
  mutating func apply(_ event: SimulationEvent) {
    switch event {
    case .timelineDue(let row): perform(configuration.timeline[Int(row)].action)
    case .arrivalDue(let row): arrive(Int(row))
    case .generatorDue(let row): generate(Int(row))
    case .faultDue(let row, let node): strike(node, with: Int(row))
    case .repairDue(let row, let node): repair(node, after: Int(row))
    case .watchDelivered(let watcher): deliver(to: watcher)
    case .kubelet(let event): handle(event)
    case .controller(let event): handle(event)
    case .write(let action): write(action)
    case .creation(let owner): createReplica(of: owner)
    case .scheduling(let event): handle(event)
    case .rollingUpdateDue(let row): stepRollingUpdate(Int(row))
    case .drainDue(let node): drain(node)
    case .sampleDue: sample()
    }
  }

  /// Lets `watcher` see what has reached it, and act.
  private mutating func deliver(to watcher: Watcher) {
    cursors.woke(watcher)
    let latency = configuration.controlPlane.watchLatency
    while let change = cursors.next(for: watcher, cluster.changes, at: now, latency: latency) {
      switch watcher {
      case .scheduler: observeForScheduler(change)
      case .replication:
        // One watch for both: the controllers share their informers.
        replication.observe(change, in: cluster)
        disruption.observe(change, in: cluster)
      case .endpoints: endpoints.observe(change)
      case .podGarbageCollection: podGarbageCollector.observe(change, in: cluster)
      case .nodeLifecycle:
        nodeLifecycle.observe(change, at: now, in: cluster, actions: &controllerActions)
      case .kubelets: observeForKubelets(change)
      }
    }
    performControllerActions()
    if watcher == .replication, disruption.hasWork { syncDisruption() }
    switch watcher {
    case .scheduler: startCycleIfIdle()
    case .replication where replication.settings.syncPeriod == nil: syncReplication()
    case .endpoints where endpoints.syncPeriod == nil: syncEndpoints()
    case .replication, .endpoints, .podGarbageCollection, .nodeLifecycle, .kubelets: break
    }
  }

  private mutating func observeForKubelets(_ change: ClusterChange) {
    guard change.subject == .pod else { return }
    switch change.verb {
    case .bound, .deleting, .removed: handle(KubeletEvent.podSeen(PodID(Int(change.index))))
    case .added, .specified, .reported: break
    }
  }

  private mutating func handle(_ event: KubeletEvent) {
    kubelets.handle(event, at: now, in: cluster, actions: &kubeletActions)
    performKubeletActions()
  }

  private mutating func handle(_ event: ControllerEvent) {
    let settings = configuration.controlPlane
    switch event {
    case .replicationDue:
      if let period = settings.replication.syncPeriod {
        loop.post(.controller(.replicationDue), after: period)
      }
      if !isControllerManagerPaused { syncReplication() }
    case .availabilityDue, .retryDue, .nodeEvictionDue, .tolerationDue:
      if isControllerManagerPaused {
        deferredControllerEvents.append(event)
      } else {
        act(on: event)
      }
    case .endpointsDue:
      if let period = settings.endpointsSyncPeriod {
        loop.post(.controller(.endpointsDue), after: period)
      }
      if !isControllerManagerPaused { syncEndpoints() }
    case .nodeMonitorDue:
      loop.post(.controller(.nodeMonitorDue), after: settings.nodeLifecycle.nodeMonitorPeriod)
      guard !isControllerManagerPaused else { return }
      nodeLifecycle.monitor(at: now, in: cluster, actions: &controllerActions)
      performControllerActions()
    case .podGarbageCollectionDue:
      loop.post(
        .controller(.podGarbageCollectionDue), after: settings.podGarbageCollection.period)
      guard !isControllerManagerPaused else { return }
      podGarbageCollector.collect(at: now, in: cluster, actions: &controllerActions)
      performControllerActions()
    }
  }

  /// Lets a controller act on an event that waits while the controllers are paused.
  private mutating func act(on event: ControllerEvent) {
    let settings = configuration.controlPlane
    switch event {
    case .availabilityDue(let id):
      replication.mark(id)
      if settings.replication.syncPeriod == nil { syncReplication() }
    case .retryDue(let id):
      replication.retry(id)
      if settings.replication.syncPeriod == nil { syncReplication() }
    case .nodeEvictionDue:
      nodeLifecycle.evict(at: now, in: cluster, actions: &controllerActions)
      performControllerActions()
    case .tolerationDue(let pod, let generation):
      nodeLifecycle.tolerationEnded(
        of: pod, generation: generation, at: now, in: cluster, actions: &controllerActions)
      performControllerActions()
    case .replicationDue, .endpointsDue, .nodeMonitorDue, .podGarbageCollectionDue:
      preconditionFailure("periodic work does not wait: it comes again")
    }
  }

  /// Delivers what came due while the controllers were paused.
  mutating func postDeferredControllerEvents() {
    for event in deferredControllerEvents { loop.post(.controller(event), at: now) }
    deferredControllerEvents.removeAll()
  }

  mutating func syncReplication() {
    replication.sync(at: now, in: cluster, actions: &controllerActions)
    performControllerActions()
  }

  private mutating func syncDisruption() {
    disruption.sync(in: cluster, actions: &controllerActions)
    performControllerActions()
  }

  mutating func syncEndpoints() {
    endpoints.sync(in: cluster, actions: &controllerActions)
    performControllerActions()
  }
}
