import DecisionCases
import StructuredText
import Testing

@Suite struct SequenceStepTests {
  /// The results of `steps` on nodes a, b and c that each take two pods of one processor.
  static func results(_ era: DecisionEra, _ steps: [String]) throws -> [String] {
    let nodes = ["a", "b", "c"].map { SmallCase.node($0, #""cpu":"2","memory":"10Gi""#) }
    let line =
      #"{"id":"steps","nodes":["# + nodes.joined(separator: ",")
      + #"],"policy":{"predicates":[{"name":"PodFitsResources"}],"priorities":"#
      + #"[{"name":"EqualPriority","weight":1}]},"steps":["# + steps.joined(separator: ",") + "]}"
    let bytes = DecisionCases(era: era, file: "steps").answer(to: Array(line.utf8), number: 1).line
    let answer = try JSONReader.read(bytes, file: "answer")
    if let error = answer["error"] { return [error.text] }
    return (answer["results"].map { Array($0.elements) } ?? []).map { result in
      result.members.map { "\($0.key.text)=\($0.value.text)" }.joined(separator: " ")
    }
  }

  static func schedule(_ name: String, cpu: Int = 1) -> String {
    #"{"op":"schedule","pod":\#(SmallCase.pod(name, requests: #""cpu":"\#(cpu)""#))}"#
  }

  @Test("Kubernetes 1.2 takes equal nodes in turn, by name descending")
  func roundRobin() throws {
    #expect(
      try Self.results(.v1_2, ["p", "q", "r"].map { Self.schedule($0, cpu: 2) }) == [
        "pod=default/p node=c score=1 ties=3", "pod=default/q node=a score=1 ties=2",
        "pod=default/r node=b score=1 ties=1",
      ])
  }

  @Test("In sequences of Kubernetes 1.20 the smallest name is taken, and what does not fit is told")
  func smallestName() throws {
    #expect(
      try Self.results(.v1_20, [Self.schedule("p"), Self.schedule("q", cpu: 9)]) == [
        "pod=default/p node=a score=1 ties=3",
        "pod=default/q message=0/3 nodes are available: 3 Insufficient cpu.",
      ])
  }

  @Test("Pods go, nodes come, change and go", arguments: [DecisionEra.v1_2, .v1_20])
  func otherSteps(era: DecisionEra) throws {
    let small = SmallCase.node("d", #""cpu":"1","memory":"1Gi""#)
    let large = SmallCase.node("d", #""cpu":"9","memory":"9Gi""#)
    let results = try Self.results(
      era,
      [
        Self.schedule("p", cpu: 2), #"{"op":"delete","name":"default/p"}"#,
        #"{"op":"delete","name":"default/p"}"#, #"{"op":"addNode","node":\#(small)}"#,
        Self.schedule("q", cpu: 9), #"{"op":"updateNode","node":\#(large)}"#,
        Self.schedule("r", cpu: 9), #"{"op":"removeNode","name":"d"}"#,
        Self.schedule("s", cpu: 9),
      ])
    #expect(results.count == 9)
    #expect(results[1] == "op=delete pod=default/p")
    #expect(results[2].hasPrefix("op=delete pod=default/p "))
    #expect(results[3] == "op=addNode node=d")
    #expect(!results[4].contains("node=d"))
    #expect(results[6].contains("node=d"))
    #expect(results[7] == "op=removeNode node=d")
    #expect(!results[8].contains("node=d"))
  }
}
