import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("Pods in the cluster")
struct PodLifeTests {
  @Test("pods alike but for name and node share a template")
  func alikePodsShareATemplate() {
    var cluster = ClusterState()
    let first = cluster.template(for: Self.pod("a", app: "web"))
    #expect(cluster.template(for: Self.pod("b", app: "web")) == first)
    #expect(cluster.template(for: Self.pod("c", app: "db")) != first)
  }

  @Test("a bound pod that is deleted gracefully stays until its kubelet confirms")
  func gracefulDeletionKeepsTheObject() throws {
    var (cluster, node) = try Self.cluster()
    let pod = try Self.create("a", in: &cluster)
    let bound1 = cluster.bind(pod, to: node, at: .seconds(1))
    #expect(bound1)
    cluster.requestDeletion(of: pod, grace: .seconds(30), at: .seconds(5))
    #expect(cluster.pods[pod].isDeleting && !cluster.pods[pod].isRemoved)
    #expect(cluster.pods[pod].deletionDeadline == .seconds(35))
    cluster.requestDeletion(of: pod, grace: .seconds(60), at: .seconds(6))
    #expect(cluster.pods[pod].deletionDeadline == .seconds(35), "a later end is not granted")
    cluster.requestDeletion(of: pod, grace: .seconds(10), at: .seconds(7))
    #expect(cluster.pods[pod].deletionDeadline == .seconds(15), "from the first request on")
    #expect(cluster.pods[pod].deletionGrace == .seconds(10))
    cluster.remove(pod, at: .seconds(8))
    #expect(cluster.pods[pod].isRemoved && cluster.pods.count(on: node) == 0)
  }

  @Test("a pod without a node leaves at once, whatever its grace")
  func unboundPodLeavesAtOnce() throws {
    var (cluster, _) = try Self.cluster()
    let pod = try Self.create("a", in: &cluster)
    cluster.requestDeletion(of: pod, grace: .seconds(30), at: .seconds(5))
    #expect(cluster.pods[pod].removed == .seconds(5))
  }

  @Test("a pod that has ended leaves at once, whatever its grace")
  func endedPodLeavesAtOnce() throws {
    var (cluster, node) = try Self.cluster()
    let pod = try Self.create("a", in: &cluster)
    let isBound = cluster.bind(pod, to: node, at: .seconds(1))
    #expect(isBound)
    cluster.report(pod, phase: .failed, isReady: false, restarts: 0, at: .seconds(2))
    cluster.requestDeletion(of: pod, grace: .seconds(30), at: .seconds(5))
    #expect(cluster.pods[pod].removed == .seconds(5))
  }

  @Test("a pod can be bound once, and not when it is being deleted")
  func bindsOnce() throws {
    var (cluster, node) = try Self.cluster()
    let pod = try Self.create("a", in: &cluster)
    let bound2 = cluster.bind(pod, to: node, at: .seconds(1))
    #expect(bound2)
    let bound3 = cluster.bind(pod, to: node, at: .seconds(2))
    #expect(!bound3)
    #expect(cluster.pods[pod].scheduled == .seconds(1))
  }

  @Test("a name can be taken again only when its pod has gone")
  func namesAreUnique() throws {
    var (cluster, _) = try Self.cluster()
    let pod = try Self.create("a", in: &cluster)
    #expect(throws: NameTaken.self) { try Self.create("a", in: &cluster) }
    cluster.remove(pod, at: .seconds(1))
    let second = try Self.create("a", in: &cluster)
    #expect(second != pod)
  }

  @Test(
    "counts and lists equal a recount after random writes", arguments: 0..<30 as Range<UInt64>)
  func countsStayTrue(seed: UInt64) throws {
    var random = RandomStream(seed: seed, name: "pods")
    var (cluster, node) = try Self.cluster()
    for step in 0..<200 {
      let now = SimulationTime.seconds(Int64(step))
      guard cluster.pods.count > 0, random.index(below: 3) > 0 else {
        _ = try Self.create("p\(step)", app: "app\(random.index(below: 3))", in: &cluster)
        continue
      }
      let pod = PodID(random.index(below: cluster.pods.count))
      switch random.index(below: 5) {
      case 0: _ = cluster.bind(pod, to: node, at: now)
      case 1 where cluster.pods[pod].node.isPresent:
        cluster.report(pod, phase: .running, isReady: true, restarts: 0, at: now)
      case 2: cluster.requestDeletion(of: pod, grace: .seconds(30), at: now)
      case 3: cluster.remove(pod, at: now)
      default: cluster.setReady(pod, random.index(below: 2) == 0, at: now)
      }
      Self.expectRecount(cluster, node, seed)
    }
  }

  @Test("a copy of the cluster does not see what is written to the other")
  func copiesAreIndependent() throws {
    var (cluster, node) = try Self.cluster()
    let pod = try Self.create("a", in: &cluster)
    let snapshot = cluster
    let bound4 = cluster.bind(pod, to: node, at: .seconds(1))
    #expect(bound4)
    #expect(!snapshot.pods[pod].node.isPresent)
    #expect(snapshot.resourceVersion + 1 == cluster.resourceVersion)
  }

  @Test("generated names end in five letters of the API server's alphabet, all different")
  func generatedNames() {
    var symbols = SymbolTable()
    let base = symbols.intern("web-")
    let names = (0..<500).map { PodName(base: base, suffix: Int32($0) * 1009).text(symbols) }
    #expect(Set(names).count == 500)
    #expect(names.allSatisfy { $0.count == 9 && $0.hasPrefix("web-") })
    let letters = Set("bcdfghjklmnpqrstvwxz2456789")
    #expect(names.allSatisfy { $0.dropFirst(4).allSatisfy(letters.contains) })
  }

  private static func expectRecount(_ cluster: ClusterState, _ node: NodeID, _ seed: UInt64) {
    for template in cluster.templates.all {
      var (live, active, ready) = (Int32(0), Int32(0), Int32(0))
      for row in 0..<cluster.pods.count {
        let pod = cluster.pods[PodID(row)]
        guard pod.template == template.id, !pod.isRemoved else { continue }
        live += 1
        guard pod.isActive else { continue }
        active += 1
        ready += pod.isReady ? 1 : 0
      }
      let counts = cluster.pods.counts(of: template.id)
      #expect(counts.live == live && counts.active == active, "seed \(seed)")
      #expect(counts.ready == ready, "seed \(seed)")
      var listed: [PodID] = []
      cluster.pods.forEach(of: template.id) { listed.append($0) }
      #expect(listed.count == Int(live) && listed == listed.sorted(), "seed \(seed)")
    }
    var bound = Set<PodID>()
    cluster.pods.forEach(on: node) { bound.insert($0) }
    let expected = (0..<cluster.pods.count).map { PodID($0) }
      .filter { cluster.pods[$0].node == node && !cluster.pods[$0].isRemoved }
    #expect(bound == Set(expected) && cluster.pods.count(on: node) == expected.count)
  }

  static func pod(_ name: String, app: String) -> Pod {
    var spec = PodSpec()
    spec.containers = [Container(name: "c", image: "registry.example/\(app):1")]
    return Pod(metadata: ObjectMeta(name: name, labels: ["app": app]), spec: spec)
  }

  static func create(
    _ name: String, app: String = "web", in cluster: inout ClusterState
  ) throws -> PodID {
    let template = cluster.template(for: pod(name, app: app))
    let symbol = cluster.symbols.intern(name)
    return try cluster.createPod(
      template: template, name: PodName(symbol), owner: .absent, at: .zero)
  }

  static func cluster() throws -> (ClusterState, NodeID) {
    var cluster = ClusterState()
    let amounts = ResourceAmounts(milliCPU: 4000, memoryBytes: 16 << 30)
    let node = try cluster.addNode(
      NodeRecord(
        name: cluster.symbols.intern("worker-0"), pool: .empty, labels: .empty,
        capacity: amounts, allocatable: amounts, allocatablePods: 110, created: .zero),
      at: .zero)
    return (cluster, node)
  }
}
