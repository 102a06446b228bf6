import ClusterState
import KubernetesObjects
import Scheduling
import Testing

/// Which events help a pod that one plugin turned down.
@Suite struct QueueingHintsTests {
  @Test("A new node helps if the pod could run there, were it empty")
  func newNodes() throws {
    var cluster = try SmallCluster()
    let small = NodeFacts(
      try cluster.record("a", labels: "disk: hdd", allocatable: "cpu: 1, memory: 1Gi"))
    let large = NodeFacts(
      try cluster.record(
        "b", labels: "disk: ssd", spec: "taints: [{key: x, effect: NoSchedule}]"))
    let cordoned = NodeFacts(try cluster.record("c", spec: "unschedulable: true"))
    let pod = try cluster.pod(requests: "cpu: 2", spec: "nodeSelector: {disk: ssd}")
    let hints = QueueingHints(cluster.state, cluster.scheduler.cache)
    func helps(_ node: NodeFacts, _ plugin: RejectingPlugins) -> Bool {
      hints.helps(.nodeAdded(node), pod.template, plugin)
    }
    #expect(!helps(small, .nodeResourcesFit) && helps(large, .nodeResourcesFit))
    #expect(!helps(small, .nodeAffinity) && helps(large, .nodeAffinity))
    #expect(helps(small, .taintToleration) && !helps(large, .taintToleration))
    #expect(helps(small, .nodeUnschedulable) && !helps(cordoned, .nodeUnschedulable))
    #expect(helps(cordoned, .nodeName) && helps(small, .nodePorts))
    #expect(helps(small, [.nodeAffinity, .nodePorts]), "one plugin is enough")
  }

  @Test("A changed node helps if it was no good before and is now")
  func changedNodes() throws {
    var cluster = try SmallCluster()
    func facts(_ labels: String, cpu: Int, taints: String = "") throws -> NodeFacts {
      NodeFacts(
        try cluster.record(
          "a", labels: labels, allocatable: "cpu: \(cpu), memory: 1Gi", spec: "taints: [\(taints)]")
      )
    }
    let bare = try facts("", cpu: 4)
    let labeled = try facts("disk: ssd", cpu: 4)
    let other = try facts("disk: ssd, x: y", cpu: 4)
    let larger = try facts("", cpu: 8)
    let tainted = try facts("", cpu: 4, taints: "{key: x, effect: NoSchedule}")
    let pod = try cluster.pod(requests: "cpu: 2", spec: "nodeSelector: {disk: ssd}")
    let hints = QueueingHints(cluster.state, cluster.scheduler.cache)
    func helps(_ old: NodeFacts, _ new: NodeFacts, _ plugin: RejectingPlugins) -> Bool {
      new.changes(from: old).contains {
        !$0.interested.isDisjoint(with: plugin) && hints.helps($0, pod.template, plugin)
      }
    }
    #expect(helps(bare, labeled, .nodeAffinity) && !helps(labeled, other, .nodeAffinity))
    #expect(helps(bare, larger, .nodeResourcesFit) && !helps(larger, bare, .nodeResourcesFit))
    #expect(!helps(bare, labeled, .nodeResourcesFit), "labels are none of its business")
    #expect(helps(tainted, bare, .taintToleration) && !helps(bare, tainted, .taintToleration))
  }

  @Test("Uncordoning is an event, cordoning is none")
  func cordons() throws {
    var cluster = try SmallCluster()
    let open = NodeFacts(try cluster.record("a"))
    let cordoned = NodeFacts(try cluster.record("a", spec: "unschedulable: true"))
    let pod = try cluster.pod()
    let hints = QueueingHints(cluster.state, cluster.scheduler.cache)
    #expect(cordoned.changes(from: open).isEmpty)
    let events = open.changes(from: cordoned)
    #expect(events.count == 1)
    #expect(events.allSatisfy { hints.helps($0, pod.template, .nodeUnschedulable) })
  }

  @Test("A pod that goes helps if what it held is what is wanted")
  func departures() throws {
    var cluster = try SmallCluster(nodes: "a")
    let http = try cluster.pod(container: "ports: [{containerPort: 80, hostPort: 80}]")
    let other = try cluster.pod(labels: "app: web")
    let spread = try cluster.pod(
      spec: "topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: "
        + "DoNotSchedule, labelSelector: {matchLabels: {app: web}}}]")
    let hints = QueueingHints(cluster.state, cluster.scheduler.cache)
    #expect(hints.helps(.podGone(http.template), http.template, .nodePorts))
    #expect(!hints.helps(.podGone(other.template), http.template, .nodePorts))
    #expect(hints.helps(.podGone(other.template), spread.template, .podTopologySpread))
    #expect(!hints.helps(.podGone(http.template), spread.template, .podTopologySpread))
    #expect(hints.helps(.podGone(other.template), spread.template, .nodeResourcesFit))
  }

  @Test("Of inter-pod terms only those of the waiting pod count")
  func affinity() throws {
    var cluster = try SmallCluster(nodes: "a")
    let web = try cluster.pod(labels: "app: web")
    let cache = try cluster.pod(labels: "app: cache")
    func term(_ app: String) -> String {
      "requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, "
        + "labelSelector: {matchLabels: {app: \(app)}}}]"
    }
    let near = try cluster.pod(spec: "affinity: {podAffinity: {\(term("web"))}}")
    let far = try cluster.pod(spec: "affinity: {podAntiAffinity: {\(term("web"))}}")
    let hints = QueueingHints(cluster.state, cluster.scheduler.cache)
    func helps(_ event: ClusterEvent, _ pod: PendingPod) -> Bool {
      hints.helps(event, pod.template, .interPodAffinity)
    }
    #expect(helps(.podPlaced(web.template), near) && !helps(.podPlaced(cache.template), near))
    #expect(!helps(.podPlaced(web.template), far) && !helps(.podGone(web.template), near))
    #expect(helps(.podGone(web.template), far) && !helps(.podGone(cache.template), far))
    #expect(!helps(.nominationWithdrawn(web.template), far))
    let relabeled = ClusterEvent.podLabelsChanged(from: web.template, to: cache.template)
    #expect(helps(relabeled, far) && !helps(relabeled, near))
    #expect(!helps(.podGone(far.template), web), "the real scheduler does not look at it")
  }

  @Test("A withdrawn nomination helps pods of its priority or a lower one")
  func nominations() throws {
    var cluster = try SmallCluster(nodes: "a")
    let low = try cluster.pod(spec: "priority: 1")
    let high = try cluster.pod(spec: "priority: 2")
    let hints = QueueingHints(cluster.state, cluster.scheduler.cache)
    func helps(_ gone: PendingPod, _ pod: PendingPod) -> Bool {
      hints.helps(.nominationWithdrawn(gone.template), pod.template, .nodeResourcesFit)
    }
    #expect(helps(high, low) && helps(high, high) && !helps(low, high))
  }

  @Test("A toleration of its own helps a pod, one for cordoned nodes where that was the reason")
  func ownTolerations() throws {
    var cluster = try SmallCluster()
    let pod = try cluster.pod(spec: "tolerations: [{key: x, operator: Exists}]")
    let daemon = try cluster.pod(
      spec: "tolerations: [{key: node.kubernetes.io/unschedulable, operator: Exists}]")
    let hints = QueueingHints(cluster.state, cluster.scheduler.cache)
    #expect(hints.helps(.ownTolerationsChanged, pod.template, .taintToleration))
    #expect(!hints.helps(.ownTolerationsChanged, pod.template, .nodeUnschedulable))
    #expect(hints.helps(.ownTolerationsChanged, daemon.template, .nodeUnschedulable))
  }
}
