import Testing

@Suite struct NoVolumeZoneConflictTests {
  static let key = "failure-domain.beta.kubernetes.io/zone"

  static func small(claim: String) -> SmallCase {
    var small = SmallCase(
      .v1_2, predicates: ["NoVolumeZoneConflict"], priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node("a", labels: #""\#(key)":"x""#),
      SmallCase.node("b", labels: #""\#(key)":"y""#), SmallCase.node("no-zone"),
    ]
    small.objects = [
      #""persistentvolumes":[{"metadata":{"name":"pv","labels":{"\#(key)":"x"}},"spec":{}}]"#,
      #"""
      "persistentvolumeclaims":[{"metadata":{"name":"bound"},"spec":{"volumeName":"pv"}},
      """#.replacing("\n", with: "") + #"{"metadata":{"name":"unbound"},"spec":{}}]"#,
    ]
    small.pod = SmallCase.pod(
      spec: #""volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"\#(claim)"}}]"#)
    return small
  }

  @Test("A volume of a zone keeps the pod from nodes of other zones")
  func zones() throws {
    #expect(try Self.small(claim: "bound").rejectedNodes() == ["b"])
  }

  @Test(
    "A claim without a volume keeps the pod from every node with a zone",
    arguments: ["unbound", "gone"])
  func unusable(claim: String) throws {
    #expect(try Self.small(claim: claim).rejectedNodes() == ["a", "b"])
  }
}
