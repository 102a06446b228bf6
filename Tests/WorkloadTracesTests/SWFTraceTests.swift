import KubernetesObjects
import SimulationEngine
import StructuredText
import TestSupport
import Testing
import WorkloadTraces

@Suite struct SWFTraceTests {
  private static let log = """
    ; Computer: made up
    ; MaxNodes: 4
    ; MaxProcs: 16

    2 10 5 60 4 -1 -1 8 90 -1 1 3 1 -1 2 -1 -1 -1
    1 0 -1 30 2 -1 -1 -1 -1 -1 0 -1 -1 -1 -1 -1 -1 -1
    3 20 0 -1 2 -1 -1 2 -1 -1 5 -1 -1 -1 -1 -1 -1 -1
    4 20 0 9 0 -1 -1 -1 -1 -1 5 -1 -1 -1 -1 -1 -1 -1
    """

  private static func read(_ text: String) throws(DiagnosticList) -> TraceContents {
    try SWFTrace.read(Array(text.utf8), file: "log.swf")
  }

  @Test func aJobIsAPodAndTheMachineOneNode() throws {
    let contents = try Self.read(Self.log)
    let trace = contents.trace
    #expect(trace.nodes.map { $0.status.allocatable.amount(of: .cpu) } == [16_000])
    #expect(Array(trace.names) == ["job-1", "job-2"])
    #expect(trace.arrivals.map(\.time) == [.zero, .seconds(10)])
    #expect(trace.arrivals.map(\.runtime) == [.seconds(30), .seconds(60)])
    let pods = trace.arrivals.map { trace.templates[Int($0.template)].pod }
    #expect(pods.map { $0.spec.effectiveRequests.amount(of: .cpu) } == [2000, 8000])
    #expect(pods[1].metadata.labels["user"] == "3" && pods[1].metadata.labels["queue"] == "2")
    #expect(trace.outcomes.map(\.phase) == [.failed, .succeeded])
    #expect(trace.outcomes.map(\.scheduled) == [nil, .seconds(15)])
    #expect(
      contents.warnings.map(\.description) == [
        "log.swf: warning: 2 jobs have no run time or no processors and are left out"
      ])
  }

  @Test func everyProblemIsToldAtItsField() {
    let job = "0 5 60 4 -1 -1 8 90 -1 1 3 1 -1 2 -1 -1 -1"
    do throws(DiagnosticList) {
      _ = try Self.read("1 \(job)\n 2 x5\n3 -1 5 6o 4 -1 -1 8 90 -1 1 3 1 -1 2 -1 -1 -1\n1 \(job)")
      Issue.record("accepted")
    } catch {
      #expect(
        error.diagnostics.map(\.description) == [
          "log.swf:2:2: error: expected 18 numbers, found 2 fields",
          "log.swf:3:3: error: expected a submit time that is not negative, found -1",
          "log.swf:3:8: error: expected a number, found \"6o\"",
          "log.swf:4:1: error: job 1 is there twice; expected a number of its own",
        ])
    }
  }

  @Test(.enabled(if: SharedFolder.has("data/swf-nasa-ipsc-1993")))
  func theLogOfTheIPSCHasThePublishedJobs() throws {
    let path = "data/swf-nasa-ipsc-1993/NASA-iPSC-1993-3.1-cln.swf.gz"
    let bytes = try #require(try SharedFolder.bytes(path))
    let contents = try SWFTrace.read(bytes, file: "nasa.swf")
    #expect(contents.trace.arrivals.count == 18_239)
    #expect(contents.trace.nodes[0].status.allocatable.amount(of: .cpu) == 128_000)
    #expect(contents.warnings.isEmpty)
  }
}
