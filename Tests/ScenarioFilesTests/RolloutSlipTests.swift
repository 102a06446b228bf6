import Testing

/// New images and rollouts of the timeline that kubectl refuses, found before the run.
@Suite struct RolloutSlipTests {
  private func lines(_ timeline: String) throws -> [String] {
    let text = ScenarioText.withNodes("timeline: [\(timeline)]")
      .replacing("{profile: classic}", with: "{profile: modern}")
    let folder = try ScenarioFolder([
      "scenario.yaml": text + """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: main, image: "web:1"}]}
        """
    ])
    defer { folder.remove() }
    return folder.lines()
  }

  private static let image = "{at: 1m, setImage: {deployment: web, image: 'web:2'}}, "
  private static let renamed =
    "{at: 1m, patch: {deployment: web, spec: {template: {spec: {containers: "
    + "[{$patch: delete, name: main}, {name: side, image: a}]}}}}}, "

  private func expect(_ timeline: String, _ end: String) throws {
    let found = try lines(timeline)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(end) ?? false, "\(found)")
  }

  @Test func anImageIsForAContainerThatThereIs() throws {
    let place = "error: spec.timeline[0].setImage.container: Deployment web has no container "
    try expect(
      "{at: 1m, setImage: {deployment: web, container: mian, image: a}}",
      place + "mian; did you mean main?")
    try expect(
      "{at: 1m, setImage: {deployment: web, container: q, image: a}}", place + "q; there is main")
    #expect(try lines("{at: 1m, setImage: {deployment: web, container: main, image: a}}") == [])
  }

  @Test func theContainersAreThoseOfTheTime() throws {
    #expect(
      try lines(Self.renamed + "{at: 2m, setImage: {deployment: web, container: side, image: b}}")
        == [])
    let late = "{at: 3m, setImage: {deployment: web, container: main, image: b}}"
    try expect(Self.renamed + late, "Deployment web has no container main; there is side")
    // What came back with an earlier revision is not known.
    let undo = "{at: 2m, rollout: {deployment: web, do: undo}}, "
    #expect(try lines(Self.renamed + undo + late) == [])
  }

  @Test func aRevisionIsOneThatMayBeThere() throws {
    let nine = "{at: 2m, rollout: {deployment: web, do: undo, toRevision: 9}}"
    try expect(
      nine,
      "warning: spec.timeline[0].rollout: kubectl refuses this: there is no revision 9 of "
        + "Deployment web by then, but 1 at the most")
    try expect(Self.image + nine, "Deployment web by then, but 2 at the most")
    #expect(try lines(Self.image + nine.replacing("9", with: "1")) == [])
  }

  @Test func aReturnNeedsAChangeBefore() throws {
    let undo = "{at: 2m, rollout: {deployment: web, do: undo}}"
    try expect(undo, "there is no earlier revision of Deployment web by then")
    #expect(try lines(Self.image + undo) == [])
    #expect(try lines("{at: 1m, rollout: {deployment: web, do: restart}}, " + undo) == [])
    let every = "{at: 1m, setImage: {kind: Deployment, selector: app=web, image: 'web:2'}}, "
    #expect(try lines(every + undo) == [])
  }
}
