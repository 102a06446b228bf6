import ClusterState
import Controllers
import SimulationEngine
import Testing

/// Owners that go, and what becomes of what they own.
@Suite("Garbage collector")
struct GarbageCollectorTests {
  /// A deployment that owns a set, which owns two pods on a node.
  private struct Family {
    var cluster = TestCluster()
    let deployment: WorkloadID
    let set: WorkloadID
    let pods: [PodID]

    init() throws {
      deployment = try cluster.workload("web", replicas: 2, kind: .deployment)
      set = try cluster.workload("web-1", replicas: 2, kind: .replicaSet, app: "web")
      cluster.state.setOwner(of: set, deployment, at: .zero)
      let node = try cluster.node("n")
      var made: [PodID] = []
      for name in ["a", "b"] {
        let pod = try cluster.pod(name, app: "web", owner: set)
        _ = cluster.state.bind(pod, to: node, at: .zero)
        made.append(pod)
      }
      pods = made
    }

    /// Lets the collector and the kubelet do what they can, until nothing is left to do.
    mutating func settle(_ collector: inout GarbageCollector, kubeletActs: Bool = true) {
      var actions = cluster.sync(&collector)
      while !actions.isEmpty {
        let timers = actions.compactMap { action -> ControllerTimer? in
          if case .setTimer(let timer, _) = action { timer } else { nil }
        }
        var woken: ControllerActions = []
        for timer in timers {
          collector.wake(for: timer, at: .seconds(3), in: cluster.state, actions: &woken)
        }
        actions =
          cluster.answer(actions + woken, of: &collector) + cluster.sync(&collector)
        guard actions.isEmpty, kubeletActs else { continue }
        for pod in pods where cluster.state.pods[pod].isDeleting {
          cluster.state.remove(pod, at: .seconds(2))
        }
        actions = cluster.sync(&collector)
      }
    }

    /// The deployment, the set and each pod: `+` is there, `~` is being deleted, `-` is gone.
    var shape: String {
      let objects = [deployment, set].map { id -> String in
        let record = cluster.state.workloads[id.row]
        return !record.isPresent ? "-" : record.deletion == nil ? "+" : "~"
      }
      let rest = pods.map { pod -> String in
        let record = cluster.state.pods[pod]
        return record.isRemoved ? "-" : record.isDeleting ? "~" : "+"
      }
      return (objects + rest).joined()
    }
  }

  @Test(
    "dependents follow their owner as it was asked",
    arguments: [
      (DeletionPropagation.background, "--~~", "----"), (.foreground, "~~~~", "----"),
      (.orphan, "-+++", "-+++"),
    ])
  func propagation(how: DeletionPropagation, whilePodsStop: String, atLast: String) throws {
    for (kubeletActs, shape) in [(false, whilePodsStop), (true, atLast)] {
      var family = try Family()
      var collector = GarbageCollector(readLatency: .zero)
      family.settle(&collector)
      #expect(family.shape == "++++")
      family.cluster.state.requestDeletion(of: family.deployment, how, at: .seconds(1))
      family.settle(&collector, kubeletActs: kubeletActs)
      #expect(family.shape == shape, "\(how), kubelet acts: \(kubeletActs)")
      #expect(collector.unsettled(in: family.cluster.state) == nil)
    }
  }

  @Test("a collector that starts late finds what owners have left behind")
  func restart() throws {
    var family = try Family()
    var former = GarbageCollector(readLatency: .zero)
    family.settle(&former)
    family.cluster.state.removeWorkload(family.deployment, at: .seconds(1))
    family.cluster.state.removeWorkload(family.set, at: .seconds(1))
    _ = family.cluster.changes()
    var collector = GarbageCollector(readLatency: .zero)
    #expect(collector.unsettled(in: family.cluster.state) != nil)
    var actions: ControllerActions = []
    collector.list(at: .seconds(2), in: family.cluster.state, actions: &actions)
    family.settle(&collector)
    #expect(family.shape == "----")
  }

  /// Reads the pods away, so that nothing is left of the deployment but itself, and asks for its
  /// end; returns what the collector asks for.
  private static func bereave(
    _ family: inout Family, _ collector: inout GarbageCollector
  ) -> [ControllerAction] {
    family.settle(&collector)
    for pod in family.pods { family.cluster.state.remove(pod, at: .seconds(1)) }
    family.cluster.state.removeWorkload(family.set, at: .seconds(1))
    family.settle(&collector)
    family.cluster.state.requestDeletion(of: family.deployment, .foreground, at: .seconds(2))
    return family.cluster.sync(&collector)
  }

  private static func timers(of actions: [ControllerAction]) -> [SimulationDuration] {
    actions.compactMap { if case .setTimer(_, let pause) = $0 { pause } else { nil } }
  }

  @Test func `an owner without dependents is read before it goes`() throws {
    var family = try Family()
    var collector = GarbageCollector(readLatency: .milliseconds(7))
    let first = Self.bereave(&family, &collector)
    #expect(first.count == 1 && Self.timers(of: first) == [.milliseconds(7)])
    #expect(family.cluster.sync(&collector).isEmpty, "it is read once")
    family.cluster.apply(first)
    #expect(family.shape == "~---", "nothing goes before it is read")
    var woken: ControllerActions = []
    collector.wake(
      for: ControllerTimer(0, key: family.deployment.index), at: .seconds(3),
      in: family.cluster.state, actions: &woken)
    family.cluster.apply(Array(woken))
    #expect(family.shape == "----")
  }

  @Test func `an owner that got a dependent meanwhile stays until that has gone`() throws {
    var family = try Family()
    var collector = GarbageCollector(readLatency: .milliseconds(7))
    _ = Self.bereave(&family, &collector)
    let late = try family.cluster.workload("late", replicas: 0, kind: .replicaSet)
    family.cluster.state.setOwner(of: late, family.deployment, at: .seconds(2))
    var woken: ControllerActions = []
    collector.wake(
      for: ControllerTimer(0, key: family.deployment.index), at: .seconds(3),
      in: family.cluster.state, actions: &woken)
    family.cluster.apply(Array(woken))
    #expect(family.shape == "~---")
    #expect(family.cluster.state.workloads[late.row].isPresent)
  }

  @Test("an orphaned set belongs to nobody")
  func orphan() throws {
    var family = try Family()
    var collector = GarbageCollector(readLatency: .zero)
    family.settle(&collector)
    family.cluster.state.requestDeletion(of: family.deployment, .orphan, at: .seconds(1))
    family.settle(&collector)
    #expect(!family.cluster.state.workloads[family.set.row].owner.isPresent)
    #expect(family.cluster.state.pods[family.pods[0]].owner == family.set)
  }
}
