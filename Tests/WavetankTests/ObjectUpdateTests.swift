import Foundation
import TestSupport
import Testing

/// Patches, manifests and labels that come to objects which the run itself has changed: what others
/// have changed stays.
@Suite struct ObjectUpdateTests {
  /// A deployment of four pods with `timeline`.
  private static func scenario(_ timeline: [String]) -> String {
    """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: update}
    spec:
      duration: 10m
      nodePools: [{name: w, count: 4, template: {status: {capacity: {cpu: "8", memory: 32Gi}}}}]
      behaviors: [{startup: 1s, shutdown: 1s}]
      timeline:
    \(timeline.map { "    - {\($0)}" }.joined(separator: "\n"))
    ---
    \(deployment("replicas: 4", image: "x/web:1"))
    """
  }

  private static func deployment(_ fields: String, image: String) -> String {
    "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, labels: {app: web}, "
      + "annotations: {kubernetes.io/change-cause: first}}, spec: {\(fields), "
      + "selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, "
      + "spec: {containers: [{name: web, image: \"\(image)\"}]}}}}"
  }

  private static let setImage = #"at: 1m, setImage: {deployment: web, image: "x/web:2"}"#
  private static let undo = "at: 2m, rollout: {deployment: web, do: undo}"
  private static let pause = "at: 2m, rollout: {deployment: web, do: pause}"
  private static let restart = "at: 2m, rollout: {deployment: web, do: restart}"
  private static let patch = "at: 3m, patch: {deployment: web, spec: {replicas: 5}}"
  private static let scale = "at: 2m, scale: {deployment: web, replicas: 7}"

  private static func apply(_ fields: String, image: String) -> String {
    "at: 3m, apply: [\(deployment(fields, image: image))]"
  }

  /// Timelines, and what `get deployments -o wide` and `get replicasets` tell at the end: ready
  /// pods, image, and the number of replica sets.
  private static let rows: [(timeline: [String], ready: String, image: String, sets: Int)] = [
    ([setImage, undo, patch], "5/5", "x/web:1", 2),
    ([setImage, pause, patch], "5/5", "x/web:2", 2),
    ([restart, patch], "5/5", "x/web:1", 2),
    ([restart, apply("replicas: 4", image: "x/web:1")], "4/4", "x/web:1", 2),
    ([restart, "at: 3m, label: {deployment: web, labels: {a: b}}"], "4/4", "x/web:1", 2),
    ([pause, apply("replicas: 4", image: "x/web:3")], "4/4", "x/web:3", 1),
    ([pause, apply("replicas: 4, paused: false", image: "x/web:3")], "4/4", "x/web:3", 2),
    ([scale, apply("replicas: 4", image: "x/web:1")], "4/4", "x/web:1", 1),
    // The manifest before said replicas, this one does not: they are taken back.
    ([scale, apply("paused: false", image: "x/web:1")], "1/1", "x/web:1", 1),
    // No manifest says the deadline: what a patch has set stays.
    (
      [
        "at: 2m, patch: {deployment: web, spec: {minReadySeconds: 500}}",
        apply("replicas: 5", image: "x/web:1"),
      ], "5/5", "x/web:1", 1
    ),
  ]

  @Test(arguments: rows.indices)
  func `what a run has made of an object stays when it is patched or applied`(row: Int) throws {
    let (timeline, ready, image, sets) = Self.rows[row]
    let shell = try Shell(["a.yaml": Self.scenario(timeline)])
    defer { shell.remove() }
    let wide = try shell.run(
      "get", "deployments", "a.yaml", "-o", "wide", "--at", "9m", "--no-headers"
    ).output.split(separator: " ").map(String.init)
    #expect(wide.count > 6 && wide[1] == ready && wide[6] == image, "\(timeline): \(wide)")
    let names = try shell.run("get", "rs", "a.yaml", "-o", "name", "--at", "9m").output
    #expect(names.split(separator: "\n").count == sets, "\(timeline): \(names)")
  }

  @Test func `what a patch has set and no manifest says stays`() throws {
    let shell = try Shell(["a.yaml": Self.scenario(Self.rows[9].timeline)])
    defer { shell.remove() }
    let output = try shell.run("get", "deploy", "a.yaml", "-o", "yaml", "--at", "9m").output
    #expect(output.contains("minReadySeconds: 500"))
  }

  @Test func `a port that a patch has added stays when the manifest is applied again`() throws {
    let port = "{name: web, ports: [{containerPort: 81}]}"
    let shell = try Shell([
      "a.yaml": Self.scenario([
        "at: 2m, patch: {deployment: web, spec: {template: {spec: {containers: [\(port)]}}}}",
        Self.apply("replicas: 5", image: "x/web:1"),
      ])
    ])
    defer { shell.remove() }
    let output = try shell.run("get", "deploy", "a.yaml", "-o", "yaml", "--at", "9m").output
    #expect(output.contains("containerPort: 81") && output.contains("replicas: 5"))
  }

  @Test func `labels and annotations of workloads are there, select, and tell the cause`() throws {
    let shell = try Shell([
      "a.yaml": Self.scenario([
        "at: 1m, label: {deployment: web, labels: {team: a}}",
        "at: 1m, annotate: {deployment: web, annotations: {kubernetes.io/change-cause: second}}",
        #"at: 2m, setImage: {deployment: web, image: "x/web:2"}"#,
        "at: 3m, scale: {selector: {team: a}, kind: Deployment, replicas: 6}",
        "at: 4m, rollout: {deployment: web, do: undo}",
      ])
    ])
    defer { shell.remove() }
    func show(_ words: String...) throws -> String { try shell.run(words).output }
    let labels = try show("get", "deploy", "a.yaml", "--show-labels", "--at", "9m")
    #expect(labels.contains("6/6") && labels.contains("app=web,team=a"))
    let early = try show("rollout", "history", "deploy/web", "a.yaml", "--at", "30s")
    #expect(early.contains("1         first"))
    let history = try show("rollout", "history", "deploy/web", "a.yaml", "--at", "3m")
    #expect(history.contains("1         second") && history.contains("2         second"))
  }

  @Test func `only undo returns to a revision`() throws {
    let line = "at: 2m, rollout: {deployment: web, do: restart, toRevision: 3}"
    let shell = try Shell(["a.yaml": Self.scenario([line])])
    defer { shell.remove() }
    let outcome = try shell.run("check", "a.yaml")
    #expect(outcome.code == 65)
    #expect(
      outcome.problems.contains(
        "error: toRevision: only undo returns to a revision, found do: restart"))
  }
}
