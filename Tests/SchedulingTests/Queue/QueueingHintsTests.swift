import ClusterState
import Scheduling
import Testing

@Suite struct QueueingHintsTests {
  @Test("A node helps if the pod could fit there, were it empty")
  func nodes() throws {
    var cluster = try SmallCluster()
    let small = try cluster.addNode("a", labels: "disk: hdd", allocatable: "cpu: 1, memory: 1Gi")
    let large = try cluster.addNode(
      "b", labels: "disk: ssd", spec: "taints: [{key: x, effect: NoSchedule}]")
    let pod = try cluster.pod(requests: "cpu: 2", spec: "nodeSelector: {disk: ssd}")
    let hints = QueueingHints(cluster.state, cluster.scheduler.cache)
    func helps(_ node: NodeID, _ plugin: String) -> Bool {
      hints.helps(.nodeAdded(node), pod.template, plugin)
    }
    #expect(!helps(small, "NodeResourcesFit") && helps(large, "NodeResourcesFit"))
    #expect(!helps(small, "NodeAffinity") && helps(large, "NodeAffinity"))
    #expect(helps(small, "TaintToleration") && !helps(large, "TaintToleration"))
    #expect(!hints.helps(.nodeLabelsChanged(large), pod.template, "NodeResourcesFit"))
  }

  @Test("A pod that goes helps if what it held is what is wanted")
  func pods() throws {
    var cluster = try SmallCluster(nodes: "a")
    let http = try cluster.pod(container: "ports: [{containerPort: 80, hostPort: 80}]")
    let other = try cluster.pod(labels: "app: web")
    let spread = try cluster.pod(
      spec: "topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: "
        + "DoNotSchedule, labelSelector: {matchLabels: {app: web}}}]")
    let hints = QueueingHints(cluster.state, cluster.scheduler.cache)
    #expect(hints.helps(.podGone(http.template), http.template, "NodePorts"))
    #expect(!hints.helps(.podGone(other.template), http.template, "NodePorts"))
    #expect(hints.helps(.podGone(other.template), spread.template, "PodTopologySpread"))
    #expect(!hints.helps(.podGone(http.template), spread.template, "PodTopologySpread"))
    #expect(hints.helps(.podGone(other.template), spread.template, "NodeResourcesFit"))
  }
}
