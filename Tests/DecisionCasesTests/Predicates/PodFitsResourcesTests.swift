import DecisionCases
import Testing

@Suite struct PodFitsResourcesTests {
  static func small(_ era: DecisionEra, _ requests: String) -> SmallCase {
    var small = SmallCase(era, predicates: ["PodFitsResources"], priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node("full", #""cpu":"1","memory":"1000""#, pods: 1),
      SmallCase.node("over", #""cpu":"1","memory":"1000""#),
      SmallCase.node("free", #""cpu":"2","memory":"2000""#),
    ]
    small.pods = [
      SmallCase.pod("p", on: "full"),
      SmallCase.pod("q", on: "over", requests: #""cpu":"1500m","memory":"100""#),
    ]
    small.pod = SmallCase.pod(requests: requests)
    return small
  }

  @Test("Kubernetes 1.2 reports the first shortage with its numbers")
  func firstShortage() throws {
    let rejections = try Self.small(.v1_2, #""cpu":"1","memory":"1950""#).rejections()
    #expect(
      rejections == [
        "full: PodFitsResources: Node didn't have enough resource: PodCount, requested: 1, "
          + "used: 1, capacity: 1",
        "over: PodFitsResources: Node didn't have enough resource: CPU, requested: 1000, "
          + "used: 1500, capacity: 1000",
      ])
  }

  @Test("A shortage of memory is found when the processor suffices")
  func memory() throws {
    let rejections = try Self.small(.v1_2, #""cpu":"1m","memory":"2001""#).rejections()
    #expect(
      rejections.last
        == "over: PodFitsResources: Node didn't have enough resource: CPU, requested: 1, "
        + "used: 1500, capacity: 1000")
    #expect(
      rejections.first { $0.hasPrefix("free") }
        == "free: PodFitsResources: Node didn't have enough resource: Memory, requested: 2001, "
        + "used: 0, capacity: 2000")
  }

  @Test(
    "A pod that requests nothing fits an overcommitted node", arguments: [DecisionEra.v1_2, .v1_20])
  func nothingRequested(era: DecisionEra) throws {
    #expect(try Self.small(era, "").rejectedNodes() == ["full"])
  }

  @Test("Kubernetes 1.20 reports every shortage, of the processor even to a pod without request")
  func allShortages() throws {
    let rejections = try Self.small(.v1_20, #""memory":"1950","example.com/gpu":"1""#).rejections()
    #expect(
      rejections == [
        "free: Insufficient example.com/gpu",
        "full: Insufficient example.com/gpu, Insufficient memory, Too many pods",
        "over: Insufficient cpu, Insufficient example.com/gpu, Insufficient memory",
      ])
  }

  @Test("Kubernetes 1.2 does not know init containers or overhead")
  func laterFields() throws {
    var small = Self.small(.v1_2, #""cpu":"1""#)
    small.pod = SmallCase.pod(
      requests: #""cpu":"1""#,
      spec: #"""
        "overhead":{"cpu":"5"},"initContainers":[{"name":"i","resources":{"requests":{"cpu":"9"}}}]
        """#)
    #expect(try small.rejectedNodes() == ["full", "over"])
  }
}
