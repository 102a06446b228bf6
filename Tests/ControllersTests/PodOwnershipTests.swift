import ClusterState
import Controllers
import SimulationEngine
import Testing

/// Adoption and release, where pods belong to controllers by owner reference.
@Suite("Pod ownership")
struct PodOwnershipTests {
  private var cluster = TestCluster()
  private var controller: ReplicaSetController

  init() {
    var settings = ReplicationSettings()
    settings.usesOwnerReferences = true
    controller = ReplicaSetController(kind: .replicationController, settings: settings)
  }

  /// What the controller asks for after it has seen every change; its statuses are written at once.
  private mutating func sync() -> [ControllerAction] {
    var others: [ControllerAction] = []
    var actions = cluster.sync(&controller)
    while !actions.isEmpty {
      var statuses: [ControllerAction] = []
      for action in actions {
        if case .write(.setStatus) = action {
          statuses.append(action)
        } else {
          others.append(action)
        }
      }
      actions = cluster.answer(statuses, of: &controller)
    }
    return others
  }

  @Test(
    "an orphan that the selector matches is adopted, and then as many are created as are missing")
  mutating func adoption() throws {
    let id = try cluster.workload("web", replicas: 2)
    let orphan = try cluster.pod("orphan", app: "web")
    _ = try cluster.pod("stranger", app: "db")
    let actions = sync()
    #expect(actions == [.write(.setOwner(orphan, id))], "nothing is created until it is seen")
    cluster.apply(actions)
    #expect(sync() == [.createPods(id, count: 1)])
  }

  @Test("a new controller adopts what was there before it; one too many goes")
  mutating func newController() throws {
    let orphans = try ["a", "b"].map { try cluster.pod($0, app: "web") }
    #expect(sync() == [])
    let id = try cluster.workload("web", replicas: 1)
    let actions = sync()
    #expect(actions == orphans.map { .write(.setOwner($0, id)) })
    cluster.apply(actions)
    let later = sync()
    #expect(later.count == 1)
    #expect(orphans.contains { later == [.write(.deletePod($0, .surplus, isForced: false))] })
  }

  @Test("a pod whose labels no longer match is released and replaced")
  mutating func release() throws {
    let id = try cluster.workload("web", replicas: 1)
    let pod = try cluster.pod("a", app: "web", owner: id)
    #expect(sync() == [])
    cluster.state.setTemplate(of: pod, cluster.template(app: "debug"), at: .seconds(1))
    let actions = sync()
    #expect(actions == [.write(.setOwner(pod, .absent))])
    cluster.apply(actions)
    #expect(sync() == [.createPods(id, count: 1)])
  }

  @Test("a released pod can be adopted by another controller, an owned one cannot")
  mutating func handover() throws {
    let web = try cluster.workload("web", replicas: 1)
    let db = try cluster.workload("db", replicas: 1)
    let pod = try cluster.pod("a", app: "web", owner: web)
    let own = try cluster.pod("b", app: "db", owner: db)
    #expect(sync() == [])
    cluster.state.setTemplate(of: pod, cluster.template(app: "db"), at: .seconds(1))
    cluster.apply(sync())
    let actions = sync()
    #expect(actions.contains(.write(.setOwner(pod, db))))
    #expect(actions.contains(.createPods(web, count: 1)))
    cluster.apply(actions)
    #expect(cluster.state.pods[own].owner == db)
  }

  @Test("a pod that goes before it could be adopted is not waited for")
  mutating func goneBefore() throws {
    let id = try cluster.workload("web", replicas: 1)
    let orphan = try cluster.pod("orphan", app: "web")
    #expect(sync() == [.write(.setOwner(orphan, id))])
    cluster.state.remove(orphan, at: .seconds(2))
    #expect(sync() == [.createPods(id, count: 1)])
  }
}
