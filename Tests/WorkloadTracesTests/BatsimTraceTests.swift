import SimulationEngine
import StructuredText
import Testing
import WorkloadTraces

/// Workloads of Batsim.
@Suite struct BatsimTraceTests {
  private static func read(_ text: String) throws(DiagnosticList) -> WorkloadTrace {
    try BatsimTrace.read(Array(text.utf8), file: "w.json")
  }

  private static let profiles = #""profiles": {"d": {"type": "delay", "delay": 88.51}}"#

  @Test func aJobIsAGroupOfPods() throws {
    let trace = try Self.read(
      #"{"nb_res": 11, "jobs": [{"id": 7, "profile": "d", "res": 2, "subtime": 4.709164021244639,"#
        + #" "walltime": 399}], \#(Self.profiles)}"#)
    #expect(trace.nodes.count == 11)
    #expect(trace.nodes[3].metadata.name == "machine-03")
    #expect(Array(trace.names) == ["job-7-0", "job-7-1"])
    #expect(trace.arrivals.map(\.time) == [.microseconds(4_709_164), .microseconds(4_709_164)])
    #expect(
      trace.arrivals.map(\.runtime) == [.microseconds(88_510_000), .microseconds(88_510_000)])
    let pod = trace.templates[Int(trace.arrivals[0].template)].pod
    #expect(pod.metadata.labels["scheduling.x-k8s.io/pod-group"] == "7")
    #expect(pod.spec.activeDeadlineSeconds == 399)
  }

  @Test(arguments: [
    (#"{"jobs": [], "profiles": {}}"#, "1:1: error: nb_res is required"),
    (#"{"nb_res": 0, "jobs": [], "profiles": {}}"#, "nb_res: expected a whole number from 1 to"),
    (#"{"nb_res": 1, "profiles": {}}"#, "jobs: expected a list"),
    (
      #"{"nb_res": 1, "jobs": [], "profiles": {"p": {"type": "parallel"}}}"#,
      "profile p: expected the type delay"
    ),
    (
      #"{"nb_res": 1, "profiles": {}, "jobs": [{"id": 1, "profile": "x", "res": 1, "subtime": 0,"#
        + #" "walltime": 1}]}"#, "profile: there is no profile x with a delay"
    ),
    (
      #"{"nb_res": 1, "profiles": {}, "jobs": [{"id": 1, "profile": "x", "res": 1, "subtime": -1,"#
        + #" "walltime": 1}]}"#, "subtime: expected a number of seconds"
    ),
  ])
  func whatIsWrongIsNamed(text: String, problem: String) {
    let error = #expect(throws: DiagnosticList.self) { try Self.read(text) }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
  }

  @Test func aJobThatIsThereTwiceIsAProblem() {
    let job = #"{"id": 7, "profile": "d", "res": 1, "subtime": 0, "walltime": 3}"#
    let error = #expect(throws: DiagnosticList.self) {
      try Self.read(#"{"nb_res": 1, "jobs": [\#(job), \#(job)], \#(Self.profiles)}"#)
    }
    #expect(error?.description.contains("job 7 is there twice") == true)
  }
}
