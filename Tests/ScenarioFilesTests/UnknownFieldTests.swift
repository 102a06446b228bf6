import ScenarioFiles
import StructuredText
import Testing

/// A field that no type knows is an error where somebody wrote it, as to kubectl.
@Suite struct UnknownFieldTests {
  private static let pod = """
    apiVersion: v1
    kind: Pod
    metadata: {name: p, lables: {a: b}}
    spec: {containers: [{name: c, image: i}]}
    """

  private func lines(_ files: [String: String], _ name: String = "scenario.yaml") throws -> [String]
  {
    let folder = try ScenarioFolder(files)
    defer { folder.remove() }
    do throws(ScenarioFailure) {
      return try Scenario.check(folder.path(name)).map(\.description)
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  @Test func inAManifestThatIsChecked() throws {
    let lines = try lines(["p.yaml": Self.pod], "p.yaml")
    #expect(lines.count == 1)
    #expect(
      lines.first?.hasSuffix(
        "p.yaml:3:29: error: Pod: unknown field metadata.lables; did you mean labels?") == true)
  }

  @Test func inManifestsTemplatesAndWhatIsApplied() throws {
    let scenario = ScenarioText.withNodes(
      """
      manifests: p.yaml
      workloads:
        - name: batch
          arrivals: {every: 1m}
          template: {spec: {tolerationz: [], containers: [{name: c, image: i}]}}
      timeline:
        - at: 1m
          apply:
            {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {port: [{port: 80}]}}
      """)
    let lines = try lines(["scenario.yaml": scenario, "p.yaml": Self.pod])
    for fragment in [
      "error: Pod: unknown field metadata.lables; did you mean labels?",
      "error: PodTemplate: unknown field spec.tolerationz; did you mean tolerations?",
      "error: Service: unknown field spec.port; did you mean ports?",
    ] {
      #expect(lines.contains { $0.contains(fragment) }, "\(fragment): \(lines)")
    }
  }

  @Test func whatIntroductionsLeaveOutIsNone() throws {
    let text = Self.pod.replacing("lables", with: "labels") + "\n...: \n"
    let lines = try lines(["p.yaml": text], "p.yaml")
    #expect(lines.count == 1 && lines[0].contains("warning: Pod: passed over \"...\""), "\(lines)")
  }

  @Test func aDumpLosesThemWithOneWarning() throws {
    let folder = try ScenarioFolder([
      "dump.json": """
      {"apiVersion": "v1", "kind": "List", "items": [
       {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}, "spec": {"fresh": 1},
        "status": {"capacity": {"cpu": "4", "memory": "8Gi", "pods": "110"},
         "allocatable": {"cpu": "4", "memory": "8Gi", "pods": "110"}}},
       {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default"},
        "spec": {"nodeName": "n", "fresher": true,
         "containers": [{"name": "c", "image": "i", "freshest": []}]},
        "status": {"phase": "Running"}}]}
      """
    ])
    defer { folder.remove() }
    let made = try ClusterImport(files: [folder.path("dump.json")], usage: nil, name: "shop")
      .scenario()
    #expect(made.warnings.count == 1)
    #expect(
      made.warnings.first?.message
        == "left out what is not known, 3 fields: Node: unknown field spec.fresh, "
        + "Pod: unknown field spec.fresher and Pod: unknown field spec.containers[].freshest")
    let scenario = try ScenarioFolder(["shop.yaml": String(decoding: made.text, as: UTF8.self)])
    defer { scenario.remove() }
    #expect(throws: Never.self) { try Scenario.check(scenario.path("shop.yaml")) }
  }
}
