import Foundation
import KubernetesObjects
import ScenarioFiles
import Testing

/// Inputs that mean harm, or look as if they did: each is refused in one line, or read.
@Suite struct HostileInputTests {
  private static func pod(_ name: String, _ spec: String) -> String {
    "---\napiVersion: v1\nkind: Pod\nmetadata: {name: \(name)}\nspec: \(spec)\n"
  }

  private static func controller(_ name: String, replicas: String) -> String {
    """
    ---
    apiVersion: v1
    kind: ReplicationController
    metadata: {name: \(name)}
    spec:
      replicas: \(replicas)
      selector: {app: \(name)}
      template:
        metadata: {labels: {app: \(name)}}
        spec: {containers: [{name: c, image: i}]}

    """
  }

  private func lines(_ files: [String: String]) throws -> [String] {
    let folder = try ScenarioFolder(files)
    defer { folder.remove() }
    return folder.lines()
  }

  @Test(
    arguments: [
      ("{cpu: 9E, memory: 1}", "requests.cpu: 9E is more than the limit of one amount, 2^53"),
      ("{cpu: 1, memory: 1e400}", "is more than the limit of one amount, 2^53"),
      (
        "{cpu: 1, ephemeral-storage: 8Ei}",
        "ephemeral-storage: 9223372036854775807 is more"
      ),
    ])
  func amountsBeyondTheLimitAreRefused(_ requests: String, _ message: String) throws {
    let spec = "{containers: [{name: c, image: i, resources: {requests: \(requests)}}]}"
    let found = try lines(["scenario.yaml": ScenarioText.withNodes("") + Self.pod("p", spec)])
    #expect(found.first?.contains(message) == true, "\(found)")
  }

  @Test func amountsThatAreTooLargeTogetherAreRefused() throws {
    let container = "{name: NAME, image: i, resources: {requests: {memory: 6Pi}}}"
    let containers = ["a", "b"].map { container.replacing("NAME", with: $0) }
    let found = try lines([
      "scenario.yaml": ScenarioText.withNodes("")
        + Self.pod("p", "{containers: [\(containers.joined(separator: ", "))]}")
    ])
    #expect(found.count == 1)
    #expect(found[0].contains("together they name more memory than the limit"), "\(found)")
  }

  @Test func amountsOfNodesAreHeldToTheLimitToo() throws {
    let pool = "nodePools: [{name: n, template: {status: {capacity: {cpu: 4, memory: 4E}}}}]"
    let found = try lines(["scenario.yaml": ScenarioText.header + "  duration: 1m\n  \(pool)\n"])
    #expect(found.count == 1 && found[0].contains("status.capacity.memory: 4E is more than"))
  }

  @Test func podsOfEveryOriginCount() throws {
    let one = try lines([
      "scenario.yaml": ScenarioText.withNodes("") + Self.controller("a", replicas: "2147483647")
    ])
    #expect(one.count == 1 && one[0].contains("2147483647 pods"), "\(one)")
    #expect(one.allSatisfy { $0.contains("the limit is 20000000") })
    let many = try lines([
      "scenario.yaml": ScenarioText.withNodes(
        "timeline: [{at: 1m, scale: {replicationController: a, replicas: 15000000}}]")
        + Self.controller("a", replicas: "10000000")
    ])
    #expect(many.count == 1 && many[0].contains("25000000 pods"), "\(many)")
  }

  @Test func rowsOfSamplesAreCountedBeforeTheRun() throws {
    let found = try lines([
      "scenario.yaml": ScenarioText.withNodes("reports: {every: 1ms}\nlimit: 1h")
        .replacing("duration: 10m", with: "until: settled").replacing("count: 2", with: "count: 99")
    ])
    #expect(found.count == 1 && found[0].contains("716400000 rows of samples"), "\(found)")
    #expect(found.allSatisfy { $0.contains("the limit is 100000000") })
  }

  @Test func aLinkIsFollowedBeforeAPathIsJudged() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: [l/../p.yaml, l/q.yaml]"),
      "../other/below/q.yaml": "", "../other/p.yaml": "", "p.yaml": "",
    ])
    defer { folder.remove() }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("l"), withDestinationPath: "../other/below")
    let found = folder.lines()
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.contains("lies outside the scenario's folder") }, "\(found)")
    var options = ScenarioOptions()
    options.allowsOutside = true
    #expect(folder.lines(options).allSatisfy { $0.contains("warning: the file is empty") })
  }

  @Test func aPipeIsAnInput() throws {
    let folder = try ScenarioFolder(["scenario.yaml": ""])
    defer { folder.remove() }
    let pipe = folder.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let text = ScenarioText.withNodes("seed: 8")
    let writer = Thread {
      guard let handle = FileHandle(forWritingAtPath: pipe) else { return }
      try? handle.write(contentsOf: Data(text.utf8))
      try? handle.close()
    }
    writer.start()
    #expect(try Scenario.read(pipe).configuration.seed == 8)
  }

  @Test func pipesInAFolderAreNoManifests() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: all"), "all/a.yaml": "",
    ])
    defer { folder.remove() }
    #expect(mkfifo(folder.path("all/pipe.yaml"), 0o600) == 0)
    #expect(folder.lines() == ["all/a.yaml: warning: the file is empty"])
  }

  @Test func theSameProblemIsToldOnceAndOfManyAPart() throws {
    let entries = (0..<2000).map { "{at: 1m, fail: {node: worker-\($0 + 2)}}" }
    let found = try lines([
      "scenario.yaml": ScenarioText.withNodes("timeline: [\(entries.joined(separator: ", "))]")
    ])
    #expect(found.count == 501)
    #expect(found.last == "scenario.yaml: error: and 1500 more errors, 2000 in all")
    #expect(Set(found).count == 501)
  }

  @Test func aNameTooLongForAFolderIsRefused() throws {
    let name = [String](repeating: "abcdefghi", count: 25).joined(separator: ".")
    let found = try lines([
      "scenario.yaml": ScenarioText.withNodes("").replacing("name: test", with: "name: \(name)")
    ])
    #expect(found.count == 1 && found[0].contains("has 249 characters"), "\(found)")
  }

  @Test func aTemplateIsCalledATemplate() throws {
    let text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  {{- if .Values.x }}\n  b: c\n"
    let found = try lines([
      "scenario.yaml": ScenarioText.withNodes("manifests: a.yaml"), "a.yaml": text,
    ])
    #expect(found.contains { $0.contains("a.yaml:5:1: error: the file looks like a template") })
  }
}
