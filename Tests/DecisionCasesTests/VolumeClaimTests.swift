import Testing

@Suite struct VolumeClaimTests {
  @Test("In Kubernetes 1.20 a claim that cannot be judged turns every node down")
  func missingClaim() throws {
    var small = SmallCase(.v1_20, predicates: ["CheckVolumeBinding"], priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a"), SmallCase.node("b")]
    small.pod = SmallCase.pod(
      spec: #""volumes":[{"name":"v","persistentVolumeClaim":{"claimName":"gone"}}]"#)
    let reason = #"persistentvolumeclaim "gone" not found"#
    #expect(try small.rejections() == ["a: \(reason)", "b: \(reason)"])
    #expect(try small.answer()["message"]?.text == "0/2 nodes are available: 2 \(reason).")
  }
}
