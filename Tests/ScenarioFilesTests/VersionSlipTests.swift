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
        + "classic; `version: null` beside the profile takes back one that is included"),
    Slip(
      testDescription: "a version that is taken back",
      controlPlane: "profile: classic, version: null", line: nil),
    Slip(
      testDescription: "a version in the place of the profile", controlPlane: "profile: '1.36'",
      line: "5:27: error: spec.controlPlane.profile: expected textbook, classic or modern, found "
        + "1.36, which is a version; did you mean profile: modern, version: \"1.36\"?"),
    Slip(
      testDescription: "a setting among the gates",
      controlPlane: "profile: modern, featureGates: {HPAScaleToZero: true}",
      line: "5:50: error: spec.controlPlane.featureGates.HPAScaleToZero: a setting here: expected "
        + "it beside profile"),
    Slip(
      testDescription: "rules of restart before they came",
      controlPlane: "profile: modern, version: 1.34",
      documents: "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n"
        + "  containers: [{name: c, image: a, restartPolicy: Never}]\n",
      line: "13:51: error: spec.containers[0].restartPolicy: expected none, found Never, which "
        + "needs the feature gate ContainerRestartRules of version 1.34"),
    Slip(
      testDescription: "a field whose gate is off",
      controlPlane: "profile: modern, version: 1.34",
      documents: "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: s}\nspec:\n"
        + "  selector: {matchLabels: {app: s}}\n"
        + "  updateStrategy: {rollingUpdate: {maxUnavailable: 2}}\n"
        + "  template: {metadata: {labels: {app: s}}, spec: {containers: [{name: c, image: a}]}}\n",
      line: "14:52: warning: spec.updateStrategy.rollingUpdate.maxUnavailable: dropped, as by the "
        + "API server: the feature gate MaxUnavailableStatefulSet is off"),
    Slip(
      testDescription: "a feature gate that is misspelt",
      controlPlane: "profile: modern, version: 1.36, featureGates: {OpportunisticBatchin: true}",
      line: "5:65: error: spec.controlPlane.featureGates.OpportunisticBatchin: expected a feature "
        + "gate that changes what is simulated in version 1.36, found OpportunisticBatchin; did "
        + "you mean OpportunisticBatching?"),
    Slip(
      testDescription: "a feature gate of a later version",
      controlPlane: "profile: modern, version: 1.34, featureGates: {NodeDeclaredFeatures: true}",
      line: "5:65: error: spec.controlPlane.featureGates.NodeDeclaredFeatures: expected a feature "
        + "gate of version 1.34, found NodeDeclaredFeatures, which came with 1.36 or shortly before"
    ),
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
