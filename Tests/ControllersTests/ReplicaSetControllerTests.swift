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
    #expect(cluster.sync(&controller) == [.createPods(id, count: 3)])
    cluster.state.setReplicas(of: id, 5, at: .seconds(1))
    #expect(cluster.sync(&controller) == [], "three creations are still expected")
    for name in ["a", "b", "c"] {
      _ = try cluster.pod(name, app: "web", owner: id, at: .seconds(2))
    }
    let actions = cluster.sync(&controller)
    #expect(actions.contains(.createPods(id, count: 2)))
    let status = WorkloadStatus(replicas: 3, readyReplicas: 0, availableReplicas: 0)
    #expect(actions.contains(.write(.setStatus(id, status))))
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
    _ = cluster.sync(&controller)
    let node = try cluster.node("worker-0")
    let pod = try cluster.pod("a", app: "web", owner: id)
    _ = cluster.state.bind(pod, to: node, at: .seconds(1))
    _ = cluster.sync(&controller)
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
    #expect(
      cluster.sync(&controller).contains(.write(.deletePod(orphan, .surplus, isForced: false))))
    cluster.state.remove(orphan, at: .seconds(1))
    cluster.state.setReplicas(of: id, 1, at: .seconds(2))
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
}
