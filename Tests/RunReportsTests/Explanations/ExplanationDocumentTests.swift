import ClusterSimulation
import ClusterState
import Testing

@testable import RunReports

@Suite("Explanations for programs")
struct ExplanationDocumentTests {
  private static func lines(
    _ pod: String, _ configuration: SimulationConfiguration
  ) throws -> [String] {
    let (attempt, cluster) = try ExplainedRun.attempt(pod, configuration)
    let text = String(decoding: ExplanationDocument(attempt, cluster).csv, as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  @Test("CSV has a row for each node and plugin, and for each change")
  func csv() throws {
    let configuration = ExplainedRun.configuration(
      .textbook, pods: [("web", 500), ("big", 2300)])
    let web = try Self.lines("web", configuration)
    #expect(
      web == [
        "time_seconds,pod,attempt,node,verdict,plugin,code,reasons,raw,normalized,weight,weighted,"
          + "namespace,pod_uid",
        "0.005000,web,1,n1,chosen,LeastRequestedPriority,,,8,8,1,8,default,1",
        "0.005000,web,1,n1,chosen,SelectorSpreadPriority,,,10,10,1,10,default,1",
        "0.005000,web,1,n2,tied,LeastRequestedPriority,,,8,8,1,8,default,1",
        "0.005000,web,1,n2,tied,SelectorSpreadPriority,,,10,10,1,10,default,1",
        "0.005000,web,1,n0,rejected,CheckNodeCondition,UnschedulableAndUnresolvable,"
          + "node(s) were unschedulable,,,,,default,1",
        "0.005000,web,1,n0,change,CheckNodeCondition,cordon,uncordoned,,,,,default,1",
      ])
    let big = try Self.lines("big", configuration).dropFirst()
    let start = "15.020030,big,5,"
    #expect(
      big == [
        start + "n0,rejected,CheckNodeCondition,UnschedulableAndUnresolvable,"
          + "node(s) were unschedulable,,,,,default,2",
        start + "n1,rejected,PodFitsResources,Unschedulable,Insufficient cpu,,,,,default,2",
        start + "n2,rejected,PodFitsResources,Unschedulable,Insufficient cpu,,,,,default,2",
        start + "n0,change,CheckNodeCondition,cordon,uncordoned,,,,,default,2",
        start + "n0,change,PodFitsResources,resource,300m more cpu (the node has 2),,,,,default,2",
        start + "n1,change,PodFitsResources,resource,800m more cpu (the node has 2),,,,,default,2",
        start + "n2,change,PodFitsResources,resource,300m more cpu (the node has 2),,,,,default,2",
      ])
  }

  @Test("JSON is whole: verdicts, scores, changes with their amounts")
  func json() throws {
    let configuration = ExplainedRun.configuration(.modern, nodes: 150, pods: [("big", 3000)])
    let (attempt, cluster) = try ExplainedRun.attempt("big", configuration)
    let text = String(decoding: ExplanationDocument(attempt, cluster).json, as: UTF8.self)
    #expect(text.components(of: "\"missing\": \"1\"") == 150)
    #expect(text.contains("\"result\": \"unschedulable\""))
    #expect(text.contains("\"asked\": \"3\""))
    #expect(text.contains("\"kind\": \"cordon\""))
    #expect(text.contains("\"reasons\": [\n"))
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(of part: String) -> Int { split(separator: part).count - 1 }
}
