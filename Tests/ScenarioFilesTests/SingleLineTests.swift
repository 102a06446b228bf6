import KubernetesObjects
import ScenarioFiles
import Testing

/// Every problem is told in one line, at its place, and what only follows from it is not told.
@Suite struct SingleLineTests {
  private static func lines(_ spec: String, setting text: String = "") throws -> [String] {
    let folder = try ScenarioFolder(["scenario.yaml": ScenarioText.withNodes(spec)])
    defer { folder.remove() }
    var options = ScenarioOptions()
    if !text.isEmpty { options.assignments = [try #require(Assignment(parsing: text))] }
    return folder.lines(options).map { $0.replacing("scenario.yaml:", with: "") }
  }

  private static let struck = "timeline: [{at: 1m, fail: {node: worker-1}}]"

  @Test(
    "a value that means nothing is told once",
    arguments: [
      (
        "duration=abc",
        "--set duration:1:1: error: spec.duration: \"abc\" is not a duration: expected a number "
          + "(units: ns us ms s m h d), as in 1h30m or 250ms"
      ),
      (
        "nodePools.worker.count=-1",
        "--set nodePools.worker.count:1:1: error: spec.nodePools[0].count: must be at least 0, "
          + "not -1"
      ),
      (
        "nodePools.worker.count=99999999999999999999",
        "--set nodePools.worker.count:1:1: error: spec.nodePools[0].count: must be at most "
          + "1000000, not 99999999999999999999"
      ),
      (
        "nodePools=3",
        "--set nodePools:1:1: error: spec.nodePools: expected a list, found \"3\""
      ),
      (
        "duration=",
        "--set duration: error: expected a value after =, found nothing; null takes away what is "
          + "there"
      ),
      (
        "reports.every=1ns",
        "--set reports.every:1:1: error: spec.reports.every: must be at least 1ms, not 1ns"
      ),
    ])
  func values(text: String, line: String) throws {
    #expect(try Self.lines(Self.struck, setting: text) == [line])
  }

  @Test(
    "a slip in a manifest is told once, not what follows from it",
    arguments: [
      ("containers:", "containerz:", "unknown field spec.template.spec.containerz; did you mean"),
      ("image: web", "imgae: web", "unknown field spec.template.spec.containers[].imgae; did you"),
      ("labels: {app: web}", "labels: {app: w b}", "\"w b\" is not a label value"),
      ("labels: {app: web}", "lables: {app: web}", "unknown field spec.template.metadata.lables"),
    ])
  func manifests(text: String, slip: String, complaint: String) throws {
    let manifest = """
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: web}]}}
      """
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("")
        + manifest.replacing(text, with: slip)
    ])
    defer { folder.remove() }
    let lines = folder.lines()
    #expect(lines.count == 1, "\(lines)")
    #expect(lines.first?.contains(complaint) == true)
  }

  @Test("what nothing can be is told before the run")
  func emptyBounds() throws {
    for (bounds, complaint) in [
      ("atLeast: 5, atMost: 4", "atLeast is above atMost"),
      ("equals: 5s, atMost: 4s", "equals is above atMost"),
      ("atLeast: 0.5, equals: 0.25", "atLeast is above equals"),
    ] {
      let lines = try Self.lines("expect: [{metric: nodes.count, \(bounds)}]")
      #expect(lines == ["9:12: error: spec.expect[0]: \(complaint), which nothing can be"])
    }
    #expect(try Self.lines("expect: [{metric: nodes.count, atLeast: 4, atMost: 4}]").isEmpty)
  }

  @Test("names of objects that could not be read are not called unknown")
  func unreadObjects() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        "manifests: [web.yaml]\ntimeline: [{at: 1m, scale: {deployment: web, replicas: 2}}]"),
      "web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: [web]}\n",
    ])
    defer { folder.remove() }
    let lines = folder.lines()
    #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("web.yaml:") })
  }

  @Test("an empty file hides no object")
  func emptyFile() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        "manifests: [web.yaml]\ntimeline: [{at: 1m, scale: {deployment: web, replicas: 2}}]"),
      "web.yaml": "",
    ])
    defer { folder.remove() }
    #expect(folder.lines().contains { $0.contains("there is no Deployment web") })
  }

  @Test(
    "keys and values that are none of labels or annotations are refused at their place",
    arguments: [
      ("label: {node: worker-0, labels: {\"bad key!\": x}}", "labels.\"bad key!\""),
      ("label: {node: worker-0, labels: {ok: \"bad value!\"}}", "labels.ok"),
      ("label: {node: worker-0, labels: {\"bad key!\": null}}", "labels.\"bad key!\""),
      ("annotate: {node: worker-0, annotations: {\"bad key!\": x}}", "annotations.\"bad key!\""),
      ("patch: {node: worker-0, metadata: {labels: {ok: \"a b\"}}}", "labels.ok"),
      ("join: {pool: worker, labels: {\"-x\": y}}", "labels.-x"),
    ])
  func labels(verb: String, path: String) throws {
    let lines = try Self.lines("timeline: [{at: 1m, \(verb)}]")
    #expect(lines.count == 1 && lines[0].hasPrefix("9:") && lines[0].contains(" error: "))
    #expect(lines[0].contains("is not a label"))
  }

  @Test("the values of annotations are any text, and their keys are of any case")
  func annotations() throws {
    let verb = "annotate: {node: worker-0, annotations: {Example.com/Note: \"any text, at all!\"}}"
    #expect(try Self.lines("timeline: [{at: 1m, \(verb)}]").isEmpty)
  }

  @Test("a setting that the control plane does not read is warned of")
  func idleSettings() throws {
    for (profile, setting, isIdle) in [
      ("modern", "podEvictionTimeout: 1m", true), ("classic", "podEvictionTimeout: 1m", false),
      ("classic", "defaultTolerationSeconds: 10", true),
      ("modern", "defaultTolerationSeconds: 10", false),
      ("textbook", "unhealthyZoneThreshold: 0.1", true),
      ("classic", "largeClusterSizeThreshold: 5", true),
      ("classic", "jobPodFailureBackOff: 5s", true),
      ("textbook", "SchedulerPopFromBackoffQ: false", true),
      ("modern", "horizontalPodAutoscalerUpscaleDelay: 1m", true),
      ("classic", "horizontalPodAutoscalerDownscaleStabilization: 1m", true),
      ("textbook", "kubeAPIBurst: 5", true), ("modern", "kubeAPIBurst: 5", false),
    ] {
      let text = ScenarioText.withNodes("").replacing(
        "{profile: classic}", with: "{profile: \(profile), \(setting)}")
      let folder = try ScenarioFolder(["scenario.yaml": text])
      defer { folder.remove() }
      let warnings = folder.lines().filter { $0.contains("has no effect in profile \(profile)") }
      #expect(warnings.count == (isIdle ? 1 : 0), "\(profile) \(setting)")
    }
  }

  @Test("a template is told in one line, and a folder's files are counted")
  func filesAndTemplates() throws {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-x\n"
    let folder = try ScenarioFolder([
      "tpl.yaml": pod, "m/a.yaml": "", "m/b.yaml": "",
      "m/c.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n",
    ])
    defer { folder.remove() }
    #expect(throws: ScenarioFailure.self) {
      do throws(ScenarioFailure) {
        _ = try Scenario.check(folder.path("tpl.yaml"))
      } catch {
        #expect(error.diagnostics.count == 1)
        #expect(error.diagnostics.first?.message.contains("looks like a template") == true)
        throw error
      }
    }
    var unused = OccurrenceCounts()
    var count = 0
    let warnings = try Scenario.check(
      folder.path("m"), unusedFields: &unused, fileCount: &count)
    #expect(count == 3)
    #expect(
      folder.short(warnings.map(\.description)) == [
        "m/a.yaml: warning: the file is empty", "m/b.yaml: warning: the file is empty",
      ])
  }
}
