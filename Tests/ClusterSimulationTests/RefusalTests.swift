import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@testable import ClusterSimulation

/// What the API server refuses is answered to whoever asked, and changes nothing.
@Suite("Refused requests")
struct RefusalTests {
  /// A run of five minutes over a quota, with objects applied at the first minute.
  private static func run(
    _ hard: ResourceList, applying objects: [any APIObject] = [],
    then actions: [TimelineAction] = []
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, replicas: 1, until: 300)
    var quota = ResourceQuota()
    quota.metadata = ObjectMeta(name: "q", namespace: "default")
    quota.spec.hard = hard
    configuration.initialObjects.insert(quota, at: 0)
    configuration.timeline = [TimelineEntry(at: .seconds(60), .apply(objects))]
    for (index, action) in actions.enumerated() {
      configuration.timeline.append(TimelineEntry(at: .seconds(120 + 30 * Int64(index)), action))
    }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func refusals(_ state: SimulationState) -> [String] {
    state.recording.refusals.map {
      "\($0.time.secondsText(decimals: 0)) \($0.verb) \($0.object.kind)/\($0.object.name) "
        + "\($0.status.code): \($0.status.message)"
    }
  }

  private static func pod(_ name: String) -> Pod {
    Pod(metadata: ObjectMeta(name: name, namespace: "default"), spec: SmallCluster.spec("bare"))
  }

  private static func configMap(_ name: String) -> ConfigMap {
    var map = ConfigMap()
    map.metadata = ObjectMeta(name: name, namespace: "default")
    return map
  }

  private static let objects: [any APIObject] = [
    pod("bare"), SmallCluster.controller("second", replicas: 0), SmallCluster.service("second"),
    PodDisruptionBudget.least(1, of: "web"), configMap("second"),
  ]

  @Test(
    "a quota refuses every kind of object that it counts, however that comes",
    arguments: [
      ("pods", 1, "pods \"bare\"", "used: pods=1"),
      ("replicationcontrollers", 1, "replicationcontrollers \"second\"", "limited: replication"),
      ("services", 1, "services \"second\"", "requested: services=1"),
      ("count/poddisruptionbudgets.policy", 0, "poddisruptionbudgets.policy \"web\"", "count/"),
      ("configmaps", 0, "configmaps \"second\"", "limited: configmaps=0"),
    ])
  func quota(resource: String, limit: Int64, object: String, detail: String) {
    let state = Self.run(
      [ResourceName(rawValue: resource): Quantity(limit)], applying: Self.objects)
    let refusals = Self.refusals(state)
    #expect(refusals.count == 1)
    #expect(refusals.first?.hasPrefix("60 create ") ?? false)
    #expect(refusals.first?.contains("403: \(object) is forbidden: exceeded quota: q,") ?? false)
    #expect(refusals.first?.contains(detail) ?? false)
    let events = state.recording.events.filter { $0.subject == .refusal }
    #expect(events.count == 1)
    #expect(state.recording.messages[Int(events[0].reason)] == "Forbidden")
  }

  @Test("a pod of a generator that a quota refuses leaves a row, and the run still ends")
  func generator() throws {
    var configuration = SmallCluster.configuration(.modern, replicas: 1, until: 300)
    configuration.ending = .completed(limit: .seconds(300))
    var quota = ResourceQuota()
    quota.metadata = ObjectMeta(name: "q", namespace: "default")
    quota.spec.hard = [.pods: Quantity(2)]
    configuration.initialObjects.insert(quota, at: 0)
    var behavior = PodBehavior()
    behavior.runtime = .constant(try ConstantDistribution(50))
    configuration.workloads = [
      WorkloadGenerator(
        name: "job", template: Self.pod("job"),
        interarrival: .constant(try ConstantDistribution(1)), behavior: behavior, from: .zero,
        until: .seconds(30), limit: 3)
    ]
    configuration.workloads[0].template.spec.restartPolicy = .never
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let refusals = Self.refusals(simulation.state)
    #expect(
      refusals.map { $0.prefix(24) } == ["2 create Pod/job-1 403: ", "3 create Pod/job-2 403: "])
    #expect(simulation.now < .seconds(100))
  }

  @Test("a quota that is deleted refuses nothing more")
  func deletedQuota() {
    let quota = ObjectTarget.named(kind: "ResourceQuota", namespace: "default", name: "q")
    let state = Self.run(
      [.pods: Quantity(1)],
      then: [.delete(quota, grace: nil), .apply([Self.pod("bare")])])
    #expect(state.recording.refusals.isEmpty)
    #expect(!state.cluster.quotas[0].isPresent)
    #expect(state.cluster.pods.count == 2)
  }

  @Test("a verb about an object that is not there is told so")
  func notFound() {
    let absent = ObjectTarget.named(kind: "Pod", namespace: "default", name: "none")
    let controller = ObjectTarget.named(
      kind: "ReplicationController", namespace: "default", name: "none")
    let state = Self.run(
      [:], then: [.evict(absent), .scale(controller, replicas: 3), .delete(absent, grace: nil)])
    #expect(
      Self.refusals(state) == [
        "120 evict Pod/none 404: pods \"none\" not found",
        "150 update ReplicationController/none 404: replicationcontrollers \"none\" not found",
        "180 delete Pod/none 404: pods \"none\" not found",
      ])
  }

  @Test("a selector of the newer groups stays what it was, and the whole update is refused")
  func selector() {
    var set = ReplicaSet()
    set.metadata = ObjectMeta(name: "set", namespace: "default")
    set.spec.replicas = 1
    set.spec.selector = LabelSelector(matching: ["app": "set"])
    set.spec.template.metadata.labels = ["app": "set"]
    set.spec.template.spec = SmallCluster.spec("set")
    var changed = set
    changed.spec.replicas = 5
    changed.spec.selector = LabelSelector(matching: ["app": "other"])
    changed.spec.template.metadata.labels = ["app": "other"]
    let state = Self.run([:], applying: [set], then: [.apply([changed])])
    #expect(
      Self.refusals(state) == [
        "120 update ReplicaSet/set 422: ReplicaSet \"set\" is invalid: spec.selector: "
          + "Invalid value: field is immutable"
      ])
    #expect(state.cluster.workloads[1].replicas == 1)
  }

  @Test(
    "an image for a container that is not there is refused, and different refusals are told apart")
  func unknownContainer() {
    let target = ObjectTarget.named(
      kind: "ReplicationController", namespace: "default", name: "web")
    let state = Self.run(
      [:],
      then: ["x", "x", "y"].map { .setImage(target, container: $0, image: "registry.example/w:2") })
    #expect(
      Self.refusals(state) == [
        "120 update ReplicationController/web 0: unable to find container named \"x\"",
        "180 update ReplicationController/web 0: unable to find container named \"y\"",
      ])
    #expect(state.recording.refusals.map(\.count) == [2, 1])
  }

  @Test("the selector of a replication controller may change, and it takes over what it selects")
  func changingSelector() {
    var changed = SmallCluster.controller("web", replicas: 2)
    changed.spec.selector = ["app": "other"]
    changed.spec.template.metadata.labels = ["app": "other"]
    let state = Self.run([:], applying: [changed])
    #expect(state.recording.refusals.isEmpty)
    let owned = (0..<state.cluster.pods.count).filter {
      state.cluster.pods[PodID($0)].owner.isPresent
    }
    #expect(owned.count == 2, "the pod of before is let go")
  }

  @Test(
    "kubectl refuses to touch a paused rollout, and to undo what has no history",
    arguments: [
      ([RolloutCommand.pause, .restart], "can't restart paused deployment"),
      ([.pause, .undo(toRevision: nil)], "you cannot rollback a paused deployment"),
      ([.pause, .pause], "is already paused"), ([.resume], "is not paused"),
      ([.undo(toRevision: nil)], "no rollout history found"),
      ([.undo(toRevision: 7)], "unable to find specified revision 7 in history"),
    ])
  func rollout(commands: [RolloutCommand], message: String) {
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: "d", namespace: "default")
    deployment.spec.replicas = 1
    deployment.spec.selector = LabelSelector(matching: ["app": "d"])
    deployment.spec.template.metadata.labels = ["app": "d"]
    deployment.spec.template.spec = SmallCluster.spec("d")
    let target = ObjectTarget.named(kind: "Deployment", namespace: "default", name: "d")
    let state = Self.run(
      [:], applying: [deployment], then: commands.map { .rollout(target, $0) })
    let refusals = Self.refusals(state)
    #expect(refusals.count == 1)
    #expect(refusals.first?.contains("rollout Deployment/d 0: \(message)") ?? false)
  }
}
