import Foundation
import TestSupport
import Testing

/// `get`, `describe`, `events`, `rollout`, `top` and `export`: a cluster of a run at an instant.
@Suite struct ViewCommandsTests {
  private static let rollout = "Scenarios/rolling-update.yaml"

  private static func path(_ name: String) -> String {
    PackageFolder.url.appending(path: name).path
  }

  /// Command lines on bundled scenarios; their outputs are the golden screens.
  private static let screens = [
    "get pods --at 2m8s", "get deploy,rs,svc,endpointslices -o wide --at 2m8s",
    "get all --at 2m8s", "get nodes -o wide --at 2m8s", "get pods -A --show-labels --at 10s",
    "get rs -o name --at 2m8s", "get po -l app=web --no-headers --at 2m30s",
    "describe deploy web --at 2m8s", "describe node worker-0 --at 2m8s",
    "describe svc web --at 2m8s", "events --for deploy/web --at 4m", "top nodes --at 4m",
    "rollout history deploy/web --at 4m", "rollout history deploy/web --revision 1 --at 4m",
    "rollout status deploy/web --at 2m8s --at 4m", "get hpa --at 4m",
  ]

  @Test func `the screens of a rolling update are those of the golden file`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    var text = ""
    for line in Self.screens {
      let words = line.split(separator: " ").map(String.init)
      // The file stands behind the kinds and names, which end with the first option.
      let place = words.firstIndex { $0.hasPrefix("-") } ?? words.count
      let arguments = words[..<place] + [Self.path(Self.rollout)] + words[place...]
      let outcome = try shell.run(Array(arguments))
      text += "$ wavetank \(line)\n\(outcome.output)\(outcome.problems)"
      text += outcome.code == 0 ? "\n" : "exit code \(outcome.code)\n\n"
    }
    GoldenFile("views.txt").expect(text)
  }

  @Test func `several instants are shown of one run as of several runs`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let words = ["get", "pods", Self.path(Self.rollout)]
    let both = try shell.run(words + ["--at", "4m", "--at=2m"]).output
    let late = try shell.run(words + ["--at", "4m"]).output
    let early = try shell.run(words + ["--at", "2m"]).output
    #expect(both == "==> 4m <==\n\(late)\n==> 2m <==\n\(early)")
    #expect(late != early)
  }

  @Test(arguments: [
    ("50s", "shop Active 50s"), ("70s", "shop Terminating 70s"), ("110s", nil),
    ("125s", "shop Active 5s"),
  ]) func `a namespace is shown as it is at the instant`(time: String, row: String?) throws {
    let shell = try Shell()
    defer { shell.remove() }
    let scenario = Self.path("Scenarios/namespace-deletion.yaml")
    let output = try shell.run("get", "ns", scenario, "--at", time, "--no-headers").output
    let rows = output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(rows == ["default Active \(time == "125s" ? "2m5s" : time)"] + (row.map { [$0] } ?? []))
  }

  @Test func `a priority class is shown until it is deleted`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    try shell.write(
      """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: s}
      spec:
        duration: 3m
        nodePools:
          - {name: w, count: 1, template: {status: {capacity: {cpu: "1", memory: 1Gi, pods: "9"}}}}
        timeline: [{at: 1m, delete: {priorityClass: high}}]
      ---
      {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 7}
      ---
      {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: low}, value: 1}
      """, to: "s.yaml")
    func names(_ time: String) throws -> String {
      try shell.run("get", "pc", "s.yaml", "--at", time, "-o", "name").output
    }
    let prefix = "priorityclass.scheduling.k8s.io/"
    #expect(try names("30s") == "\(prefix)high\n\(prefix)low\n")
    #expect(try names("2m") == "\(prefix)low\n")
  }

  @Test(arguments: [
    "rolling-update", "flaky-job", "stateful-set-dead-node", "daemon-set-new-nodes",
    "autoscaled-day", "preemption", "host-ports-and-disks",
  ]) func `what is exported is read back without an error`(name: String) throws {
    let shell = try Shell()
    defer { shell.remove() }
    let scenario = Self.path("Scenarios/\(name).yaml")
    let exported = try shell.run("export", scenario, "--at", "150s")
    #expect(exported.code == 0, "\(exported.problems)")
    try shell.write(exported.output, to: "cluster.yaml")
    let checked = try shell.run("check", "cluster.yaml")
    #expect(checked.code == 0, "\(checked.problems)")
    // The list itself can be looked at, as a dump of a real cluster can.
    let direct = try shell.run("get", "pods", scenario, "-A", "--no-headers", "-oname", "--at=150s")
    let dumped = try shell.run(
      "get", "pods", "cluster.yaml", "-A", "-o=name", "--at", "1970-01-01T00:02:30Z")
    #expect(direct.output == dumped.output && !direct.output.isEmpty)
  }

  @Test func `a deployment configuration has the columns and fields of OpenShift`() throws {
    let config = """
      {apiVersion: apps.openshift.io/v1, kind: DeploymentConfig, metadata: {name: web}, spec:
      {replicas: 2, selector: {app: web}, triggers: [{type: ConfigChange}], template: {metadata:
      {labels: {app: web}}, spec: {containers: [{name: web, image: "web:1"}]}}}}
      """
    let scenario = """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: config}
      spec:
        duration: 2m
        nodePools:
          - name: worker
            count: 1
            template: {status: {capacity: {cpu: "4", memory: 8Gi, pods: "9"}}}
      ---

      """
    let shell = try Shell(["x.yaml": scenario + config])
    defer { shell.remove() }
    let shown = try shell.run("get", "dc", "x.yaml", "--at", "1m").output
    #expect(
      shown == """
        NAME   REVISION   DESIRED   CURRENT   TRIGGERED BY
        web    1          2         2         config

        """)
    let controller = try shell.run("get", "rc", "x.yaml", "--at", "1m", "-o", "yaml").output
    #expect(controller.contains("openshift.io/deployment-config.latest-version: \"1\""))
    try shell.write(shell.run("export", "x.yaml", "--at", "1m").output, to: "cluster.yaml")
    let checked = try shell.run("check", "cluster.yaml")
    #expect(checked.code == 0, "\(checked.problems)")
  }

  @Test(arguments: [
    (["get", "podz", "x.yaml"], 64, "did you mean pods?"),
    (["get", "pods"], 64, "expected KIND"),
    (["get", "pods", "x.yaml", "-o", "tabel"], 64, "did you mean table?"),
    (["get", "pods", "x.yaml", "--at", "-1s"], 64, "must not be earlier than the start"),
    (["get", "pods", "x.yaml", "-l", "a in"], 64, "--selector: "),
    (["get", "pods", "nowhere.yaml"], 66, "there is no file nowhere.yaml"),
    (["get", "pods", "x.yaml", "--at", "2d"], 65, "which ends at 360.000 s"),
    (["get", "pods", "web", "x.yaml", "--at", "1s"], 65, "pods \"web\" not found"),
    (["get", "pods", "x.yaml", "-n", "none", "--at", "1s"], 0, "No resources found in none"),
    (["describe", "secrets", "x.yaml", "--at", "1s"], 65, "describe does not show secrets"),
    (["events", "x.yaml", "--types", "Bad"], 64, "expected Normal or Warning, found Bad"),
    (["rollout", "pause", "deploy/web", "x.yaml"], 64, "expected status or history"),
    (["rollout", "status", "deploy", "x.yaml"], 64, "expected one workload as KIND/NAME"),
    (["rollout", "status", "svc/web", "x.yaml", "--at", "1s"], 65, "found service"),
    (["rollout", "history", "deploy/web", "x.yaml", "--revision=9"], 65, "specified revision 9"),
    (["rollout", "history", "deploy/web", "x.yaml", "--revision=a"], 64, "a number from 1"),
    (["top", "services", "x.yaml"], 64, "expected nodes or pods, found services"),
    (["top", "pods", "dump.yaml", "--at", "2026-01-01T00:00:00Z"], 65, "expected a scenario"),
    (["get", "pods", "dump.yaml"], 65, "expected --at with the instant of the dump"),
    (["get", "pods", "dump.yaml", "--at", "5m"], 65, "expected an instant such as 2026"),
    (["export", "x.yaml", "--at=1s", "--at=2s"], 64, "one list holds one instant"),
    (["export", "x.yaml", "-o", "table"], 64, "expected yaml or json"),
  ]) func `a slip is told, and how the command ends`(
    words: [String], code: Int32, problem: String
  ) throws {
    let scenario = try String(contentsOfFile: Self.path(Self.rollout), encoding: .utf8)
    let pod = "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: default}}"
    let shell = try Shell(["x.yaml": scenario, "dump.yaml": pod])
    defer { shell.remove() }
    let outcome = try shell.run(words)
    #expect(outcome.code == code && outcome.problems.contains(problem), "\(outcome.problems)")
  }
}
