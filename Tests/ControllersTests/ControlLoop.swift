import ClusterState
import Controllers
import SimulationEngine

/// Controllers and a cluster, driven second by second: writes are applied and seen at once.
struct ControlLoop {
  var cluster = TestCluster()
  var controllers: [any Controller]
  /// Every write that was asked for, with its second.
  private(set) var writes: [(second: Int64, write: ClusterWrite)] = []
  private var timers: [(second: Int64, controller: Int, timer: ControllerTimer)] = []
  private var now: Int64 = 0

  init(_ controllers: [(any Controller)?]) { self.controllers = controllers.compactMap { $0 } }

  /// Goes on to the end of second `end`: nodes say what they have to say, every five seconds each
  /// controller's first timer is due, and the other timers when they have asked for it.
  mutating func advance(to end: Int64, _ heartbeats: (inout TestCluster, Int64) -> Void) {
    while now <= end {
      heartbeats(&cluster, now)
      if now % 5 == 0 {
        for index in controllers.indices { wake(index, for: ControllerTimer(0)) }
      }
      while let row = timers.firstIndex(where: { $0.second <= now }) {
        let due = timers.remove(at: row)
        wake(due.controller, for: due.timer)
      }
      now += 1
    }
  }

  private mutating func wake(_ index: Int, for timer: ControllerTimer) {
    var actions: ControllerActions = []
    controllers[index].wake(
      for: timer, at: .seconds(now), in: cluster.state, actions: &actions)
    perform(actions, of: index)
  }

  private mutating func perform(_ actions: ControllerActions, of index: Int) {
    var answers: ControllerActions = []
    for action in actions {
      switch action {
      case .write(let write), .addToRequest(let write):
        writes.append((now, write))
        cluster.state.apply(write, at: .seconds(now))
        controllers[index].observe(
          .done, of: write, at: .seconds(now), in: cluster.state, actions: &answers)
      case .setTimer(let timer, let delay):
        timers.append((now + delay / .seconds(1), index, timer))
      case .createPods, .recordEvent, .recordObjectEvent, .readMetrics: break
      }
    }
    if !answers.isEmpty { perform(answers, of: index) }
    let changes = cluster.changes()
    guard !changes.isEmpty else { return }
    for other in controllers.indices {
      var answers: ControllerActions = []
      for change in changes {
        controllers[other].observe(
          change, at: .seconds(now), in: cluster.state, actions: &answers)
      }
      perform(answers, of: other)
    }
  }
}
