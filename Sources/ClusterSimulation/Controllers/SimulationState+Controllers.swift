import ClusterState
import Controllers
import SimulationEngine

/// The controllers see what was written, and act.
extension SimulationState {
  mutating func beginControllers(_ rounds: NeededRounds) {
    for index in manager.controllers.indices {
      manager.controllers[index].begin(rounds, actions: &manager.actions)
      performActions(of: index)
    }
  }

  /// Lets the controllers see what has reached their watches.
  ///
  /// They share their watches, as the real ones share informers.
  mutating func deliverToControllers() {
    cursors.woke(.controllers)
    let latency = configuration.controlPlane.watchLatency
    let positions = cursors.take(.controllers, cluster.changes, at: now, latency: latency)
    let subjects = cluster.changes.subjects(in: positions)
    for index in manager.controllers.indices
    where !manager.controllers[index].interests.isDisjoint(with: subjects) {
      manager.controllers[index].observe(
        positions, at: now, in: cluster, actions: &manager.actions)
      if manager.controllers[index].syncsOnDelivery, manager.controllers[index].hasWork {
        manager.controllers[index].sync(at: now, in: cluster, actions: &manager.actions)
      }
      performActions(of: index)
    }
  }

  /// A controller's timer is due. While the controllers are paused, periodic work is left out, and
  /// other work waits.
  mutating func wakeController(_ index: Int, for timer: ControllerTimer) {
    if let period = manager.controllers[index].period(of: timer) {
      loop.post(.controllerTimerDue(controller: UInt8(index), timer), after: period)
      if manager.isPaused { return }
    } else if manager.isPaused {
      return manager.postpone(timer, of: index)
    }
    manager.controllers[index].wake(
      for: timer, at: now, in: cluster, actions: &manager.actions)
    performActions(of: index)
  }

  /// A controller's write reaches the API server.
  mutating func arrive(_ slot: Int32) {
    let pending = manager.take(slot)
    let outcome = write(pending.write)
    manager.controllers[pending.controller].observe(
      outcome, of: pending.write, at: now, in: cluster, actions: &manager.actions)
    performActions(of: pending.controller)
  }

  /// Does what a controller asked for: each write waits for the client's rate limit and takes the
  /// API server's time.
  private mutating func performActions(of index: Int) {
    guard !manager.actions.isEmpty else { return }
    for row in manager.actions.indices {
      switch manager.actions[row] {
      case .write(let write): send(write, of: index)
      case .createPods(let workload, let count):
        for _ in 0..<count { send(.createPod(of: workload), of: index) }
      case .setTimer(let timer, let delay):
        loop.post(.controllerTimerDue(controller: UInt8(index), timer), after: delay)
      case .recordEvent(let event): record(event)
      }
    }
    manager.actions.removeAll(keepingCapacity: true)
  }

  private mutating func send(_ write: ClusterWrite, of index: Int) {
    let slot = manager.keep(write, of: index)
    let sent = manager.clients[index].take(at: now)
    loop.post(
      .controllerWriteArrived(slot), at: sent + configuration.controlPlane.apiServerWriteLatency)
  }

  private mutating func record(_ event: WorkloadEvent) {
    let message: EventMessage =
      switch event.message {
      case .created(let pod): .created(pod)
      case .text(let text): .text(recording.row(of: text))
      }
    recordEvent(
      event.reason, cluster.workloads[event.workload.row].kind.controller, .workload,
      event.workload.index, isWarning: event.isWarning, message)
  }
}
