import ScenarioFiles
import Testing

/// Slips in what every scenario must say: its profile, its end, its settings.
@Suite struct RunSettingsTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let name: String
    let spec: [String]
    let lines: [String]

    var testDescription: String { name }
  }

  static let slips: [Slip] = [
    Slip(
      name: "a pause that ends before it begins",
      spec: [
        "controlPlane: {podInitialBackoffSeconds: 5, podMaxBackoffSeconds: 2}", "duration: 1m",
      ],
      lines: [
        "5:69: error: spec.controlPlane.podMaxBackoffSeconds: podMaxBackoffSeconds (2) must not be "
          + "less than podInitialBackoffSeconds (5)"
      ]),
    Slip(
      name: "a pause with a unit",
      spec: ["controlPlane: {podInitialBackoffSeconds: 5s}", "duration: 1m"],
      lines: [
        "5:44: error: spec.controlPlane.podInitialBackoffSeconds: expected a whole number of "
          + "seconds from 1 to 1000000, found 5s"
      ]),
    Slip(
      name: "no end", spec: ["controlPlane: {profile: classic}"],
      lines: [
        "3:18: error: spec.duration is required, such as 20m; or spec.until: settled or completed"
      ]),
    Slip(
      name: "an end at once", spec: ["controlPlane: {profile: classic}", "duration: 0s"],
      lines: ["6:13: error: spec.duration: must be longer than 0s"]),
    Slip(
      name: "an end in the past", spec: ["controlPlane: {profile: classic}", "duration: -5m"],
      lines: ["6:13: error: spec.duration: must not be negative, not -5m"]),
    Slip(
      name: "two ends",
      spec: ["controlPlane: {profile: classic}", "duration: 5m", "until: settled"],
      lines: [
        "7:10: error: spec.until: expected duration or until, found both; limit bounds until"
      ]),
    Slip(
      name: "nothing to complete", spec: ["controlPlane: {profile: classic}", "until: completed"],
      lines: [
        "6:10: error: spec.until: there are no workloads or traces whose pods could be completed"
      ]),
    Slip(
      name: "an unknown setting",
      spec: ["controlPlane: {profile: classic, podEvictionTimout: 2m}", "duration: 1m"],
      lines: [
        "5:55: error: spec.controlPlane.podEvictionTimout: unknown setting; did you mean "
          + "podEvictionTimeout?"
      ]),
    Slip(
      name: "a setting of the wrong type",
      spec: [
        "controlPlane: {profile: classic, maxPods: many, nodeMonitorPeriod: 1us}", "duration: 1m",
      ],
      lines: [
        "5:45: error: spec.controlPlane.maxPods: expected a whole number from 0 to 1000000, found "
          + "many",
        "5:70: error: spec.controlPlane.nodeMonitorPeriod: must be at least 10ms, not 1us",
      ]),
    Slip(
      name: "thresholds the wrong way round",
      spec: [
        "controlPlane: {profile: classic, imageGCHighThresholdPercent: 20}", "duration: 1m",
      ],
      lines: [
        "5:65: error: spec.controlPlane.imageGCHighThresholdPercent: imageGCLowThresholdPercent "
          + "(80) must not exceed imageGCHighThresholdPercent (20)"
      ]),
    Slip(
      name: "a thousand million nodes",
      spec: [
        "controlPlane: {profile: classic}", "duration: 1m",
        "nodePools: [{name: w, count: 1000000000, template: {status: {capacity: {cpu: 1}}}}]",
      ],
      lines: ["7:32: error: spec.nodePools[0].count: must be at most 1000000, not 1000000000"]),
    Slip(
      name: "too many nodes in two pools",
      spec: [
        "controlPlane: {profile: classic}", "duration: 1m", "nodePools:",
        "  - {name: a, count: 600000, template: {status: {capacity: {cpu: 1}}}}",
        "  - {name: b, count: 600000, template: {status: {capacity: {cpu: 1}}}}",
      ],
      lines: ["9:24: error: spec.nodePools[1].count: 1200000 nodes in all; the limit is 1000000"]),
    Slip(
      name: "samples without end",
      spec: ["controlPlane: {profile: classic}", "duration: 90d", "reports: {every: 1ms}"],
      lines: [
        "7:20: error: spec.reports.every: 7776000000 rows of samples of the cluster and its "
          + "nodes; the limit is 100000000: raise or leave out reports.every, or set "
          + "reports.nodes to false"
      ]),
  ]

  @Test(arguments: slips)
  func slipIsNamedAndPlaced(slip: Slip) throws {
    let head = "apiVersion: wavetank/v1\nkind: Scenario\nmetadata: {name: test}\nspec:\n"
    let text = head + slip.spec.map { "  \($0)\n" }.joined()
    let folder = try ScenarioFolder(["scenario.yaml": text])
    defer { folder.remove() }
    #expect(folder.lines().map { $0.replacing("scenario.yaml:", with: "") } == slip.lines)
  }
}
