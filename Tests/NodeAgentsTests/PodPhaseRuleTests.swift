import ClusterState
import StructuredText
import TestSupport
import Testing

@testable import NodeAgents

@Suite("PodPhaseRule")
struct PodPhaseRuleTests {
  @Test("the table of pod_phase.json holds")
  func table() throws {
    guard let bytes = try SharedFolder.bytes("tables/pod_phase.json") else { return }
    let rows = try #require(try JSONReader.read(bytes, file: "pod_phase.json")["rows"])
    for row in rows.elements {
      let phase = PodPhaseRule.phase(
        initContainers: Self.containers(row["init"]),
        containers: Self.containers(row["containers"]),
        restartPolicy: Self.policy(row["restartPolicy"]?.text))
      #expect(phase.name == row["phase"]?.text, "\(row.location)")
    }
  }

  @Test("a container of which nothing is known keeps the pod pending, next to running ones too")
  func unreportedContainer() {
    let containers = [Self.container("running"), Self.container("none")]
    for policy in [PodPhaseRule.RestartPolicy.always, .onFailure, .never] {
      let phase = PodPhaseRule.phase(
        initContainers: [], containers: containers, restartPolicy: policy)
      #expect(phase == .pending)
    }
  }

  private static func containers(_ node: SyntaxNode?) -> [ReportedContainer] {
    guard let node, !node.isNull else { return [] }
    return node.elements.map { container($0.text) }
  }

  private static func container(_ word: String) -> ReportedContainer {
    var record = ReportedContainer()
    switch word {
    case "running": record.state = .running(since: .zero)
    case "ok": record.state = .terminated(ContainerRun(exitCode: 0))
    case "fail": record.state = .terminated(ContainerRun(exitCode: 1))
    case "waiting": record.state = .waiting(.pullFailed)
    case "waiting-after-ok":
      record.state = .waiting(.crashLoopBackOff)
      record.last = ContainerRun(exitCode: 0)
    case "waiting-after-fail":
      record.state = .waiting(.crashLoopBackOff)
      record.last = ContainerRun(exitCode: 1)
    default: break
    }
    return record
  }

  private static func policy(_ word: String?) -> PodPhaseRule.RestartPolicy {
    switch word {
    case "OnFailure": .onFailure
    case "Never": .never
    default: .always
    }
  }
}
