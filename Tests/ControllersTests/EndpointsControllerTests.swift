import ClusterState
import Controllers
import SimulationEngine
import Testing

@Suite("EndpointsController")
struct EndpointsControllerTests {
  @Test("a ready pod that the selector matches is listed; one that is not ready is not")
  func listsReadyPods() throws {
    var cluster = TestCluster()
    let service = try cluster.service(selecting: "web")
    let ready = try cluster.runningPod("a", app: "web")
    _ = try cluster.runningPod("b", app: "web", isReady: false)
    _ = try cluster.runningPod("c", app: "db")
    var controller = EndpointsController(syncPeriod: nil)
    #expect(
      cluster.sync(&controller) == [.write(.setEndpoint(service, ready, [.ready, .serving]))])
    #expect(cluster.sync(&controller) == [], "nothing changes twice")
  }

  @Test("a pod leaves the endpoints when it is unready, is being deleted, or is gone")
  func dropsPods() throws {
    for change in 0..<3 {
      var cluster = TestCluster()
      let service = try cluster.service(selecting: "web")
      let pod = try cluster.runningPod("a", app: "web")
      var controller = EndpointsController(syncPeriod: nil)
      cluster.apply(cluster.sync(&controller))
      switch change {
      case 0: cluster.state.setReady(pod, false, at: .seconds(5))
      case 1: cluster.state.requestDeletion(of: pod, grace: .seconds(30), at: .seconds(5))
      default: cluster.state.remove(pod, at: .seconds(5))
      }
      #expect(cluster.sync(&controller) == [.write(.setEndpoint(service, pod, nil))])
    }
  }

  @Test("a write that is out of date when it arrives is mended by the next sync")
  func mendsLateWrites() throws {
    var cluster = TestCluster()
    let service = try cluster.service(selecting: "web")
    let pod = try cluster.runningPod("a", app: "web")
    var controller = EndpointsController(syncPeriod: nil)
    cluster.apply(cluster.sync(&controller))
    cluster.state.setReady(pod, false, at: .seconds(5))
    let late = cluster.sync(&controller)
    cluster.state.setReady(pod, true, at: .seconds(6))
    #expect(cluster.sync(&controller) == [], "the pod is still listed")
    cluster.apply(late)
    var actions: ControllerActions = []
    controller.observe(
      .done, of: .setEndpoint(service, pod, nil), at: .seconds(7), in: cluster.state,
      actions: &actions)
    #expect(cluster.sync(&controller) == [.write(.setEndpoint(service, pod, [.ready, .serving]))])
  }

  @Test("a pod that a service lists and no longer selects leaves it as soon as it is looked at")
  func looksAtWhoListsAPod() throws {
    var cluster = TestCluster()
    let service = try cluster.service(selecting: "web")
    _ = try cluster.service(selecting: "db")
    let pod = try cluster.runningPod("a", app: "web")
    var controller = EndpointsController(syncPeriod: nil)
    cluster.apply(cluster.sync(&controller))
    #expect(cluster.state.endpointCount(of: pod) == 1)
    let selector = cluster.state.intern(["app": "cache"])
    cluster.state.setSelector(of: service, selector, at: .seconds(5))
    // The watch has brought news of the pod, and none of the service yet.
    var actions: ControllerActions = []
    controller.observe(
      ClusterChange(.pod, .reported, index: pod.index, time: .seconds(5)), at: .seconds(5),
      in: cluster.state, actions: &actions)
    controller.sync(at: .seconds(5), in: cluster.state, actions: &actions)
    #expect(Array(actions) == [.write(.setEndpoint(service, pod, nil))])
  }

  @Test("a service without a selector is left alone")
  func noSelector() throws {
    var cluster = TestCluster()
    let namespace = cluster.state.symbols.intern("default")
    let name = cluster.state.symbols.intern("external")
    _ = try cluster.state.createService(
      namespace: namespace, name: name, selector: .empty, at: .zero)
    _ = try cluster.runningPod("a", app: "web")
    var controller = EndpointsController(syncPeriod: nil)
    #expect(cluster.sync(&controller) == [])
  }

  @Test("a new selector drops the old pods and lists the new ones")
  func selectorChange() throws {
    var cluster = TestCluster()
    let service = try cluster.service(selecting: "web")
    let web = try cluster.runningPod("a", app: "web")
    let db = try cluster.runningPod("b", app: "db")
    var controller = EndpointsController(syncPeriod: nil)
    cluster.apply(cluster.sync(&controller))
    let selector = cluster.state.intern(["app": "db"])
    cluster.state.setSelector(of: service, selector, at: .seconds(5))
    #expect(
      cluster.sync(&controller) == [
        .write(.setEndpoint(service, web, nil)),
        .addToRequest(.setEndpoint(service, db, [.ready, .serving])),
      ])
  }

  @Test("a slice lists unready and terminating pods with their conditions")
  func slices() throws {
    var cluster = TestCluster()
    let service = try cluster.service(selecting: "web")
    let ready = try cluster.runningPod("a", app: "web")
    let unready = try cluster.runningPod("b", app: "web", isReady: false)
    var controller = EndpointsController(syncPeriod: nil, writesSlices: true)
    let first = cluster.sync(&controller)
    #expect(
      first == [
        .write(.setEndpoint(service, ready, [.ready, .serving])),
        .addToRequest(.setEndpoint(service, unready, [])),
      ])
    cluster.answer(first, of: &controller)
    cluster.state.requestDeletion(of: ready, grace: .seconds(30), at: .seconds(4))
    let second = cluster.sync(&controller)
    #expect(second == [.write(.setEndpoint(service, ready, [.serving, .terminating]))])
    cluster.answer(second, of: &controller)
    #expect(cluster.state.services[service.row].readyEndpoints.isEmpty)
    cluster.state.setPublishesUnready(of: service, true, at: .seconds(5))
    #expect(
      cluster.sync(&controller) == [
        .write(.setEndpoint(service, ready, [.ready, .serving, .terminating])),
        .addToRequest(.setEndpoint(service, unready, [.ready])),
      ])
  }

  @Test("one request takes the hundred endpoints of a slice")
  func requests() throws {
    var cluster = TestCluster()
    _ = try cluster.service(selecting: "web")
    let node = try cluster.node("worker-0")
    for row in 0..<250 { _ = try cluster.runningPod("web-\(row)", app: "web", on: node) }
    var controller = EndpointsController(syncPeriod: nil, writesSlices: true)
    let requests = cluster.sync(&controller).enumerated().filter {
      if case .write = $0.element { true } else { false }
    }
    #expect(requests.map(\.offset) == [0, 100, 200])
  }
}
