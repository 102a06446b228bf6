import KubernetesObjects
import SimulationEngine
import StructuredText
import Testing
import WorkloadTraces

@Suite struct PlainTableTraceTests {
  @Test func nodesComeFromATable() throws {
    let text = """
      zone,name,cpu_millicores,memory_bytes,pods,gpus,gpu_model
      a,n1,4000,17179869184,,,
      ,n2,8000,17179869184,250,4,T4
      """
    let nodes = try PlainTableTrace.readNodes(Array(text.utf8), file: "nodes.csv")
    #expect(nodes.map(\.metadata.name) == ["n1", "n2"])
    #expect(nodes[0].metadata.labels["topology.kubernetes.io/zone"] == "a")
    #expect(nodes[1].metadata.labels["topology.kubernetes.io/zone"] == nil)
    #expect(nodes.map { $0.status.allocatable.amount(of: .pods) } == [110, 250])
    #expect(nodes[1].status.allocatable.amount(of: TraceDevices.gpu) == 4)
  }

  @Test func podsComeFromATable() throws {
    let text = """
      name,arrival_seconds,runtime_seconds,cpu_millicores,memory_bytes,namespace,priority
      a,1.5,60,500,1048576,,
      b,0.25,,500,1048576,team,10
      c,2,0,500,1048576,,
      """
    let trace = try PlainTableTrace.readPods(Array(text.utf8), file: "pods.csv")
    #expect(Array(trace.names) == ["b", "a", "c"])
    #expect(trace.arrivals.map(\.runtime) == [nil, .seconds(60), .zero])
    #expect(trace.arrivals.map(\.template) == [1, 0, 0])
    #expect(trace.templates.map(\.namespace) == ["default", "team"])
    #expect(trace.templates.map(\.pod.spec.priority) == [nil, 10])
    #expect(trace.templates[0].pod.spec.containers[0].resources.requests.amount(of: .cpu) == 500)
  }

  @Test func aColumnThatNothingReadsIsAnError() {
    let pods = "arrival_seconds,name,cpu_millicores,memory_bytes,runtime_s,remark\n0,p,1,1,60,x\n"
    let nodes = "name,cpu_millicores,memory_bytes,Zone\na,1,1,z\n"
    let found: [String] = [
      messages { () throws(DiagnosticList) in
        _ = try PlainTableTrace.readPods(Array(pods.utf8), file: "pods.csv")
      },
      messages { () throws(DiagnosticList) in
        _ = try PlainTableTrace.readNodes(Array(nodes.utf8), file: "nodes.csv")
      },
    ].flatMap { $0 }
    #expect(found.count == 3)
    #expect(
      found[0]
        == "pods.csv:1:1: error: unknown column 'runtime_s'; did you mean 'runtime_seconds'?")
    #expect(found[1].hasPrefix("pods.csv:1:1: error: unknown column 'remark'; known are name, "))
    #expect(found[2] == "nodes.csv:1:1: error: unknown column 'Zone'; did you mean 'zone'?")
  }

  private func messages(_ body: () throws(DiagnosticList) -> Void) -> [String] {
    do throws(DiagnosticList) {
      try body()
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  @Test func problemsAreLocated() {
    let text = """
      name,arrival_seconds,cpu_millicores,memory_bytes,gpus
      a,1,1,1,0
      """
    let error = #expect(throws: DiagnosticList.self) {
      try PlainTableTrace.readPods(Array(text.utf8), file: "pods.csv")
    }
    #expect(
      error?.description == "pods.csv:1:1: error: missing column 'gpu_thousandths'; found: name, "
        + "arrival_seconds, cpu_millicores, memory_bytes, gpus")
    let bad = "name,arrival_seconds,cpu_millicores,memory_bytes,priority\na,-1,1,1,2000000000\n"
    let problems = #expect(throws: DiagnosticList.self) {
      try PlainTableTrace.readPods(Array(bad.utf8), file: "p.csv")
    }
    #expect(
      problems?.description == """
        p.csv:2:3: error: column 'arrival_seconds': expected a number that is not negative, found \
        '-1'
        p.csv:2:10: error: column 'priority': expected an integer from -2147483648 to 1000000000, \
        found '2000000000'
        """)
  }
}
