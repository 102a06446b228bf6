import ClusterState
import Controllers
import SimulationEngine
import Testing

@Suite("ReplicaSetController")
struct ReplicaSetControllerTests {
  @Test("asks for the missing pods once, and again only when it has seen those")
  func expectations() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 3)
    var controller = ReplicaSetController(settings: ReplicationSettings())
    #expect(sync(&controller, &cluster) == [.createPods(id, count: 3)])
    cluster.state.setReplicas(of: id, 5, at: .seconds(1))
    #expect(sync(&controller, &cluster) == [], "three creations are still expected")
    for name in ["a", "b", "c"] {
      _ = try cluster.pod(name, app: "web", owner: id, at: .seconds(2))
    }
    let actions = sync(&controller, &cluster)
    #expect(actions.contains(.createPods(id, count: 2)))
    let status = WorkloadStatus(replicas: 3, readyReplicas: 0, availableReplicas: 0)
    #expect(actions.contains(.reportReplicas(id, status)))
  }

  @Test("asks for no more than the burst at once")
  func burst() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 1200)
    var controller = ReplicaSetController(settings: ReplicationSettings())
    #expect(sync(&controller, &cluster) == [.createPods(id, count: 500)])
  }

  @Test("a pod that is being deleted is replaced at once")
  func replacesDeletedPod() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 1)
    var controller = ReplicaSetController(settings: ReplicationSettings())
    _ = sync(&controller, &cluster)
    let node = try cluster.node("worker-0")
    let pod = try cluster.pod("a", app: "web", owner: id)
    _ = cluster.state.bind(pod, to: node, at: .seconds(1))
    _ = sync(&controller, &cluster)
    cluster.state.requestDeletion(of: pod, grace: .seconds(30), at: .seconds(2))
    #expect(sync(&controller, &cluster).contains(.createPods(id, count: 1)))
  }

  @Test("in the classic era an orphan with matching labels counts as it is")
  func orphansCount() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 2)
    _ = try cluster.pod("orphan", app: "web")
    var controller = ReplicaSetController(settings: ReplicationSettings())
    #expect(sync(&controller, &cluster).contains(.createPods(id, count: 1)))
  }

  @Test("goes on after it has deleted a pod that another controller owns")
  func deletesPodsOfOthers() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 0)
    let orphan = try cluster.pod("orphan", app: "web")
    var controller = ReplicaSetController(settings: ReplicationSettings())
    #expect(sync(&controller, &cluster).contains(.deletePod(orphan, .surplus)))
    cluster.state.remove(orphan, at: .seconds(1))
    cluster.state.setReplicas(of: id, 1, at: .seconds(2))
    #expect(sync(&controller, &cluster).contains(.createPods(id, count: 1)))
  }

  @Test("surplus pods go in the order of the ranking: not bound before bound")
  func surplus() throws {
    var cluster = TestCluster()
    let id = try cluster.workload("web", replicas: 1)
    _ = try cluster.runningPod("bound", app: "web")
    let unbound = try cluster.pod("unbound", app: "web")
    var controller = ReplicaSetController(settings: ReplicationSettings())
    #expect(sync(&controller, &cluster).contains(.deletePod(unbound, .surplus)))
    #expect(cluster.state.workloads[id.row].replicas == 1)
  }

  private func sync(
    _ controller: inout ReplicaSetController, _ cluster: inout TestCluster
  ) -> [ControllerAction] {
    for change in cluster.changes() { controller.observe(change, in: cluster.state) }
    var actions: ContiguousArray<ControllerAction> = []
    controller.sync(at: .seconds(10), in: cluster.state, actions: &actions)
    return Array(actions)
  }
}
