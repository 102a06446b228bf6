import Testing

/// What `get` shows of containers is what a kubelet has written, and not what is true on the node.
@Suite struct ReportedContainersTests {
  private static func scenario(_ policy: String, _ timeline: String = "") -> String {
    """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: told}
    spec:
      duration: 5m
      controlPlane: {profile: modern}
      nodePools: [{name: n, count: 1, template: {status: {capacity: {cpu: "4", memory: 8Gi}}}}]
      behaviors: [{match: {labels: {app: a}}, runtime: 40s, exitCode: 3, failureRate: 1}]
    \(timeline)
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: a, labels: {app: a}}
    spec: {restartPolicy: \(policy), containers: [{name: c, image: x}]}
    """
  }

  /// The words of the pod's row at each instant, without its age.
  private static func rows(_ scenario: String, at instants: [String]) throws -> [String] {
    let shell = try Shell(["scenario.yaml": scenario])
    defer { shell.remove() }
    return try instants.map { instant in
      let outcome = try shell.run("get", "pods", "scenario.yaml", "--at", instant)
      #expect(outcome.code == 0, "\(outcome.problems)")
      let words = (outcome.output.split(separator: "\n").last ?? "").split(separator: " ")
      return words.dropLast().joined(separator: " ")
    }
  }

  @Test func `the end of a container on a node that is cut off is known after the heal`() throws {
    let cut = "  timeline: [{at: 30s, partition: {node: n-0}}, {at: 2m, heal: {node: n-0}}]"
    let rows = try Self.rows(
      Self.scenario("Never", cut), at: ["35s", "1m", "119s", "125s"])
    let running = "a 1/1 Running 0"
    #expect(rows == [running, running, running, "a 0/1 Error 0"])
  }

  @Test func `the first crash is an error and a restart, the second a back-off`() throws {
    let rows = try Self.rows(Self.scenario("Always"), at: ["44s", "45s", "50s", "90s"])
    #expect(
      rows == [
        "a 1/1 Running 0", "a 0/1 Error 0", "a 1/1 Running 1 (7s ago)",
        "a 0/1 CrashLoopBackOff 1 (5s ago)",
      ])
  }
}
