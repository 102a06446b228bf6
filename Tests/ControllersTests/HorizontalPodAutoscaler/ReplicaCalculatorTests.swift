import Controllers
import KubernetesObjects
import SimulationEngine
import StructuredText
import Testing

@Suite("ReplicaCalculator")
struct ReplicaCalculatorTests {
  /// The calculator of a version that compares the distance from 1.
  private static let former = ReplicaCalculator(
    settings: AutoscalerSettings(.modern), tolerance: Tolerance(thousandths: 100, .distance),
    fillsMissingUpToTarget: false)
  private static let present = ReplicaCalculator(
    settings: AutoscalerSettings(.modern), tolerance: Tolerance(thousandths: 100, .bounds),
    fillsMissingUpToTarget: true)

  @Test("the table of hpa_resource_replicas.json holds")
  func table() throws {
    for row in try AutoscalerTables.rows("hpa_resource_replicas") {
      let pods = ContiguousArray(
        try #require(row["pods"]).elements.map { try AutoscalerTables.pod($0) })
      let current = try AutoscalerTables.number(row, "currentReplicas")
      do throws(ReplicaCalculator.Failure) {
        let target = Int32(row["targetUtilizationPercent"]?.text ?? "") ?? 0
        let missing = pods.contains { $0.request == 0 && $0.metric != nil }
        let proposal = try Self.former.replicas(
          of: pods, current: current, targetUtilization: target, isCPU: true,
          missingRequest: missing
            ? ReplicaCalculator.Failure(message: "missing request for cpu") : nil,
          at: AutoscalerTables.now)
        #expect(row["ok"]?.text == "true", "\(row.location)")
        #expect(proposal.replicas == Int32(row["replicas"]?.text ?? ""), "\(row.location)")
        #expect(proposal.utilization == Int32(row["utilization"]?.text ?? ""), "\(row.location)")
      } catch {
        #expect(row["ok"]?.text == "false", "\(row.location): \(error.message)")
      }
    }
  }

  @Test("at the bound of the tolerance the versions differ, and nowhere else")
  func tolerance() throws {
    let atBound = Self.pods(using: [550, 550, 550])
    #expect(try Self.replicas(Self.former, atBound, current: 3, target: 50) == 4)
    #expect(try Self.replicas(Self.present, atBound, current: 3, target: 50) == 3)
    for use in [440, 450, 499, 560, 900] as [Int64] {
      let pods = Self.pods(using: [use, use, use])
      #expect(
        try Self.replicas(Self.former, pods, current: 3, target: 50)
          == (try Self.replicas(Self.present, pods, current: 3, target: 50)), "\(use)")
    }
  }

  @Test("pods without measurements are taken to use their target where that is more than 100 %")
  func missing() throws {
    var pods = Self.pods(using: [1500, 1500, 0, 0])
    pods[2].metric = nil
    pods[3].metric = nil
    // 150 % of 200 %: with 100 % for the others 125 %, with 200 % for them 175 %.
    #expect(try Self.replicas(Self.former, pods, current: 4, target: 200) == 3)
    #expect(try Self.replicas(Self.present, pods, current: 4, target: 200) == 4)
  }

  @Test("an aim at an amount compares whole averages")
  func amounts() throws {
    let pods = Self.pods(using: [700, 701, 700])
    let proposal = try Self.present.replicas(
      of: pods, current: 3, targetMilliValue: 500, isCPU: true, at: AutoscalerTables.now)
    #expect(proposal.replicas == 5 && proposal.milliValue == 700 && proposal.utilization == nil)
  }

  @Test("a container without a request is told of only if something was measured")
  func requests() throws {
    let failure = ReplicaCalculator.Failure(message: "missing request for cpu")
    func message(_ pods: ContiguousArray<MeasuredPod>) -> String? {
      do throws(ReplicaCalculator.Failure) {
        _ = try Self.present.replicas(
          of: pods, current: 1, targetUtilization: 50, isCPU: true, missingRequest: failure,
          at: AutoscalerTables.now)
        return nil
      } catch {
        return error.message
      }
    }
    var pods = Self.pods(using: [100])
    #expect(message(pods) == "missing request for cpu")
    pods[0].isPending = true
    #expect(
      message(pods) == "did not receive metrics for targeted pods (pods might be unready)")
  }

  @Test("readiness counts for processor time alone")
  func memory() throws {
    var pods = Self.pods(using: [900])
    pods[0].isReady = false
    pods[0].readyTransition = pods[0].startTime
    let proposal = try Self.present.replicas(
      of: pods, current: 1, targetUtilization: 50, isCPU: false, at: AutoscalerTables.now)
    #expect(proposal.replicas == 2)
  }

  @Test("one value is for the ready pods, or for what the status counts; zero replicas can grow")
  func oneValue() {
    let whole = Self.present.replicas(
      milliValue: 90_000, targetMilliValue: 30_000, current: 4, readyPods: 3)
    #expect(whole.replicas == 9)
    let none = Self.present.replicas(
      milliValue: 70_000, targetMilliValue: 30_000, current: 0, readyPods: 0)
    #expect(none.replicas == 3)
    let shared = Self.present.replicas(
      milliValue: 100_000, targetAverageMilliValue: 30_000, statusReplicas: 3)
    #expect(shared.replicas == 4 && shared.milliValue == 33_334)
    let enough = Self.present.replicas(
      milliValue: 95_000, targetAverageMilliValue: 30_000, statusReplicas: 3)
    #expect(enough.replicas == 3)
  }

  @Test("an autoscaler's own tolerances count by direction")
  func ownTolerances() {
    let tolerance = Tolerance(thousandths: 100, .bounds)
    #expect(tolerance.contains(1.1) && tolerance.contains(0.9) && !tolerance.contains(1.11))
    #expect(!Tolerance(thousandths: 100, .distance).contains(1.1))
  }

  private static func pods(using amounts: [Int64]) -> ContiguousArray<MeasuredPod> {
    ContiguousArray(
      amounts.map { amount in
        let start = AutoscalerTables.now - SimulationDuration.hours(1)
        var pod = MeasuredPod(
          startTime: start, readyTransition: start + .seconds(10), request: 1000)
        pod.metric = MeasuredPod.Measurement(
          milliValue: amount, time: AutoscalerTables.now, window: .seconds(30))
        return pod
      })
  }

  private static func replicas(
    _ calculator: ReplicaCalculator, _ pods: ContiguousArray<MeasuredPod>, current: Int32,
    target: Int32
  ) throws -> Int32 {
    try calculator.replicas(
      of: pods, current: current, targetUtilization: target, isCPU: true,
      at: AutoscalerTables.now
    ).replicas
  }
}
