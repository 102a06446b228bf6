import KubernetesObjects
import SimulationEngine
import StructuredText
import Testing
import WorkloadTraces

@Suite struct OpenBTraceTests {
  static let nodes = """
    sn,cpu_milli,memory_mib,gpu,model
    plain,8000,4096,0,
    fast,96000,393216,8,V100M32
    """

  static let pods = """
    name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,\
    scheduled_time
    late,4000,1024,1,250,,LS,Running,90,1000,95
    early,4000,1024,1,250,,LS,Succeeded,10.5,40,12
    twin,4000,1024,1,250,,LS,Pending,10.5,900,
    whole,2000,0,2,1000,V100M32|A10,BE,Failed,20,21,20
    bare,100,16,0,0,,,Succeeded,20,25,20
    """

  @Test func aRowOfTheNodeListIsANode() throws {
    let nodes = try OpenBTrace.readNodes(Array(Self.nodes.utf8), file: "nodes.csv")
    #expect(nodes.map(\.metadata.name) == ["plain", "fast"])
    #expect(nodes[0].status.allocatable[TraceDevices.gpu] == nil)
    #expect(nodes[0].status.capacity.amount(of: .pods) == 1001)
    #expect(nodes[1].status.allocatable.amount(of: .cpu) == 96_000)
    #expect(nodes[1].status.allocatable.amount(of: .memory) == 384 << 30)
    #expect(nodes[1].status.allocatable.amount(of: TraceDevices.gpu) == 8)
    #expect(nodes[1].metadata.labels[TraceDevices.modelLabel] == "V100M32")
    #expect(nodes[1].metadata.labels["kubernetes.io/hostname"] == "fast")
  }

  @Test func podsArriveInOrderOfTimeAndShareTemplates() throws {
    let trace = try OpenBTrace.readPods(Array(Self.pods.utf8), file: "pods.csv")
    #expect(Array(trace.names) == ["early", "twin", "whole", "bare", "late"])
    #expect(
      trace.arrivals.map(\.time) == [
        .microseconds(10_500_000), .microseconds(10_500_000), .seconds(20), .seconds(20),
        .seconds(90),
      ])
    #expect(
      trace.arrivals.map(\.runtime) == [
        .seconds(28), nil, .seconds(1), .seconds(5), .seconds(905),
      ])
    #expect(trace.templates.count == 3)
    #expect(trace.arrivals.map(\.template) == [0, 0, 1, 2, 0])
    #expect(
      trace.outcomes.map(\.phase) == [.succeeded, .pending, .failed, .succeeded, .running])
    #expect(trace.outcomes[0].scheduled == .seconds(12))
    #expect(trace.outcomes[1].scheduled == nil)
    #expect(trace.lastEvent == .seconds(1000))
  }

  @Test func aShareOfADeviceIsAnAnnotationAndWholeDevicesAreRequests() throws {
    let trace = try OpenBTrace.readPods(Array(Self.pods.utf8), file: "pods.csv")
    let share = trace.templates[0]
    #expect(share.devices == DeviceRequest(resource: TraceDevices.gpu, count: 1, thousandths: 250))
    #expect(share.pod.spec.containers[0].resources.requests[TraceDevices.gpu] == nil)
    #expect(GPURequest(share.pod.metadata.annotations) == GPURequest(count: 1, milli: 250))
    let whole = trace.templates[1]
    #expect(whole.devices?.totalThousandths == 2000)
    let requests = whole.pod.spec.containers[0].resources.requests
    #expect(requests.amount(of: TraceDevices.gpu) == 2)
    #expect(requests[.memory] == nil)
    #expect(whole.pod.metadata.annotations.isEmpty)
    let terms = whole.pod.spec.affinity?.nodeAffinity?.required?.nodeSelectorTerms
    #expect(terms?.first?.matchExpressions.first?.values == ["V100M32", "A10"])
    #expect(whole.pod.metadata.labels["qos"] == "BE")
    let bare = trace.templates[2]
    #expect(bare.devices == nil && bare.pod.spec.affinity == nil)
    #expect(bare.pod.metadata.labels.isEmpty)
  }

  @Test func fiveColumnsAreEnough() throws {
    let text = "name,cpu_milli,memory_mib,num_gpu,gpu_milli\nb,1,1,0,0\na,1,1,0,0\n"
    let trace = try OpenBTrace.readPods(Array(text.utf8), file: "pods.csv")
    #expect(Array(trace.names) == ["b", "a"])
    #expect(trace.arrivals.allSatisfy { $0.time == .zero && $0.runtime == nil })
    #expect(trace.outcomes.isEmpty)
  }

  @Test func everyBadCellIsReported() throws {
    let header = String(Self.pods.prefix { $0 != "\n" })
    let text = """
      \(header)
      Bad_Name,x,1,1,1000,,LS,Running,0,2,1
      a,1,-1,0,500,,LS,Running,0,2,1
      b,1,1,2,500,,LS,Running,0,2,1
      c,1,1,1,0,,LS,Dreaming,0,2,1
      d,1,1,0,0,,LS,Running,5,2,1
      d,1,1,0,0,,LS,Running,,2,1
      e,1,1,0
      """
    let error = #expect(throws: DiagnosticList.self) {
      try OpenBTrace.readPods(Array(text.utf8), file: "p.csv")
    }
    let lines = try #require(error).diagnostics.map(\.description)
    #expect(lines.count == 11, "\(lines)")
    let expected = [
      "p.csv:2:10: error: column 'cpu_milli': expected an integer of at least 0, found 'x'",
      "p.csv:3:10: error: column 'gpu_milli': expected 0 for a pod without devices, found '500'",
      "p.csv:4:9: error: column 'gpu_milli': expected 1000: several devices are taken whole, "
        + "found '500'",
      "p.csv:5:9: error: column 'gpu_milli': expected an integer from 1 to 1000 for one device, "
        + "found '0'",
      "p.csv:5:15: error: column 'pod_phase': expected Pending, Running, Succeeded, Failed or "
        + "Unknown, found 'Dreaming'",
      "p.csv:6:27: error: column 'scheduled_time': expected a time not before creation_time, "
        + "found '1'",
      "p.csv:7:1: error: column 'name': 'd' is there twice; expected a name of its own for "
        + "each row",
      "p.csv:7:23: error: column 'creation_time': expected a number of seconds, found nothing",
      "p.csv:8:8: error: expected 11 fields as in the header, found 4",
    ]
    for line in expected { #expect(lines.contains(line), "\(line)\n\(lines)") }
  }

  @Test func missingColumnsAreAllNamed() {
    let error = #expect(throws: DiagnosticList.self) {
      try OpenBTrace.readNodes(Array("name,cpu_milli,memory,gpu,model\n".utf8), file: "n.csv")
    }
    #expect(error?.diagnostics.count == 2)
    let nodeProblems = #expect(throws: DiagnosticList.self) {
      try OpenBTrace.readNodes(
        Array("sn,cpu_milli,memory_mib,gpu,model\na,1,1,0,T4\nb,1,1,2,\n".utf8), file: "n.csv")
    }
    #expect(
      nodeProblems?.description == """
        n.csv:2:9: error: column 'model': expected nothing on a node without GPUs, found 'T4'
        n.csv:3:9: error: column 'model': expected the GPUs' model, found nothing
        """)
  }
}
