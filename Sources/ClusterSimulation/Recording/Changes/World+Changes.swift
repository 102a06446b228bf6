import ClusterState
import Controllers
import NodeAgents
import SimulationEngine

extension World {
  /// Writes down what was written from `position` of the log on, if that was asked for.
  mutating func followChanges(from position: Int, _ kubelets: Kubelets) {
    guard changes != nil else { return }
    changes?.follow(from: position, cluster, kubelets, recording)
  }

  /// Notes that a kubelet has written the status of `pod`, if changes are written down.
  mutating func noteStatus(of pod: PodID) {
    let now = now
    changes?.noteStatus(of: pod, at: now)
  }

  /// Writes down that a verb of the timeline begins, if changes are written down.
  mutating func noteCommand(_ action: TimelineAction) {
    guard changes != nil else { return }
    noteCommand(action.text, targets: targets(of: action))
  }

  /// Writes down a command and the answer that it got, if changes are written down.
  mutating func noteCommand(_ name: String, targets: [String] = [], result: String = "") {
    let line = CommandRecord(time: now, name: name, targets: targets, result: result)
    changes?.lines.append(.command(line))
  }

  /// The pods that a selector of `action` means, by name.
  private func targets(of action: TimelineAction) -> [String] {
    guard let target = action.podTarget else { return [] }
    if case .named = target { return [] }
    return pods(of: target).map { cluster.pods[$0].name.text(cluster.symbols) }
  }
}

extension Simulation {
  /// Writes down every change of every object from now on, and first every object that is there.
  ///
  /// The run is the same as without; lines wait until they are taken.
  package mutating func recordChanges() {
    let now = state.now
    state.world.changes = ChangeRecorder()
    let clock = WallClock(start: state.world.configuration.startTime)
    let line = CommandRecord(
      time: now, name: "apply manifests", wallClock: clock.timestamp(at: now).description,
      targets: [], result: "")
    state.world.changes?.lines.append(.command(line))
    state.world.changes?.begin(state.world.cluster, state.host.kubelets, at: now)
    state.world.followChanges(from: state.world.cluster.changes.end, state.host.kubelets)
  }

  /// The lines since the last call, in the order in which things happened.
  package mutating func takeChanges() -> [ChangeLine] {
    guard let lines = state.world.changes?.lines, !lines.isEmpty else { return [] }
    state.world.changes?.lines.removeAll(keepingCapacity: true)
    return lines
  }
}
