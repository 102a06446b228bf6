import KubernetesObjects
import ScenarioFiles
import Testing

/// `--set` reaches whatever a scenario can say.
@Suite struct AssignmentTests {
  private static let base = ScenarioText.withNodes(
    """
    seed: 4
    workloads:
      - name: batch
        arrivals: {every: 1m}
        runtime: {exponential: {mean: 4m}}
        template:
          metadata: {labels: {app: batch}}
          spec:
            containers:
              - {name: main, image: a:1, resources: {requests: {cpu: 100m, memory: 1Gi}}}
    timeline: [{at: 1m, fail: {node: worker-1}}, {at: 2m, recover: {node: worker-1}}]
    """)

  private func read(_ assignments: String...) throws -> Scenario {
    let upper = "apiVersion: wavetank/v1\nkind: Scenario\nmetadata: {name: upper}\n"
    let folder = try ScenarioFolder([
      "base.yaml": Self.base, "scenario.yaml": upper + "spec: {include: base.yaml}\n",
    ])
    defer { folder.remove() }
    var options = ScenarioOptions()
    options.assignments = assignments.compactMap { Assignment(parsing: $0) }
    #expect(options.assignments.count == assignments.count)
    return try Scenario.read(folder.path("scenario.yaml"), options: options)
  }

  @Test func itReachesBelowTemplatesAndThroughIncludes() throws {
    let configuration = try read(
      "nodePools.worker.template.status.capacity.cpu=6", "nodePools[0].count=3",
      "spec.workloads.batch.template.spec.containers.main.resources.requests.cpu=2",
      "workloads.batch.runtime.exponential.mean=9m", "timeline.1.at=3m",
      "nodePools.worker.template.metadata.labels.\"example.com/disk\"=ssd"
    ).configuration
    let pool = configuration.nodePools[0]
    #expect(pool.count == 3 && pool.template.status.capacity[.cpu] == Quantity(6))
    #expect(pool.template.status.capacity[.memory] == Quantity(8 << 30))
    #expect(pool.template.metadata.labels["example.com/disk"] == "ssd")
    let requests = configuration.workloads[0].template.spec.containers[0].resources.requests
    #expect(requests[.cpu] == Quantity(2) && requests[.memory] == Quantity(1 << 30))
    #expect(configuration.workloads[0].behavior.runtime?.mean == 540)
    #expect(configuration.timeline.map(\.time) == [.minutes(1), .minutes(3)])
  }

  @Test func nullTakesBack() throws {
    let configuration = try read(
      "seed=null", "timeline=null", "workloads.batch=null", "nodePools.worker.zones=null"
    ).configuration
    #expect(configuration.seed == 1)
    #expect(configuration.timeline.isEmpty && configuration.workloads.isEmpty)
    #expect(configuration.nodePools[0].zones.isEmpty)
  }

  @Test(
    arguments: [
      ("nodePools.wroker.count=3", "nothing at nodePools.wroker.count; did you mean worker?"),
      ("nodePools.7.count=3", "nothing at nodePools.7.count; there is worker"),
      ("timeline.5.at=3m", "nothing at timeline.5.at; there is 1m or 2m"),
      ("images.0.size=3", "nothing at images.0.size"),
      ("podEvictionTimeot=1m", "no key podEvictionTimeot; did you mean podEvictionTimeout?"),
      ("include=a.yaml", "--set include: error: values are set once all files are included"),
      ("nodePools.worker.cuont=3", "spec.nodePools[0].cuont: unknown key; did you mean count?"),
      ("nodePools.worker.count=x", "spec.nodePools[0].count: expected a whole number, found \"x\""),
      ("seed.a.\"b\"=1", "spec.seed: expected a whole number, found a mapping"),
      ("pools.worker.count=1", "no key pools; did you mean nodePools?"),
      ("spec.podEvictionTimeot=1m", "no key podEvictionTimeot; did you mean podEvictionTimeout?"),
      ("workloads.batch.runtme=null", "workloads[0].runtme: unknown key; did you mean runtime?"),
      ("reports.evry=null", "spec.reports.evry: unknown key; did you mean every?"),
      ("controlPlane.podEvictionTimeot=null", "unknown setting; did you mean podEvictionTimeout?"),
      ("timeline.0.fial=null", "spec.timeline[0].fial: unknown key; did you mean fail?"),
      ("startTime.a=null", "spec.startTime: expected an RFC 3339 time"),
      ("seed.a=null", "nothing at seed.a; \"4\" has nothing below it"),
      (
        "nodePools.worker.template.spec.taintz=null",
        "Node: unknown field spec.taintz; did you mean taints?"
      ),
      (
        "workloads.batch.template.spec.containers.main.resources.requets=null",
        "unknown field spec.containers[].resources.requets; did you mean requests?"
      ),
      ("timeline.7m.fail=null", "nothing at timeline.7m.fail; did you mean 1m?"),
    ])
  func whatLeadsNowhereIsAnsweredByWhatWasMeant(_ text: String, _ message: String) {
    let failure = #expect(throws: ScenarioFailure.self) { try read(text) }
    #expect(failure?.description.contains(message) == true, "\(failure?.description ?? "")")
  }

  @Test func nullOfWhatIsNotThereChangesNothing() throws {
    let configuration = try read(
      "description=null", "scheduler.tieBreak=null", "workloads.batch.until=null",
      "nodePools.worker.template.metadata.annotations.a=null"
    ).configuration
    #expect(configuration.workloads.count == 1 && configuration.nodePools[0].count == 2)
  }

  @Test func elementsWithoutANameAreKnownByWhatTellsThemApart() throws {
    let configuration = try read(
      "nodePools.worker.template.spec.taints=[{key: a, effect: NoSchedule}]",
      "nodePools.worker.template.spec.taints.a.effect=NoExecute", "timeline.2m.at=4m"
    ).configuration
    #expect(configuration.nodePools[0].template.spec.taints.map(\.effect) == [.noExecute])
    #expect(configuration.timeline.map(\.time) == [.minutes(1), .minutes(4)])
  }

  @Test func aKeyOfManyStepsIsRefusedByItsLimit() {
    let key = [String](repeating: "a", count: 100_000).joined(separator: ".")
    let failure = #expect(throws: ScenarioFailure.self) { try read("seed.\(key)=1") }
    #expect(failure?.description.contains("more steps than the limit, 64") == true)
  }
}
