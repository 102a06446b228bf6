import Testing

@testable import RunReports

@Suite("The summary for people")
struct HumanSummaryTests {
  @Test("the sample run in a few aligned lines")
  func sample() throws {
    #expect(
      try SampleRun.report().humanSummary() == """
        sample 1m40s
        pods        5 created, 2 running, 1 pending, 1 ended, 1 deleted
        scheduling  p50 20ms, p99 1s, max 1s
        ready       p50 2.75s, p99 2.75s, max 2.75s
        requested   cpu 33.3% (max 50.0%)
        service     default/front available 69.0%
        incident    n0 fail at 10s with 1 pod, detected after 32s, 1 recovered after 53.7s

        """)
  }

  @Test("an empty run has its name and no pods")
  func empty() {
    #expect(
      EmptyRun.report().humanSummary() == """
        empty 0s
        pods  0 created, 0 running, 0 pending, 0 ended

        """)
  }
}
