import ClusterSimulation
import KubernetesObjects
import ScenarioFiles
import Testing

/// Policies of the versions that read them, by the names of their time.
@Suite("Policies of former versions")
struct PolicyNamesTests {
  private func read(
    _ profile: String, _ policy: String
  ) throws -> (policy: Policy?, lines: [String]) {
    let scenario = """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: test}
      spec:
        duration: 1m
        controlPlane: {profile: \(profile)}
        scheduler: {policy: policy.json}
      """
    let folder = try ScenarioFolder(["scenario.yaml": scenario, "policy.json": policy])
    defer { folder.remove() }
    let read = try? Scenario.read(folder.path("scenario.yaml"))
    guard case .policy(let policy)? = read?.configuration.scheduling.rules else {
      return (nil, folder.lines())
    }
    return (policy, folder.lines())
  }

  @Test("what became another predicate, or nothing, is told with its successor")
  func formerNames() throws {
    let (policy, lines) = try read(
      "modern",
      """
      {"kind": "Policy", "apiVersion": "v1", "predicates": [
       {"name": "CheckNodeMemoryPressure"}, {"name": "NoVolumeNodeConflict"},
       {"name": "PodToleratesNodeNoExecuteTaints"}, {"name": "GeneralPredicates"},
       {"name": "CheckNodeCondition", "argument": {"labelsPresence": {"labels": ["a"]}}}],
       "priorities": [{"name": "ResourceLimitsPriority", "weight": 3},
       {"name": "LeastRequestedPriority", "weight": 2}]}
      """)
    #expect(
      policy?.predicates?.map(\.name) == [
        "PodToleratesNodeTaints", "CheckVolumeBinding", "PodToleratesNodeTaints",
        "GeneralPredicates", "CheckNodeCondition",
      ])
    #expect(policy?.priorities?.map(\.name) == ["EqualPriority", "LeastRequestedPriority"])
    let warning = "policy.json:2:11: warning: predicates[0].name: "
    #expect(lines.count == 4 && lines.allSatisfy { $0.contains(": warning: ") })
    #expect(
      lines.first
        == warning + "predicate CheckNodeMemoryPressure is part of PodToleratesNodeTaints today")
    #expect(lines.last?.hasSuffix("ResourceLimitsPriority is gone and has no successor") == true)
  }

  @Test("the scheduler of 1.2 knows no name that came later, and is told so")
  func laterNames() throws {
    let lines = try read(
      "classic",
      #"{"kind":"Policy","apiVersion":"v1","predicates":[{"name":"PodToleratesNodeTaints"}]}"#
    ).lines
    #expect(
      lines == [
        "policy.json:1:58: error: predicates[0].name: no predicate of Kubernetes 1.2 is called "
          + "\"PodToleratesNodeTaints\"; it came later"
      ])
  }

  @Test("a policy of 1.11 with every argument is read without a word")
  func arguments() throws {
    let lines = try read(
      "modern",
      """
      {"kind": "Policy", "apiVersion": "v1", "alwaysCheckAllPredicates": true,
       "hardPodAffinitySymmetricWeight": 10, "predicates": [
       {"name": "s", "argument": {"serviceAffinity": {"labels": ["region"]}}},
       {"name": "l", "argument": {"labelsPresence": {"labels": ["foo"], "presence": true}}}],
       "priorities": [
       {"name": "a", "weight": 2, "argument": {"serviceAntiAffinity": {"label": "zone"}}},
       {"name": "p", "weight": 2, "argument": {"labelPreference": {"label": "x"}}},
       {"name": "r", "weight": 2, "argument": {"requestedToCapacityRatioArguments": {
        "shape": [{"utilization": 0, "score": 0}, {"utilization": 50, "score": 7}]}}}]}
      """
    ).lines
    #expect(lines == [])
  }

  @Test("webhooks are refused")
  func extenders() throws {
    let lines = try read(
      "modern",
      #"{"kind":"Policy","apiVersion":"v1","extenders":[{"urlPrefix":"http://a"}]}"#
    ).lines
    #expect(lines.count == 1 && lines[0].contains("error: extenders: expected none"))
  }
}
