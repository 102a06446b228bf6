import Testing

/// What the API server will refuse to change is told before the run, at its field.
@Suite struct ForbiddenUpdateTests {
  private static let objects = [
    "pod": """
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec: {schedulingGates: [{name: first}], containers: [{name: c, image: a}]}
    """,
    "deployment": """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: a}]}}
    """,
    "set": """
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: web}
    spec:
      serviceName: web
      selector: {matchLabels: {app: web}}
      template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: a}]}}
    """,
    "job": """
    apiVersion: batch/v1
    kind: Job
    metadata: {name: web}
    spec:
      completions: 3
      template: {spec: {restartPolicy: Never, containers: [{name: c, image: a}]}}
    """,
    "quota": """
    apiVersion: v1
    kind: ResourceQuota
    metadata: {name: web}
    spec: {hard: {pods: 3}, scopes: [BestEffort]}
    """,
    "priority":
      "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: p}, value: 1}",
    "storage":
      "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: s}, provisioner: a}",
    "runtime": "{apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: {name: r}, handler: a}",
    "map": "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, immutable: true, data: {k: a}}",
    "secret":
      "{apiVersion: v1, kind: Secret, metadata: {name: s}, immutable: true, data: {k: eA==}}",
  ]

  private static func lines(
    _ object: String, _ old: String, _ new: String, before: String = ""
  ) throws -> [String] {
    let text = try #require(objects[object])
    #expect(text.contains(old))
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        "manifests: [old.yaml]\ntimeline: [\(before){at: 1m, apply: new.yaml}]"
      ).replacing("profile: classic", with: "profile: modern"),
      "old.yaml": text, "new.yaml": text.replacing(old, with: new),
    ])
    defer { folder.remove() }
    return folder.lines()
  }

  @Test(
    arguments: [
      ("pod", "[{name: first}]", "[{name: first}, {name: other}]", "spec.schedulingGates"),
      ("pod", "name: c,", "name: other,", "spec"),
      ("pod", "image: a", "image: a, resources: {requests: {cpu: 1}}", "spec"),
      ("pod", "[{name: first}], ", "[], nodeSelector: {a: b}, hostNetwork: true, ", "spec"),
      ("deployment", "app: web", "app: other", "spec.selector"),
      ("set", "serviceName: web", "serviceName: other", "spec"),
      ("job", "completions: 3", "completions: 4", "spec.completions"),
      ("job", "image: a", "image: b", "spec.template"),
      ("quota", "[BestEffort]", "[NotBestEffort]", "spec.scopes"),
      ("priority", "value: 1", "value: 2", "value"),
      ("storage", "provisioner: a", "provisioner: b", "provisioner"),
      ("storage", "provisioner: a", "provisioner: a, reclaimPolicy: Retain", "reclaimPolicy"),
      ("runtime", "handler: a", "handler: b", "handler"),
      ("map", "k: a", "k: b", "data"), ("map", "immutable: true, ", "", "immutable"),
      ("secret", "eA==", "eQ==", "data"),
    ])
  func isWarnedOf(object: String, old: String, new: String, field: String) throws {
    let lines = try Self.lines(object, old, new)
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("new.yaml:") && lines[0].contains("refuses this update"))
    #expect(lines[0].contains("is there: \(field): "))
  }

  @Test(
    arguments: [
      ("pod", "[{name: first}]", "[]"), ("pod", "image: a", "image: b"),
      ("deployment", "image: a", "image: b"), ("set", "image: a", "image: b"),
      ("job", "completions: 3", "completions: 3\n  parallelism: 2"),
      ("quota", "pods: 3", "pods: 4"), ("priority", "value: 1", "value: 1, globalDefault: true"),
      ("storage", "provisioner: a", "provisioner: a, allowVolumeExpansion: true"),
      ("map", "{k: a}", "{k: 'a'}"),
    ])
  func whatIsPermittedIsNot(object: String, old: String, new: String) throws {
    #expect(try Self.lines(object, old, new).isEmpty)
  }

  @Test func anObjectThatWasDeletedIsMadeAnew() throws {
    let before = "{at: 30s, delete: {deployment: web}}, "
    #expect(try Self.lines("deployment", "app: web", "app: other", before: before).isEmpty)
  }
}
