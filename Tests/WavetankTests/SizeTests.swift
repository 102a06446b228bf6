import ClusterSimulation
import Testing

@testable import wavetank

/// `wavetank size`: its clauses, its table and what it refuses.
@Suite struct SizeTests {
  private static let scenario = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: sized}
    spec:
      duration: 2m
      nodePools:
        - name: n
          count: 5
          price: 0.1
          template: {status: {capacity: {cpu: 4, memory: 8Gi, pods: 50}}}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: 7
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: c, image: i, resources: {requests: {cpu: 1500m}}}]}
    """

  @Test func `a table says what is needed today, later and after a loss`() throws {
    let shell = try Shell(["a.yaml": Self.scenario])
    defer { shell.remove() }
    let outcome = try shell.run(
      "size", "a.yaml", "--pool", "n", "--growth", "1.5", "--lose", "node")
    #expect(outcome.code == 0)
    #expect(
      outcome.output == """
        while holding: pods.pending = 0
        FOR                                            POOL  NOW  NEED  PEAK-CPU  PEAK-MEM  \
        COST/MONTH  LIMITED-BY
        today                                          n       5     4      66 %       0 %  \
               292  1 pod waits: Insufficient cpu
        at 1.5 times the load                          n       5     6      69 %       0 %  \
               438  1 pod waits: Insufficient cpu
        at 1.5 times the load, without the worst node  n       5     7      69 %       0 %  \
               511  1 pod waits without n-5: Insufficient cpu
        9 runs; each need was run, and a node less too

        """)
  }

  @Test func `what no number of nodes reaches is said so`() throws {
    let shell = try Shell(["a.yaml": Self.scenario])
    defer { shell.remove() }
    let outcome = try shell.run(
      "size", "a.yaml", "--pool", "n", "--while-holding", "ready.max_seconds <= 1ms", "--format",
      "json", "--at-most", "6")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("\"need\": null"))
    #expect(outcome.output.contains("\"limited_by\": \"ready.max_seconds: "))
  }

  @Test(
    arguments: [
      (["--pool", "m"], 65, "there is no pool m; did you mean n?"), ([], 64, "expected one pool"),
      (["--pool", "n", "--growth", "x"], 64, "expected a factor from 0.001"),
      (["--pool", "n", "--lose", "rack"], 64, "expected zone, node or a number of nodes"),
      (["--pool", "n", "--while-holding", "pods.pending"], 64, "expected FIGURE >= VALUE"),
      (["--pool", "n", "--while-holding", "pods.pendin = 0"], 64, "did you mean pods.pending?"),
      (["--pool", "n", "--while-holding", "cost{pol=n} <= 1"], 64, "expected a kind and its name"),
      (["--pool", "n", "--while-holding", "pods.pending = x"], 64, "expected a number"),
    ] as [([String], Int32, String)])
  func `slips are told`(arguments: [String], code: Int32, message: String) throws {
    let shell = try Shell(["a.yaml": Self.scenario])
    defer { shell.remove() }
    let outcome = try shell.run(["size", "a.yaml"] + arguments)
    #expect(outcome.code == code && outcome.problems.contains(message), "\(outcome.problems)")
  }

  @Test func `clauses name a figure, its subject, a sign and a bound`() throws {
    func read(_ text: String) throws -> ClusterSimulation.Expectation {
      try HoldingClause(parsing: text, of: "size").expectation
    }
    let pending = try read("pods.pending=0")
    #expect(pending.metric == "pods.pending" && pending.comparison == .equals)
    let available = try read("availability{service=shop/web} >= 0.999")
    #expect(available.subject == .service(namespace: "shop", name: "web"))
    #expect(available.comparison == .atLeast && available.boundMillionths == 999_000)
    let ready = try read("ready.p99_seconds <= 1m30s")
    #expect(ready.comparison == .atMost && ready.boundMillionths == 90_000_000)
    #expect(try read("node_seconds{pool=n} == 2.5").boundMillionths == 2_500_000)
  }
}
