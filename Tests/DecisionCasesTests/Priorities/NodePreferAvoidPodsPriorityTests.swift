import Testing

@Suite struct NodePreferAvoidPodsPriorityTests {
  static func node(_ name: String, kind: String, uid: String) -> String {
    let controller = #"{\"kind\":\"\#(kind)\",\"uid\":\"\#(uid)\"}"#
    let entry = #"{\"podSignature\":{\"podController\":\#(controller)}}"#
    return SmallCase.node(
      name,
      annotations: #"""
        "scheduler.alpha.kubernetes.io/preferAvoidPods":"{\"preferAvoidPods\":[\#(entry)]}"
        """#)
  }

  static func small(ownerKind: String) -> SmallCase {
    var small = SmallCase(.v1_20, priorities: ["NodePreferAvoidPodsPriority"])
    small.nodes = [
      node("a", kind: "ReplicaSet", uid: "u"), node("b", kind: "ReplicaSet", uid: "v"),
      node("c", kind: "StatefulSet", uid: "u"),
      SmallCase.node(
        "d", annotations: #""scheduler.alpha.kubernetes.io/preferAvoidPods":"not JSON""#),
    ]
    small.pod = SmallCase.pod(
      metadata: #"""
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"\#(ownerKind)","name":"r","uid":"u",
        "controller":true}]
        """#)
    return small
  }

  @Test("A node that names the pod's replica set by kind and uid scores nothing")
  func avoided() throws {
    #expect(
      try Self.small(ownerKind: "ReplicaSet").scores("NodePreferAvoidPods")
        == "a=0 b=100 c=100 d=100")
  }

  @Test("Other controllers cannot be avoided")
  func others() throws {
    #expect(
      try Self.small(ownerKind: "StatefulSet").scores("NodePreferAvoidPods")
        == "a=100 b=100 c=100 d=100")
  }
}
