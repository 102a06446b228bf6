import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

/// What the status of a pod says of its sandbox: the condition `PodReadyToStartContainers`.
///
/// The pod is taken up at 0.05 s and has its sandbox at 0.35 s; the pull of its image ends at
/// 3.35 s.
@Suite struct SandboxReportTests {
  /// What is said of the network of `pod`, as in `True since 0.350`.
  private static func text(_ pod: PodID, _ timeline: KubeletTimeline) -> String? {
    timeline.kubelets.network(of: pod).map {
      "\($0.isUp ? "True" : "False") since \($0.since.secondsText(decimals: 3))"
    }
  }

  @Test(
    "It is told at once, with the next status, or never",
    arguments: [
      (.none, [nil, nil, nil]),
      (.withStatus, ["False since 0.050", "False since 0.050", "True since 3.510"]),
      (.atOnce, ["False since 0.050", "True since 0.350", "True since 0.350"]),
    ] as [(SandboxReport, [String?])])
  func begin(report: SandboxReport, texts: [String?]) throws {
    var timeline = KubeletTimeline(sandboxReport: report)
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of("web"), on: node)
    #expect(Self.text(pod, timeline) == nil)
    for (milliseconds, text) in zip([100, 1000, 4000] as [Int64], texts) {
      timeline.run(to: .milliseconds(milliseconds))
      #expect(Self.text(pod, timeline) == text)
    }
  }

  @Test("The sandbox of a pod that has ended is gone")
  func end() throws {
    var timeline = KubeletTimeline(sandboxReport: .atOnce)
    let node = try timeline.node("n")
    var spec = PodSpec.of("cached")
    spec.restartPolicy = .never
    let pod = try timeline.pod("a", spec, on: node)
    timeline.kubelets.setRun(of: pod, .seconds(5), exitCode: 0)
    timeline.run(to: .seconds(20))
    #expect(timeline.statuses(of: pod).last == "5.510 Succeeded 0")
    #expect(Self.text(pod, timeline) == "False since 5.510")
  }

  @Test("What was told last stands while the machine is dead, and a new sandbox begins anew")
  func machine() throws {
    var timeline = KubeletTimeline(sandboxReport: .atOnce)
    let node = try timeline.node("n")
    let pod = try timeline.pod("a", .of("cached"), on: node)
    timeline.run(to: .seconds(10))
    timeline.fail(node)
    timeline.run(to: .seconds(20))
    #expect(Self.text(pod, timeline) == "True since 0.350")
    timeline.recover(node)
    timeline.run(to: .milliseconds(20_100))
    #expect(Self.text(pod, timeline) == "False since 20.050")
    timeline.run(to: .seconds(30))
    #expect(Self.text(pod, timeline) == "True since 20.350")
  }
}
