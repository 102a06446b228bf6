import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation

/// Pods are admitted by the objects that there are when they are created.
@Suite("Admission of pods")
struct PodAdmissionTests {
  private static let range: LimitRange = {
    var range = LimitRange()
    range.metadata = ObjectMeta(name: "limits", namespace: "default")
    var item = LimitRangeItem()
    item.type = .container
    item.defaultRequests = [.cpu: Quantity(milliValue: 100)]
    item.defaultLimits = [.cpu: Quantity(milliValue: 500)]
    item.max = [.cpu: Quantity(1)]
    range.limits = [item]
    return range
  }()

  private static func pod(_ name: String, _ change: (inout PodSpec) -> Void = { _ in }) -> Pod {
    var spec = PodSpec()
    spec.containers = [Container(name: "main", image: "main:1")]
    change(&spec)
    var pod = Pod(metadata: ObjectMeta(name: name, namespace: "default"), spec: spec)
    pod.applyDefaults()
    return pod
  }

  private static func run(
    _ profile: ControlPlaneSettings.Profile = .modern, start: [any APIObject] = [],
    then actions: [(Int64, TimelineAction)]
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(profile, replicas: 1, until: 600)
    configuration.initialObjects += start
    configuration.timeline = actions.map { TimelineEntry(at: .seconds($0.0), $0.1) }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func spec(_ name: String, in state: SimulationState) throws -> PodSpec {
    let cluster = state.world.cluster
    let symbols = try [name, "default"].map { try #require(cluster.symbols.find($0)) }
    let pod = try #require(cluster.pod(named: PodName(symbols[0]), in: symbols[1]))
    return cluster.templates[cluster.pods[pod].template].pod.spec
  }

  @Test(
    "a limit range counts from when it comes until it goes",
    arguments: [ControlPlaneSettings.Profile.modern, .classic])
  func limitRange(profile: ControlPlaneSettings.Profile) throws {
    let target = ObjectTarget.named(kind: "LimitRange", namespace: "default", name: "limits")
    let state = Self.run(
      profile,

      then: [
        (60, .apply([Self.pod("before")])), (61, .apply([Self.range])),
        (62, .apply([Self.pod("under")])),
        (63, .delete(target, grace: nil, propagation: .background)),
        (64, .apply([Self.pod("after")])),
      ])
    let requests = try ["before", "under", "after"].map {
      try Self.spec($0, in: state).containers[0].resources.requests[.cpu]
    }
    #expect(requests == [nil, Quantity(milliValue: 100), nil])
  }

  @Test("the pods of a workload are refused, not the workload, and come when the limit has gone")
  func workload() throws {
    var controller = SmallCluster.controller("big", replicas: 2)
    controller.spec.template.spec.containers[0].resources.limits = [.cpu: Quantity(2)]
    controller.spec.template.spec.containers[0].resources.requests = [.cpu: Quantity(2)]
    let target = ObjectTarget.named(kind: "LimitRange", namespace: "default", name: "limits")
    func pods(deleting: Bool) -> (ready: Int, refusals: [String]) {
      let end: [(Int64, TimelineAction)] =
        deleting ? [(120, .delete(target, grace: nil, propagation: .background))] : []
      let state = Self.run(then: [(60, .apply([Self.range, controller]))] + end)
      let cluster = state.world.cluster
      let owner = cluster.workload(
        .replicationController, named: cluster.symbols.find("big")!,
        in: cluster.symbols.find("default")!)!
      let messages = state.recording.events.map { state.recording.text(of: $0, in: cluster) }
      return (
        Int(cluster.pods.counts(of: owner).ready), messages.filter { $0.contains("forbidden") }
      )
    }
    let kept = pods(deleting: false)
    #expect(kept.ready == 0)
    #expect(
      kept.refusals.contains {
        $0.hasSuffix("is forbidden: maximum cpu usage per Container is 1, but limit is 2")
      })
    #expect(pods(deleting: true).ready == 2)
  }

  @Test("a priority class counts from when it comes; its value stays")
  func priority() throws {
    var high = PriorityClass()
    high.metadata.name = "high"
    high.value = 1000
    var higher = high
    higher.value = 2000
    let pod = { Self.pod($0) { $0.priorityClassName = "high" } }
    let state = Self.run(then: [
      (60, .apply([pod("early")])), (61, .apply([high])), (62, .apply([pod("one")])),
      (63, .apply([higher])), (64, .apply([pod("two"), pod("one")])),
    ])
    #expect(try Self.spec("one", in: state).priority == 1000)
    #expect(try Self.spec("two", in: state).priority == 1000)
    #expect(
      state.recording.refusals.map(\.status.message) == [
        "pods \"early\" is forbidden: no PriorityClass with name high was found",
        "PriorityClass \"high\" is invalid: value: Forbidden: may not be changed in an update.",
      ])
  }

  @Test("a runtime class adds its overhead, its nodes and its tolerations")
  func runtimeClass() throws {
    var box = RuntimeClass()
    box.metadata.name = "box"
    box.overhead = [.cpu: Quantity(milliValue: 250)]
    box.nodeSelector = ["runtime": "box"]
    box.tolerations = [Toleration(key: "box", operation: .exists)]
    let pod = { Self.pod($0) { $0.runtimeClassName = "box" } }
    let state = Self.run(start: [pod("p"), box], then: [(60, .apply([pod("p")]))])
    let spec = try Self.spec("p", in: state)
    #expect(spec.overhead == [.cpu: Quantity(milliValue: 250)])
    #expect(spec.nodeSelector == ["runtime": "box"])
    #expect(spec.tolerations.contains { $0.key == "box" && $0.operation == .exists })
    #expect(state.recording.refusals.isEmpty)
  }

  @Test("a ratio is told with six decimals, and several breaches together")
  func messages() {
    var range = Self.range
    range.limits[0].maxLimitRequestRatio = [.cpu: Quantity(2)]
    let pod = Self.pod("p") {
      $0.containers[0].resources.limits = [.cpu: Quantity(2)]
      $0.containers[0].resources.requests = [.cpu: Quantity(milliValue: 300)]
    }
    let state = Self.run(start: [range], then: [(60, .apply([pod]))])
    #expect(
      state.recording.refusals.map(\.status.message) == [
        "pods \"p\" is forbidden: [maximum cpu usage per Container is 1, but limit is 2, "
          + "cpu max limit to request ratio per Container is 2, but provided ratio is 6.666667]"
      ])
  }
}
