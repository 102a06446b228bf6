import ScenarioFiles
import Testing

/// Slips in the choice of a version, each with the one line that its author reads.
@Suite struct VersionSlipTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let controlPlane: String
    var documents = ""
    let line: String?
  }

  private static func pod(_ toleration: String) -> String {
    "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n"
      + "  tolerations: [{key: sla, \(toleration)}]\n  containers: [{name: c, image: a}]\n"
  }

  static let slips = [
    Slip(
      testDescription: "nothing is wrong", controlPlane: "profile: modern, version: 1.36",
      line: nil),
    Slip(
      testDescription: "a version that is not rebuilt",
      controlPlane: "profile: modern, version: 1.35",
      line: "5:44: error: spec.controlPlane.version: expected 1.34 or 1.36, found \"1.35\"; "
        + "did you mean 1.34?"),
    Slip(
      testDescription: "a version of a profile that has none",
      controlPlane: "profile: classic, version: 1.36",
      line: "5:45: error: spec.controlPlane.version: only profile modern has versions, not "
        + "classic"),
    Slip(
      testDescription: "a feature gate that is misspelt",
      controlPlane: "profile: modern, version: 1.36, featureGates: {OpportunisticBatchin: true}",
      line: "5:87: error: spec.controlPlane.featureGates.OpportunisticBatchin: version 1.36 has no "
        + "feature gate OpportunisticBatchin; did you mean OpportunisticBatching?"),
    Slip(
      testDescription: "a feature gate of a later version",
      controlPlane: "profile: modern, version: 1.34, featureGates: {NodeDeclaredFeatures: true}",
      line: "5:87: error: spec.controlPlane.featureGates.NodeDeclaredFeatures: version 1.34 has no "
        + "feature gate NodeDeclaredFeatures; known are HPAConfigurableTolerance, "
        + "MaxUnavailableStatefulSet, PodTopologyLabelsAdmission"),
    Slip(
      testDescription: "a feature gate that is neither on nor off",
      controlPlane: "profile: modern, version: 1.36, featureGates: {NodeDeclaredFeatures: maybe}",
      line: "5:87: error: spec.controlPlane.featureGates.NodeDeclaredFeatures: expected true or "
        + "false, found \"maybe\""),
    Slip(
      testDescription: "a toleration that compares numbers, without the gate",
      controlPlane: "profile: modern, version: 1.36",
      documents: pod("operator: Gt, value: '5'"),
      line: "13:38: error: spec.tolerations[0].operator: expected the operator Equal or Exists, "
        + "found Gt, which needs the feature gate TaintTolerationComparisonOperators of version "
        + "1.36"),
    Slip(
      testDescription: "the same with the gate",
      controlPlane: "profile: modern, version: 1.36, "
        + "featureGates: {TaintTolerationComparisonOperators: true}",
      documents: pod("operator: Gt, value: '5'"), line: nil),
    Slip(
      testDescription: "a comparison with what is no number",
      controlPlane: "profile: modern, version: 1.36, "
        + "featureGates: {TaintTolerationComparisonOperators: true}",
      documents: pod("operator: Lt, value: '05'"),
      line: "13:49: error: spec.tolerations[0].value: expected a whole number of 64 bits with the "
        + "operator Lt, found \"05\""),
  ]

  @Test(arguments: slips)
  func slipIsTold(slip: Slip) throws {
    let text =
      ScenarioText.header.replacing("{profile: classic}", with: "{\(slip.controlPlane)}")
      + "  duration: 1m\n"
      + "  nodePools: [{name: w, template: {status: {capacity: {cpu: 4, memory: 8Gi}}}}]\n"
    let folder = try ScenarioFolder(["scenario.yaml": text + slip.documents])
    defer { folder.remove() }
    #expect(
      folder.lines().map { $0.replacing("scenario.yaml:", with: "") }
        == (slip.line.map { [$0] } ?? []))
  }
}
