import ClusterSimulation
import Testing

@testable import RunReports

/// Not the type of the same name in `Testing`.
private typealias Expectation = ClusterSimulation.Expectation

@Suite("Expectations")
struct ExpectationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let expectation: ClusterSimulation.Expectation
    let holds: Bool
    let sentence: String

    init(_ expectation: ClusterSimulation.Expectation, _ holds: Bool, _ sentence: String) {
      self.expectation = expectation
      self.holds = holds
      self.sentence = sentence
    }

    var testDescription: String { sentence }
  }

  private static let service = Expectation.Subject.service(namespace: "default", name: "front")

  static let cases = [
    Case(
      Expectation(metric: "availability", of: service, .atLeast, boundMillionths: 990_000), false,
      "availability of service front: 0.69 < 0.99"),
    Case(
      Expectation(metric: "availability", of: service, .atLeast, boundMillionths: 690_000), true,
      "availability of service front: 0.69 >= 0.69"),
    Case(
      Expectation(metric: "scheduling.p99_seconds", .atMost, boundMillionths: 5_000_000), false,
      "scheduling.p99_seconds: ≥ 95, 1 has not ended, expected at most 5"),
    Case(
      Expectation(metric: "scheduling.p50_seconds", .atMost, boundMillionths: 5_000_000), true,
      "scheduling.p50_seconds: 0.02 <= 5"),
    Case(
      Expectation(
        metric: "scheduling.p99_seconds", of: .namespace("default"), .atMost,
        boundMillionths: 10_000), false,
      "scheduling.p99_seconds of namespace default: 0.02 > 0.01"),
    Case(
      Expectation(
        metric: "turnaround.count", of: .workload(namespace: "jobs", name: "batch"), .equals,
        boundMillionths: 1_000_000), true, "turnaround.count of workload jobs/batch: 1 = 1"),
    Case(
      Expectation(metric: "pods.pending", .equals, boundMillionths: 0), false,
      "pods.pending: 1 != 0"),
    Case(
      Expectation(
        metric: "allocation_ratio.cpu.max", of: .pool("worker"), .atMost,
        boundMillionths: 500_000), true, "allocation_ratio.cpu.max of pool worker: 0.5 <= 0.5"),
    Case(
      Expectation(
        metric: "wait.p50_seconds", of: .priority(0), .atMost, boundMillionths: 2_000_000),
      true, "wait.p50_seconds of priority 0: 2 <= 2"),
    Case(
      Expectation(metric: "failures.taint.p50_seconds", .atMost, boundMillionths: 1), false,
      "failures.taint.p50_seconds: nothing to measure, expected at most 0.000001"),
    Case(
      Expectation(metric: "availability", of: .zone("x"), .atLeast, boundMillionths: 0), false,
      "availability of zone x: nothing to measure, expected at least 0"),
  ]

  @Test("each says in one sentence what was found and whether it holds", arguments: cases)
  func evaluates(example: Case) throws {
    let source = try SampleRun.source()
    let run = RunAnalysis(source)
    let result = ExpectationFigures(run, RunSummary(run)).result(of: example.expectation)
    #expect(result.holds == example.holds)
    #expect(result.description == example.sentence)
  }

  @Test("a run keeps its expectations if each holds")
  func all() {
    let none = Expectation(metric: "pods.created", .equals, boundMillionths: 0)
    let some = Expectation(metric: "pods.created", .atLeast, boundMillionths: 1)
    #expect(EmptyRun.report(expecting: []).keepsExpectations)
    #expect(EmptyRun.report(expecting: [none]).keepsExpectations)
    #expect(!EmptyRun.report(expecting: [none, some]).keepsExpectations)
  }
}
