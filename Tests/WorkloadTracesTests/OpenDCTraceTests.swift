import KubernetesObjects
import SimulationEngine
import StructuredText
import TestSupport
import Testing
import WorkloadTraces

@Suite struct OpenDCTraceTests {
  private static let header = "id,submission_time,duration,cpu_count,cpu_capacity,mem_capacity\n"

  @Test func aTaskIsAPodAndTheFirstArrivesAtZero() throws {
    let text = Self.header + "9,1664575201500,250,4,8400.0,512\n7,1664575200000,60000,16,1.5,0\n"
    let trace = try OpenDCTrace.readTasks(Array(text.utf8), file: "tasks.csv")
    #expect(Array(trace.names) == ["task-7", "task-9"])
    #expect(trace.arrivals.map(\.time) == [.zero, .milliseconds(1500)])
    #expect(trace.arrivals.map(\.runtime) == [.seconds(60), .milliseconds(250)])
    let requests = trace.arrivals.map {
      trace.templates[Int($0.template)].pod.spec.effectiveRequests
    }
    #expect(requests.map { $0.amount(of: .cpu) } == [16_000, 4000])
    #expect(requests.map { $0.amount(of: .memory) } == [0, 512 << 20])
  }

  @Test func everyProblemIsToldAtItsCell() {
    let text = Self.header + "a,1,1,1,1,1\nA b,1,1,1,1,1\na,1,1,1,1,1\nc,1,-1,1,1,1\n"
    do throws(DiagnosticList) {
      _ = try OpenDCTrace.readTasks(Array(text.utf8), file: "tasks.csv")
      Issue.record("accepted")
    } catch {
      #expect(error.diagnostics.map { $0.location?.line } == [3, 4, 5])
      #expect(error.diagnostics[1].message.contains("'a' is there twice"))
    }
  }

  @Test(.enabled(if: SharedFolder.has("data/opendc-surf-month")))
  func theMonthOfSURFHasThePublishedTasks() throws {
    let bytes = try #require(try SharedFolder.bytes("data/opendc-surf-month/tasks.csv.gz"))
    let trace = try OpenDCTrace.readTasks(bytes, file: "tasks.csv")
    #expect(trace.arrivals.count == 68_648)
    #expect(trace.arrivals.first?.time == .zero)
  }
}
