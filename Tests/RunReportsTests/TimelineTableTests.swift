import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation
@testable import RunReports

@Suite("What the scenario did, in its own words")
struct TimelineTableTests {
  private static let web = ObjectTarget.named(kind: "ReplicaSet", namespace: "shop", name: "web")
  private static let pods = ObjectTarget.selected(
    kind: "Pod", namespace: "shop", selector: LabelSelector(matching: ["app": "web"]))

  private static var update: RollingUpdate {
    var new = ReplicationController()
    new.metadata = ObjectMeta(name: "web-2", namespace: "shop")
    return RollingUpdate(namespace: "shop", old: "web-1", new: new)
  }

  private typealias Row = (action: TimelineAction, verb: String, target: String, detail: String)

  private static let verbs: [Row] = [
    (.cordon(.node("n1")), "cordon", "n1", ""),
    (.uncordon(.pool("worker")), "uncordon", "pool/worker", ""),
    (.drain(.zone("a")), "drain", "zone/a", ""),
    (
      .taint(.node("n1"), Taint(key: "k", value: "v", effect: .noExecute), isRemoval: false),
      "taint", "n1", "k=v:NoExecute"
    ),
    (
      .taint(.node("n1"), Taint(key: "k", effect: .noSchedule), isRemoval: true), "taint", "n1",
      "k:NoSchedule-"
    ),
    (.labelNodes(.node("n1"), [("a", "1"), ("b", nil)]), "label", "n1", "a=1 b-"),
    (.join(pool: "worker", count: 3), "join", "worker", "count=3"),
    (.leave(.node("n1")), "leave", "n1", ""),
    (.fail(.node("n1")), "fail", "n1", ""),
    (.recover(.node("n1")), "recover", "n1", ""),
    (.partition(.node("n1")), "partition", "n1", ""),
    (.heal(.node("n1")), "heal", "n1", ""),
    (.deleteNodes(.node("n1")), "delete", "Node/n1", ""),
    (.patchNodes(.node("n1"), NodePatch()), "patch", "Node/n1", ""),
    (.pause(.scheduler), "pause", "scheduler", ""),
    (.resume(.controllerManager), "resume", "controller-manager", ""),
    (.load(web, LoadChange()), "load", "ReplicaSet/web", ""),
    (.labelPods(pods, [("tier", "gold")]), "label", "Pod/app=web", "tier=gold"),
    (
      .patchPods(pods, labels: [("a", nil)], annotations: [("b", "2")]), "patch", "Pod/app=web",
      "a- b=2"
    ),
    (
      .crash(web, container: "app", exitCode: 137), "crash", "ReplicaSet/web",
      "exitCode=137 container=app"
    ),
    (.evict(.first(2, of: pods)), "evict", "Pod/app=web count=2", ""),
    (.setReadiness(pods, isReady: false), "unready", "Pod/app=web", ""),
    (.setReadiness(pods, isReady: true), "ready", "Pod/app=web", ""),
    (.apply([update.new, Service()]), "apply", "ReplicationController/web-2 Service/", ""),
    (
      .delete(web, grace: .seconds(5)), "delete", "ReplicaSet/web", "gracePeriodSeconds=5"
    ),
    (.rollout(web, .restart), "rollout", "ReplicaSet/web", "restart"),
    (
      .update(
        ObjectUpdate(update.new, manner: .patch, keepsReplicas: true, keepsPause: true)),
      "patch", "ReplicationController/web-2", ""
    ),
    (.scale(web, replicas: 7), "scale", "ReplicaSet/web", "replicas=7"),
    (.setImage(web, container: nil, image: "web:2"), "setImage", "ReplicaSet/web", "web:2"),
    (
      .setImage(web, container: "app", image: "web:2"), "setImage", "ReplicaSet/web",
      "app=web:2"
    ),
    (.patchWorkloads(web, WorkloadPatch()), "patch", "ReplicaSet/web", ""),
    (.patchServices(web, selector: [("app", "x")]), "patch", "ReplicaSet/web", "app=x"),
    (.rollingUpdate(update), "rollingUpdate", "ReplicationController/web-1", "to=web-2"),
  ]

  @Test("every verb", arguments: verbs.indices)
  func words(row: Int) {
    let row = Self.verbs[row]
    #expect(row.action.words == ActionWords(row.verb, row.target, row.detail))
  }

  @Test("timeline.csv says of each verb how many of its requests were refused, and none is silent")
  func refusedVerbs() throws {
    var configuration = SimulationConfiguration(
      name: "small", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.ending = .at(.minutes(2))
    configuration.nodePools = [NodePool(name: "worker", count: 1, template: Node())]
    let nobody = NodeTarget.selected(LabelSelector(matching: ["disk": "none"]))
    let actions: [TimelineAction] = [
      .fail(nobody), .recover(nobody), .partition(nobody), .heal(nobody), .leave(nobody),
      .cordon(nobody), .drain(nobody), .setNodeReadiness(nobody, isReady: false),
      .setNodeReadiness(nobody, isReady: true), .fail(.node("worker-0")),
    ]
    configuration.timeline = actions.enumerated().map {
      TimelineEntry(at: .seconds(10 * Int64($0 + 1)), $1)
    }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    #expect(simulation.state.recording.commands.map(\.refusals) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 0])
    let messages = simulation.state.recording.refusals.map(\.status.message)
    #expect(messages.allSatisfy { $0.contains("no nodes match disk=none") })
  }

  @Test("timeline.csv has what came due, in order of time, and nothing that came too late")
  func rows() throws {
    var configuration = SimulationConfiguration(
      name: "small", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.ending = .at(.minutes(2))
    configuration.nodePools = [NodePool(name: "worker", count: 1, template: Node())]
    configuration.timeline = [
      TimelineEntry(at: .minutes(3), .uncordon(.node("worker-0"))),
      TimelineEntry(at: .seconds(90), .join(pool: "worker", count: 2)),
      TimelineEntry(at: .seconds(30), .cordon(.node("worker-0"))),
    ]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let report = RunReport(
      ReportSource(simulation.state), identity: RunIdentity(version: "0"))
    #expect(
      String(decoding: report.bytes(of: "timeline.csv") ?? [], as: UTF8.self) == """
        time_seconds,verb,target,detail,refused
        30.000000,cordon,worker-0,,0
        90.000000,join,worker,count=2,0

        """)
  }
}
