import KubernetesObjects
import SimulationEngine
import StructuredText
import Testing
import WorkloadTraces

@Suite struct ClusterDumpTraceTests {
  static func pod(
    _ name: String, created: String, node: String = "", status: String = "{}"
  ) -> String {
    """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"\(name)","namespace":"shop",
    "creationTimestamp":"\(created)","labels":{"app":"web"}},"spec":{"nodeName":"\(node)",
    "containers":[{"name":"c","image":"i","resources":{"requests":{"cpu":"100m"}}}]},
    "status":\(status)}
    """
  }

  static func read(_ items: [String]) throws -> TraceContents {
    let text = """
      {"apiVersion":"v1","kind":"List","items":[\(items.joined(separator: ","))]}
      """
    return try ClusterDumpTrace.read([JSONReader.read(Array(text.utf8), file: "dump.json")])
  }

  @Test func podsArriveWhenTheyWereCreated() throws {
    let ended = """
      {"phase":"Succeeded","startTime":"2024-05-01T10:00:05Z","containerStatuses":[{"name":"c",
      "state":{"terminated":{"exitCode":0,"finishedAt":"2024-05-01T10:01:05Z"}}}]}
      """
    let running = """
      {"phase":"Running","startTime":"2024-05-01T10:00:31Z","conditions":[{"type":"PodScheduled",
      "status":"True","lastTransitionTime":"2024-05-01T10:00:30Z"}]}
      """
    let contents = try Self.read([
      Self.pod("b", created: "2024-05-01T10:00:20Z", node: "n1", status: running),
      "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n1\"}}",
      Self.pod("a", created: "2024-05-01T10:00:00Z", node: "n2", status: ended),
      "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"shop\"}}",
    ])
    let trace = contents.trace
    #expect(trace.nodes.map(\.metadata.name) == ["n1"])
    #expect(Array(trace.names) == ["a", "b"])
    #expect(trace.arrivals.map(\.time) == [.zero, .seconds(20)])
    #expect(trace.arrivals.map(\.runtime) == [.seconds(60), nil])
    #expect(trace.templates.count == 1)
    #expect(trace.templates[0].namespace == "shop")
    #expect(trace.templates[0].pod.spec.nodeName == "")
    #expect(trace.outcomes.map(\.phase) == [.succeeded, .running])
    #expect(trace.outcomes.map(\.scheduled) == [.seconds(5), .seconds(30)])
    #expect(contents.otherObjects.map(\.kind) == [Namespace.kind])
  }

  @Test func aPodWithoutATimeIsAProblem() {
    let error = #expect(throws: DiagnosticList.self) {
      try Self.read([
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},
        "spec":{"containers":[{"name":"c","image":"i"}]}}
        """
      ])
    }
    #expect(error?.diagnostics.first?.message.contains("creationTimestamp") == true)
  }

  @Test func anEmptyDumpIsAnEmptyTrace() throws {
    let contents = try Self.read([])
    #expect(contents.trace.arrivals.isEmpty && contents.trace.nodes.isEmpty)
    #expect(contents.trace.lastEvent == .zero)
  }
}
