import KubernetesObjects
import Testing

@testable import ScenarioFiles

@Suite struct TimelineVerbTests {
  /// Every verb of a timeline, each as short as it can be.
  private static let verbs = [
    "apply": "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 80}]}}",
    "delete": "{replicationController: web}",
    "scale": "{replicationController: web, replicas: 3}",
    "setImage": "{replicationController: web, image: 'web:2'}",
    "patch": "{replicationController: web, spec: {replicas: 3}}",
    "rollingUpdate": "{replicationController: web, to: next.yaml}",
    "label": "{node: worker-0, labels: {disk: ssd}}",
    "annotate": "{pod: 'web-*', annotations: {note: seen}, count: 1}",
    "rollout": "{deployment: shop, do: restart}",
    "unready": "{selector: app=web, count: 2}", "ready": "{node: worker-1}",
    "fail": "{node: worker-0}", "recover": "{pool: worker}", "partition": "{zone: a}",
    "heal": "{selector: disk=ssd}", "cordon": "{node: [worker-0, worker-1]}",
    "uncordon": "{node: worker-0}", "drain": "{node: worker-0}", "leave": "{node: worker-0}",
    "join": "{pool: worker}", "taint": "{node: worker-0, taint: 'a=b:NoExecute'}",
    "crash": "{pod: web-1}", "evict": "{selector: app=web}",
    "load": "{replicationController: web, cpu: {factor: 2}}",
    "pause": "scheduler", "resume": "controller-manager",
  ]

  @Test func `every verb has an example here`() {
    #expect(Set(Self.verbs.keys) == Set(TimelineVerb.all.map(\.name)))
  }

  @Test(arguments: verbs.keys.sorted()) func `a verb is read and makes an action`(
    verb: String
  ) throws {
    let controller = """
      apiVersion: v1
      kind: ReplicationController
      metadata: {name: NAME}
      spec:
        template:
          metadata: {labels: {app: NAME}}
          spec: {containers: [{name: app, image: 'web:1'}]}
      """
    let value = try #require(Self.verbs[verb])
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        "manifests: [web.yaml, shop.yaml]\ntimeline: [{at: 1m, \(verb): \(value)}]"),
      "web.yaml": controller.replacing("NAME", with: "web"),
      "shop.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: app, image: 'shop:1'}]}
      """,
      "next.yaml": controller.replacing("NAME", with: "next"),
    ])
    defer { folder.remove() }
    let scenario = try Scenario.read(folder.path("scenario.yaml"))
    let warnings = scenario.warnings.filter { !$0.message.contains("is not simulated yet") }
    #expect(warnings.isEmpty)
    let isSimulated = verb != "rollout" || Deployment.kind.role == .simulated
    #expect(scenario.configuration.timeline.isEmpty == !isSimulated)
  }
}
