import DecisionCases
import Testing

@Suite struct ServiceAffinityTests {
  static func small(_ era: DecisionEra, pod: String) -> SmallCase {
    var small = SmallCase(
      era,
      predicates: [#"{"name":"aff","argument":{"serviceAffinity":{"labels":["zone"]}}}"#],
      priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node("a", labels: #""zone":"x""#), SmallCase.node("b", labels: #""zone":"y""#),
      SmallCase.node("c", labels: #""zone":"y""#), SmallCase.node("d"),
    ]
    small.objects = [SmallCase.services(["web": "web"])]
    small.pod = pod
    return small
  }

  static let web = SmallCase.pod(labels: #""app":"web""#)

  @Test("The first pod of a service may go anywhere", arguments: [DecisionEra.v1_2, .v1_20])
  func first(era: DecisionEra) throws {
    #expect(try Self.small(era, pod: Self.web).rejectedNodes() == [])
  }

  @Test("Further pods follow to nodes with the same value", arguments: [DecisionEra.v1_2, .v1_20])
  func further(era: DecisionEra) throws {
    var small = Self.small(era, pod: Self.web)
    small.pods = [SmallCase.pod("p", on: "b", labels: #""app":"web""#)]
    #expect(try small.rejectedNodes() == ["a", "d"])
  }

  @Test("What the pod selects itself goes first", arguments: [DecisionEra.v1_2, .v1_20])
  func selected(era: DecisionEra) throws {
    var small = Self.small(
      era, pod: SmallCase.pod(labels: #""app":"web""#, spec: #""nodeSelector":{"zone":"x"}"#))
    small.pods = [SmallCase.pod("p", on: "b", labels: #""app":"web""#)]
    #expect(try small.rejectedNodes() == ["b", "c", "d"])
  }

  @Test("A pod whose node has no such label asks for nothing")
  func unlabelled() throws {
    var small = Self.small(.v1_2, pod: Self.web)
    small.pods = [SmallCase.pod("p", on: "d", labels: #""app":"web""#)]
    #expect(try small.rejectedNodes() == [])
  }

  @Test("Kubernetes 1.20 follows only pods that have all labels of the incoming one")
  func likePods() throws {
    var small = Self.small(.v1_20, pod: SmallCase.pod(labels: #""app":"web","ver":"2""#))
    small.pods = [
      SmallCase.pod("p", on: "a", labels: #""app":"web","ver":"1""#),
      SmallCase.pod("q", on: "b", labels: #""app":"web","ver":"2","more":"""#),
    ]
    #expect(
      try small.rejections() == [
        "a: node(s) didn't match service affinity", "d: node(s) didn't match service affinity",
      ])
  }
}
