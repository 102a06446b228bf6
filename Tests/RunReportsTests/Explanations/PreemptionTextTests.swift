import ClusterSimulation
import KubernetesObjects
import Testing

@testable import RunReports

@Suite("Explanations of preemption")
struct PreemptionTextTests {
  /// Two nodes full of pods, one of them as important as the pod that waits.
  private static var configuration: SimulationConfiguration {
    var configuration = ExplainedRun.configuration(
      .modern, pods: [("low", 1500), ("peer", 1500), ("high", 1800)])
    for index in configuration.initialObjects.indices {
      guard case .pod(var pod) = configuration.initialObjects[index] else { continue }
      pod.spec.priority = pod.metadata.name == "low" ? 0 : 10
      configuration.initialObjects[index] = .pod(pod)
    }
    // The important pod comes when the others are in place.
    let last = configuration.initialObjects.removeLast()
    configuration.timeline.append(TimelineEntry(at: .seconds(10), .apply([last])))
    return configuration
  }

  @Test("victims are named, and why the other nodes are of no use")
  func victims() throws {
    let (attempt, cluster) = try ExplainedRun.firstAttempt("high", Self.configuration)
    let lines = ExplanationText(attempt, cluster, width: 120, showsAll: false).lines
    #expect(lines[0].hasPrefix("default/high: pending; room is to be made on n1 (attempt 1, "))
    #expect(
      lines.suffix(3) == [
        "EVICTIONS ON  PODS TO EVICT  WHY NOT",
        "n1 *          default/low",
        "n2                           No preemption victims found for incoming pod",
      ])
  }

  @Test("CSV tells the nominated node with whom to evict, and what speaks against the others")
  func csv() throws {
    let (attempt, cluster) = try ExplainedRun.firstAttempt("high", Self.configuration)
    let text = String(decoding: ExplanationDocument(attempt, cluster).csv, as: UTF8.self)
    #expect(text.contains(",n1,nominated,DefaultPreemption,Success,evict default/low,,,,\n"))
    #expect(
      text.contains(
        ",n2,not_preempted,DefaultPreemption,UnschedulableAndUnresolvable,"
          + "No preemption victims found for incoming pod,,,,\n"))
  }
}
