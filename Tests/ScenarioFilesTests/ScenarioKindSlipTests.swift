import ScenarioFiles
import Testing

/// A scenario with a slip near its top is one all the same: `check` says of it what `run` says.
@Suite struct ScenarioKindSlipTests {
  private func checked(_ folder: ScenarioFolder) -> [String] {
    do throws(ScenarioFailure) {
      let path = folder.path("scenario.yaml")
      return folder.short(try Scenario.check(path).map(\.description))
    } catch {
      return folder.short(error.diagnostics.map(\.description))
    }
  }

  @Test(arguments: [
    (
      "kind: Scenario\nmetadata: {name: a}\nspec:\n  seed: 1\n  seed: 2\n",
      "scenario.yaml:6:3: error: the key \"seed\" is in this mapping already, at line 5, column 3; "
        + "a key may come once"
    ),
    (
      "kind: Scenaro\n",
      "scenario.yaml:2:7: error: kind: unknown kind Scenaro; did you mean Scenario?"
    ),
    (
      "kind: scenario\n",
      "scenario.yaml:2:7: error: kind: unknown kind scenario; did you mean Scenario?"
    ),
    (
      "metadata: {name: a}\n",
      "scenario.yaml:1:1: error: expected a scenario: apiVersion: wavetank/v1, kind: Scenario"
    ),
  ])
  func checkAndRunAgree(text: String, line: String) throws {
    let folder = try ScenarioFolder(["scenario.yaml": "apiVersion: wavetank/v1\n" + text])
    defer { folder.remove() }
    #expect(checked(folder) == [line])
    #expect(folder.lines() == [line])
  }

  @Test func aManifestIsNoScenario() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: [other.yaml]"),
      "other.yaml": "apiVersion: wavetank/v1\nkind: Scenaro\n",
    ])
    defer { folder.remove() }
    #expect(
      folder.lines() == [
        "other.yaml:1:1: error: expected Kubernetes objects, found a scenario; name it below "
          + "spec.include"
      ])
  }
}
