import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

/// Namespaces that are emptied, pass by pass.
@Suite("Namespace controller") struct NamespaceControllerTests {
  /// A namespace with pods of these graces, deleted after a minute and a half second.
  private struct Bench {
    var cluster = TestCluster()
    var controller: NamespaceController
    let row: Int32
    static let deletion = SimulationTime.milliseconds(60_500)

    init(_ settings: NamespaceSettings, graces: [Int64]) throws {
      controller = NamespaceController(
        settings: settings, clock: WallClock(start: Timestamp(seconds: 0)))
      let name = cluster.state.symbols.intern("default")
      cluster.state.setNamespace(name, labels: .empty)
      row = try #require(cluster.state.namespaces.row(of: name))
      for (index, grace) in graces.enumerated() {
        _ = try cluster.runningPod("p\(index)", app: "a\(index)", grace: grace)
      }
      _ = try cluster.service(selecting: "a0")
      _ = cluster.sync(&controller, at: .seconds(50))
      cluster.state.requestDeletion(ofNamespace: row, at: Self.deletion)
    }

    /// A pass at `now`, all of whose writes are answered; returns them, and when the next is due.
    mutating func pass(at now: SimulationTime) -> (writes: [ClusterWrite], wait: Int64?) {
      var actions: ControllerActions = []
      for change in cluster.changes() {
        controller.observe(change, at: now, in: cluster.state, actions: &actions)
      }
      // The timer of an earlier change is due.
      for case .setTimer(let timer, _) in actions {
        actions = []
        controller.wake(for: timer, at: now, in: cluster.state, actions: &actions)
      }
      controller.sync(at: now, in: cluster.state, actions: &actions)
      var writes: [ClusterWrite] = []
      var wait: Int64?
      while !actions.isEmpty {
        switch actions.removeFirst() {
        case .write(let write):
          writes.append(write)
          perform(write, at: now)
          controller.observe(.done, of: write, at: now, in: cluster.state, actions: &actions)
        case .setTimer(_, let delay): wait = delay.microseconds / 1000
        default: break
        }
      }
      return (writes, wait)
    }

    private mutating func perform(_ write: ClusterWrite, at now: SimulationTime) {
      guard case .deleteAll(.pods, _) = write else {
        cluster.state.apply(write, at: now)
        return
      }
      for pod in cluster.state.pods(ofNamespace: cluster.state.symbols.intern("default")) {
        cluster.state.requestDeletion(of: pod, grace: .seconds(30), at: now)
      }
    }

    mutating func removePods(at now: SimulationTime) {
      for pod in cluster.state.pods(ofNamespace: cluster.state.symbols.intern("default")) {
        cluster.state.remove(pod, at: now)
      }
    }
  }

  @Test("a pass comes five seconds after the deletion, or at once in the first versions")
  func delay() throws {
    var bench = try Bench(.modern, graces: [30])
    var actions = bench.cluster.sync(&bench.controller, at: Bench.deletion)
    guard case .setTimer(_, let delay)? = actions.first else {
      Issue.record("expected a timer")
      return
    }
    #expect(delay == .seconds(5))
    bench = try Bench(.classic, graces: [30])
    actions = bench.cluster.sync(&bench.controller, at: Bench.deletion)
    #expect(actions == [.write(.deleteAll(.pods, namespace: bench.row))])
  }

  @Test("pods go first, then the conditions say so, and half of the longest grace passes")
  func podsFirst() throws {
    var bench = try Bench(.modern, graces: [30, 50])
    let (writes, wait) = bench.pass(at: .milliseconds(65_500))
    var status = NamespaceDeletionStatus()
    status.remainingContent = "pods. has 2 resource instances"
    #expect(
      writes == [
        .deleteAll(.pods, namespace: bench.row), .setNamespaceStatus(row: bench.row, status),
      ])
    #expect(wait == 26_000)
    bench.removePods(at: .seconds(70))
    let last = bench.pass(at: .milliseconds(70_600)).writes
    #expect(last.first == .deleteAll(.pods, namespace: bench.row))
    #expect(last.contains(.deleteAll(.quotas, namespace: bench.row)))
    #expect(last.suffix(1) == [.finalizeNamespace(row: bench.row)])
    #expect(bench.cluster.state.services[0].isPresent == false)
    #expect(bench.cluster.state.namespaces.records[0].isPresent == false)
  }

  @Test("in the first versions all goes in one pass, and the namespace waits for its pods")
  func together() throws {
    var bench = try Bench(.classic, graces: [30])
    let (writes, wait) = bench.pass(at: Bench.deletion)
    #expect(writes.count == NamespaceContent.allCases.count)
    #expect(wait == 16_000)
    #expect(bench.cluster.state.services[0].isPresent == false)
    #expect(bench.cluster.state.namespaces.records[0].isTerminating)
  }

  @Test("pods that outlast their grace are an error: a pause that doubles, or the next period")
  func overdue() throws {
    var bench = try Bench(.modern, graces: [4])
    let (writes, wait) = bench.pass(at: .milliseconds(65_500))
    guard case .setNamespaceStatus(_, let status)? = writes.last else {
      Issue.record("expected a status")
      return
    }
    #expect(
      status.failure
        == "Failed to delete all resource types, 1 remaining: unexpected items still remain in "
        + "namespace: default for gvr: /v1, Resource=pods")
    #expect(wait == 5)
    bench = try Bench(.textbook, graces: [4])
    #expect(bench.pass(at: .milliseconds(65_500)).wait == 4500)
  }
}
