import Scheduling
import Testing

@Suite struct NodeUnschedulableTests {
  @Test(
    "A cordoned node takes only pods that tolerate the taint that stands for it",
    arguments: [
      ("", false),
      ("{operator: Exists}", true),
      ("{key: node.kubernetes.io/unschedulable, operator: Exists}", true),
      ("{key: node.kubernetes.io/unschedulable, operator: Equal}", true),
      ("{key: node.kubernetes.io/unschedulable, value: x}", false),
      ("{key: node.kubernetes.io/unschedulable, operator: Exists, effect: NoSchedule}", true),
      ("{key: node.kubernetes.io/unschedulable, operator: Exists, effect: NoExecute}", false),
      ("{key: other, operator: Exists}", false),
    ])
  func cordoned(toleration: String, fits: Bool) throws {
    var cluster = try SmallCluster(nodes: "a")
    try cluster.addNode("b", spec: "unschedulable: true")
    let pod = try cluster.pod(spec: "tolerations: [\(toleration)]")
    #expect(
      cluster.filter(pod, NodeUnschedulable())
        == (fits ? [] : ["b!: node(s) were unschedulable"]))
  }
}
