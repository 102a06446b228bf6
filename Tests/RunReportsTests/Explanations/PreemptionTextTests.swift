import ClusterSimulation
import KubernetesObjects
import Testing

@testable import RunReports

@Suite("Explanations of preemption")
struct PreemptionTextTests {
  /// Two nodes full of pods, one of them as important as the pod that comes at 10 s.
  private static var configuration: SimulationConfiguration {
    var configuration = ExplainedRun.configuration(.modern, pods: [])
    let pods = [("peer", Int32(10)), ("low", 0), ("high", 10)].map { name, priority in
      var pod = ExplainedRun.pod(name, milliCPU: 1500)
      pod.spec.priority = priority
      return pod
    }
    configuration.initialObjects += pods.dropLast()
    configuration.timeline = [TimelineEntry(at: .seconds(10), .apply([pods[2]]))]
    return configuration
  }

  @Test("victims are named, and why the other nodes are of no use")
  func victims() throws {
    let (attempt, cluster) = try ExplainedRun.firstAttempt(
      "high", createdAt: .seconds(10), Self.configuration)
    let lines = ExplanationText(attempt, cluster, width: 120, showsAll: false).lines
    #expect(lines[0].hasPrefix("default/high: pending; room is to be made on n2 (attempt 1, "))
    #expect(
      lines.suffix(3) == [
        "EVICTIONS ON  PODS TO EVICT  WHY NOT",
        "n2 *          default/low",
        "n1                           No preemption victims found for incoming pod",
      ])
  }

  @Test("CSV tells the nominated node with whom to evict, and what speaks against the others")
  func csv() throws {
    let (attempt, cluster) = try ExplainedRun.firstAttempt(
      "high", createdAt: .seconds(10), Self.configuration)
    let text = String(decoding: ExplanationDocument(attempt, cluster).csv, as: UTF8.self)
    #expect(text.contains(",n2,nominated,DefaultPreemption,Success,evict default/low,,,,,default,"))
    #expect(
      text.contains(
        ",n1,not_preempted,DefaultPreemption,UnschedulableAndUnresolvable,"
          + "No preemption victims found for incoming pod,,,,,default,"))
  }
}
