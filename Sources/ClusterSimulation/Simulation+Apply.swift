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
    case .controllerTimerDue(let index, let timer): wakeController(Int(index), for: timer)
    case .controllerWriteArrived(let slot): arrive(slot)
    case .scheduling(let event): handle(event)
    case .rollingUpdateDue(let row): stepRollingUpdate(Int(row))
    case .drainDue(let node): drain(node)
    case .sampleDue: sample()
    }
  }

  /// Lets `watcher` see what has reached it, and act.
  private mutating func deliver(to watcher: Watcher) {
    switch watcher {
    case .scheduler:
      forEachChange(seenBy: .scheduler) { $0.observeForScheduler($1) }
      startCycleIfIdle()
    case .controllers: deliverToControllers()
    case .kubelets: forEachChange(seenBy: .kubelets) { $0.observeForKubelets($1) }
    }
  }

  private mutating func forEachChange(
    seenBy watcher: Watcher, _ observe: (inout Self, ClusterChange) -> Void
  ) {
    cursors.woke(watcher)
    let latency = configuration.controlPlane.watchLatency
    while let change = cursors.next(for: watcher, cluster.changes, at: now, latency: latency) {
      observe(&self, change)
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
}
