import Testing

/// Rules of behavior that can be about no pod: a kind that there is not is an error, and what
/// nothing here meets a warning.
@Suite struct BehaviorSlipTests {
  private static let documents = """
    ---
    apiVersion: batch/v1
    kind: Job
    metadata: {name: sum}
    spec:
      template:
        metadata: {labels: {app: sum}}
        spec: {restartPolicy: Never, containers: [{name: m, image: "sum:1"}]}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: m, image: "web:1"}]}
    """

  private func lines(_ spec: String, _ documents: String = documents) throws -> [String] {
    let text = ScenarioText.withNodes("controlPlane: {profile: modern}\n\(spec)\n")
      .replacing("  controlPlane: {profile: classic}\n", with: "")
    let folder = try ScenarioFolder(["scenario.yaml": text + documents])
    defer { folder.remove() }
    return folder.lines()
  }

  private func lines(of match: String, _ timeline: String = "[]") throws -> [String] {
    try lines("behaviors: [{match: {\(match)}, startup: 5s}]\ntimeline: \(timeline)")
  }

  @Test(arguments: [
    ("Jbo", "; did you mean Job?"), ("job", "; did you mean Job?"), ("Deploymnt", "Deployment?"),
    ("Workflow", "found \"Workflow\""),
  ])
  func aKindThatThereIsNotIsAnError(kind: String, end: String) throws {
    let found = try lines(of: "kind: \(kind)")
    #expect(found.count == 1)
    #expect(found[0].contains("error: spec.behaviors[0].match.kind: expected Pod, "))
    #expect(found[0].hasSuffix(end))
  }

  @Test(arguments: [
    ("kind: CronJob", "no pod here has an owner of kind CronJob"),
    ("kind: Pod", "every pod here has an owner"),
    ("namespace: shop", "no pod here is in namespace shop"),
    ("labels: {app: nobody}", "no pod here has the labels app=nobody"),
    ("image: 'sum:2'", "no container here has the image sum:2"),
    ("pod: 'shop-*'", "no pod here can be called shop-*"),
    ("node: worker-2", "there is no node worker-2"),
    ("kind: Job, labels: {app: web}", "no pod here can meet all of it"),
  ])
  func whatNothingMeetsIsAWarning(match: String, complaint: String) throws {
    let found = try lines(of: match)
    #expect(found.count == 1)
    #expect(
      found[0].hasSuffix(
        "warning: spec.behaviors[0].match: the rule has no effect: \(complaint)"))
  }

  @Test(arguments: [
    "", "kind: Job", "kind: Deployment", "kind: ReplicaSet, labels: {app: web}",
    "labels: {pod-template-hash: abc}", "image: 'web:*'", "pod: 'web-*'", "pod: sum-x7x7x",
    "node: worker-1", "node: 'gone-*'", "namespace: default",
  ])
  func whatMayBeMetIsNotSpokenOf(match: String) throws {
    #expect(try lines(of: match) == [])
  }

  @Test func theTimelineCounts() throws {
    let image = "[{at: 1m, setImage: {deployment: web, image: 'web:2'}}]"
    #expect(try lines(of: "image: 'web:2'", image) == [])
    let pod =
      "{apiVersion: v1, kind: Pod, metadata: {name: late, labels: {app: late}}, "
      + "spec: {containers: [{name: c, image: late}]}}"
    #expect(try lines(of: "kind: Pod, labels: {app: late}", "[{at: 1m, apply: \(pod)}]") == [])
    let join = "[{at: 1m, join: {pool: worker}}]"
    #expect(try lines(of: "node: worker-2", join) == [])
  }

  @Test func whereThereAreNoPodsNothingIsSaid() throws {
    #expect(try lines("behaviors: [{match: {kind: Job}, startup: 5s}]", "") == [])
  }
}
