import Foundation
import ScenarioFiles
import Testing

/// Files that are missing, that lead in circles, and that lie where they must not.
@Suite struct FilesTests {
  private func failure(_ path: String) -> ScenarioFailure? {
    do throws(ScenarioFailure) {
      _ = try Scenario.read(path)
      return nil
    } catch {
      return error
    }
  }

  @Test func missingScenarioIsAMissingInput() throws {
    let missing = try #require(failure("nowhere/all.yaml"))
    #expect(missing.isInputMissing)
    #expect(missing.description == "nowhere/all.yaml: error: there is no file nowhere/all.yaml")
  }

  @Test func missingManifestBesideAnotherSlipIsBadInput() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: [nowhere.yaml]\nseed: -1")
    ])
    defer { folder.remove() }
    #expect(failure(folder.path("scenario.yaml"))?.isInputMissing == false)
    #expect(
      folder.lines() == [
        "scenario.yaml:9:15: error: spec.manifests[0]: there is no file nowhere.yaml",
        "scenario.yaml:10:9: error: spec.seed: must be at least 0, not -1",
      ])
  }

  @Test(arguments: ["", "# nothing\n", "---\n---\n"])
  func emptyManifestIsWarnedOf(text: String) throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: [objects.yaml]"), "objects.yaml": text,
    ])
    defer { folder.remove() }
    let expected = ["objects.yaml: warning: the file is empty"]
    #expect(folder.lines() == expected)
    let warnings = try Scenario.check(folder.path("objects.yaml"))
    #expect(folder.short(warnings.map(\.description)) == expected)
  }

  @Test func whatPodsNeedAndNoFileMakesIsToldOnce() throws {
    let pod = """
      apiVersion: v1
      kind: Pod
      metadata: {name: p}
      spec:
        serviceAccountName: robot
        containers:
          - name: c
            image: x
            envFrom: [{configMapRef: {name: a}}, {secretRef: {name: b, optional: true}}]
            env: [{name: V, valueFrom: {secretKeyRef: {name: made, key: k}}}]
      """
    let secret = "{apiVersion: v1, kind: Secret, metadata: {name: made}}"
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        "manifests: [pod.yaml]\ntimeline: [{at: 1m, apply: \(secret)}]"),
      "pod.yaml": pod,
    ])
    defer { folder.remove() }
    #expect(
      folder.lines() == [
        "pod.yaml:1:1: warning: pods need what no file here makes, and it is taken to be there: "
          + "ConfigMap a, ServiceAccount robot"
      ])
  }

  @Test func circleOfIncludesIsShown() throws {
    func scenario(_ other: String) -> String {
      "apiVersion: wavetank/v1\nkind: Scenario\nmetadata: {name: a}\nspec: {include: \(other)}\n"
    }
    let folder = try ScenarioFolder([
      "scenario.yaml": scenario("b.yaml"), "b.yaml": scenario("c.yaml"),
      "c.yaml": scenario("b.yaml"),
    ])
    defer { folder.remove() }
    #expect(
      folder.lines() == [
        "c.yaml:4:17: error: spec.include: the files include one another: "
          + "b.yaml → c.yaml → b.yaml"
      ])
  }

  @Test func filesOutsideNeedPermission() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: [../outside.yaml]"),
      "../outside.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
    ])
    defer { folder.remove() }
    #expect(
      folder.lines() == [
        "scenario.yaml:9:15: error: spec.manifests[0]: ../outside.yaml lies outside the scenario's "
          + "folder; --allow-outside permits it"
      ])
    var options = ScenarioOptions()
    options.allowsOutside = true
    #expect(folder.lines(options) == [])
  }

  @Test func linksDoNotLeadOutside() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: [link.yaml]"),
      "../outside.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
    ])
    defer { folder.remove() }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.yaml"), withDestinationPath: folder.path("../outside.yaml"))
    #expect(folder.lines().first?.contains("lies outside the scenario's folder") == true)
  }

  @Test func scenarioIsNoManifestAndManifestNoScenario() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: [scenario.yaml]"),
      "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n",
    ])
    defer { folder.remove() }
    #expect(
      folder.lines() == [
        "scenario.yaml:1:1: error: expected Kubernetes objects, found a scenario; name it below "
          + "spec.include"
      ])
    #expect(
      folder.lines(ScenarioOptions(), "pod.yaml") == [
        "pod.yaml:2:7: error: expected a scenario: apiVersion: wavetank/v1, kind: Scenario, found "
          + "kind Pod; name it below spec.manifests of a scenario"
      ])
  }

  @Test func problemsOfManyFilesStandInOrderOfPlace() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        "timeline: [{at: 1m, fail: {node: x}}]\nmanifests: [b.yaml, a.yaml]\nweather: rain"),
      "a.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: A}\n",
      "b.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: b}\nspec: {containers: x}\n",
    ])
    defer { folder.remove() }
    let places = folder.lines().map { $0.split(separator: " ")[0] }
    #expect(
      places == [
        "scenario.yaml:9:36:", "scenario.yaml:11:3:", "b.yaml:4:20:", "a.yaml:1:1:", "a.yaml:3:18:",
      ])
  }

  @Test func overridesThatLeadNowhereAreErrors() throws {
    let folder = try ScenarioFolder(["scenario.yaml": ScenarioText.withNodes("")])
    defer { folder.remove() }
    var options = ScenarioOptions()
    options.assignments = ["nodePools.other.count=3", "seeed=2", "seed=[1"].compactMap {
      Assignment(parsing: $0)
    }
    #expect(
      folder.lines(options) == [
        "--set nodePools.other.count: error: the scenario has nothing at nodePools.other.count; "
          + "there is worker",
        "--set seeed: error: there is no key seeed; did you mean seed?",
        "--set seed: error: the value is not YAML: [1",
      ])
  }
}
