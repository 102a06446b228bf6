import ClusterState
import Controllers
import SimulationEngine
import Testing

@Suite("ReplicaSetController")
struct ReplicaSetControllerTests {
  private static var controller: ReplicaSetController {
    ReplicaSetController(kind: .replicationController, settings: ReplicationSettings())
  }

  @Test("asks for the missing pods once, and again only when it has seen those")
  func expectations() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 3)
    var controller = Self.controller
    let first = cluster.sync(&controller)
    #expect(first == [.createPods(id, count: 3)])
    cluster.state.setReplicas(of: id, 5, at: .seconds(1))
    #expect(cluster.sync(&controller) == [], "three creations are still expected")
    for name in ["a", "b", "c"] {
      _ = try cluster.pod(name, app: "web", owner: id, at: .seconds(2))
    }
    let status = WorkloadStatus(replicas: 3, readyReplicas: 0, availableReplicas: 0)
    let report = cluster.answer(first, of: &controller)
    #expect(report == [.write(.setStatus(id, status))])
    #expect(cluster.sync(&controller) == [], "the status is on its way")
    #expect(cluster.answer(report, of: &controller) == [.createPods(id, count: 2)])
  }

  @Test("asks for no more than the burst at once")
  func burst() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 1200)
    var controller = Self.controller
    #expect(cluster.sync(&controller) == [.createPods(id, count: 500)])
  }

  @Test("a pod that is being deleted is replaced at once")
  func replacesDeletedPod() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 1)
    var controller = Self.controller
    cluster.answer(cluster.sync(&controller), of: &controller)
    let node = try cluster.node("worker-0")
    let pod = try cluster.pod("a", app: "web", owner: id)
    _ = cluster.state.bind(pod, to: node, at: .seconds(1))
    cluster.answer(cluster.sync(&controller), of: &controller)
    cluster.state.requestDeletion(of: pod, grace: .seconds(30), at: .seconds(2))
    #expect(cluster.sync(&controller).contains(.createPods(id, count: 1)))
  }

  @Test("in the classic era an orphan with matching labels counts as it is")
  func orphansCount() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 2)
    _ = try cluster.pod("orphan", app: "web")
    var controller = Self.controller
    #expect(cluster.sync(&controller).contains(.createPods(id, count: 1)))
  }

  @Test("goes on after it has deleted a pod that another controller owns")
  func deletesPodsOfOthers() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 0)
    let orphan = try cluster.pod("orphan", app: "web")
    var controller = Self.controller
    let deletions = cluster.sync(&controller)
    #expect(deletions.contains(.write(.deletePod(orphan, .surplus, isForced: false))))
    cluster.answer(cluster.answer(deletions, of: &controller), of: &controller)
    cluster.state.remove(orphan, at: .seconds(3))
    cluster.state.setReplicas(of: id, 1, at: .seconds(4))
    #expect(cluster.sync(&controller).contains(.createPods(id, count: 1)))
  }

  @Test("surplus pods go in the order of the ranking: not bound before bound")
  func surplus() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 1)
    _ = try cluster.runningPod("bound", app: "web")
    let unbound = try cluster.pod("unbound", app: "web")
    var controller = Self.controller
    #expect(
      cluster.sync(&controller).contains(.write(.deletePod(unbound, .surplus, isForced: false))))
    #expect(cluster.state.workloads[id.row].replicas == 1)
  }

  @Test("creations come in batches that double, and end with the batch that is refused")
  func slowStart() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 20)
    var settings = ReplicationSettings()
    settings.startsSlowly = true
    var controller = ReplicaSetController(kind: .replicationController, settings: settings)
    var actions = cluster.sync(&controller)
    for batch: Int32 in [1, 2, 4] {
      #expect(actions == [.createPods(id, count: batch)])
      actions = cluster.answer(actions, of: &controller)
    }
    #expect(actions == [.createPods(id, count: 8)])
    var answers: ControllerActions = []
    for row in 0..<8 {
      controller.observe(
        row == 3 ? .refused("no") : .done, of: .createPod(of: id), at: .seconds(3),
        in: cluster.state, actions: &answers)
    }
    let more = answers.contains { if case .createPods = $0 { true } else { false } }
    #expect(!more, "the five that are left wait for the pause")
  }

  @Test("only its own pods are available to a replica set that owns by reference")
  func availableByOwner() throws {
    var cluster = TestCluster()
    var settings = ReplicationSettings()
    settings.usesOwnerReferences = true
    var controller = ReplicaSetController(kind: .replicationController, settings: settings)
    let id = try cluster.workload("web", replicas: 1)
    cluster.state.setMinReady(of: id, .seconds(1), at: .zero)
    let other = try cluster.workload("api", replicas: 1)
    for owner in [id, other] {
      let pod = try cluster.pod(owner == id ? "a" : "b", app: "web", owner: owner)
      _ = cluster.state.bind(pod, to: try cluster.node("worker-\(owner)"), at: .zero)
      cluster.state.report(pod, phase: .running, isReady: true, restarts: 0, at: .seconds(1))
    }
    let statuses = cluster.sync(&controller).compactMap { action -> WorkloadStatus? in
      if case .write(.setStatus(id, let status)) = action { status } else { nil }
    }
    #expect(statuses.map(\.availableReplicas) == [1])
  }

  @Test("a status tells of terminating pods where the version does")
  func terminatingPods() throws {
    for counts in [false, true] {
      var cluster = TestCluster()
      var settings = ReplicationSettings()
      settings.usesOwnerReferences = true
      settings.countsTerminatingPods = counts
      var controller = ReplicaSetController(kind: .replicationController, settings: settings)
      let id = try cluster.workload("web", replicas: 0)
      let pod = try cluster.pod("a", app: "web", owner: id)
      _ = cluster.state.bind(pod, to: try cluster.node("worker-0"), at: .zero)
      cluster.state.requestDeletion(of: pod, grace: .seconds(30), at: .seconds(1))
      let statuses = cluster.sync(&controller).compactMap { action -> WorkloadStatus? in
        if case .write(.setStatus(id, let status)) = action { status } else { nil }
      }
      #expect(statuses.map(\.terminatingReplicas) == (counts ? [1] : []))
    }
  }

  @Test("a sync that creates reports the pods that it saw before, and one follows for what came")
  func reportsWhatItSaw() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 2)
    var controller = Self.controller
    let kept = try cluster.pod("a", app: "web", owner: id)
    let creation = cluster.sync(&controller)
    #expect(creation == [.createPods(id, count: 1)])
    _ = try cluster.pod("b", app: "web", owner: id, at: .seconds(2))
    #expect(cluster.sync(&controller) == [], "one sync at a time")
    let first = cluster.answer(creation, of: &controller)
    #expect(
      first == [
        .write(
          .setStatus(id, WorkloadStatus(replicas: 1, readyReplicas: 0, availableReplicas: 0)))
      ])
    let second = cluster.sync(&controller) + cluster.answer(first, of: &controller)
    #expect(
      second == [
        .write(
          .setStatus(id, WorkloadStatus(replicas: 2, readyReplicas: 0, availableReplicas: 0)))
      ])
    #expect(!cluster.state.pods[kept].isRemoved)
  }
}
