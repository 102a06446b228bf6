import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation

@Suite("Volumes in a run")
struct VolumeRunTests {
  /// Two nodes in zone `a` and one in `b`.
  private static func run(until end: Int64 = 60, _ objects: any APIObject...) -> SchedulingRun {
    var run = SchedulingRun(nodes: 0, until: end)
    run.configuration.nodePools = []
    for (name, zone) in [("a-0", "a"), ("a-1", "a"), ("b-0", "b")] {
      var node = SmallCluster.node
      node.metadata.name = name
      node.metadata.labels = [NodeLabels.zone: zone, NodeLabels.hostname: name]
      run.configuration.initialObjects.append(node)
    }
    run.configuration.initialObjects += objects
    return run
  }

  private static func storageClass(
    _ provisioner: String, _ mode: VolumeBindingMode,
    _ change: (inout StorageClass) -> Void = { _ in }
  ) -> StorageClass {
    var storageClass = StorageClass()
    storageClass.metadata.name = "disks"
    storageClass.provisioner = provisioner
    storageClass.volumeBindingMode = mode
    change(&storageClass)
    return storageClass
  }

  private static func claim(_ name: String, size: Int64 = 5) -> PersistentVolumeClaim {
    var claim = PersistentVolumeClaim()
    claim.metadata = ObjectMeta(name: name, namespace: "default")
    claim.spec.accessModes = [.readWriteOnce]
    claim.spec.resources.requests[.storage] = Quantity(size)
    claim.spec.storageClassName = "disks"
    return claim
  }

  /// A volume on the disk of a node.
  private static func localVolume(_ name: String, on node: String) -> PersistentVolume {
    var volume = PersistentVolume()
    volume.metadata.name = name
    volume.spec.capacity[.storage] = Quantity(10)
    volume.spec.accessModes = [.readWriteOnce]
    volume.spec.storageClassName = "disks"
    volume.spec.source = .local(path: "/disk")
    var term = NodeSelectorTerm()
    term.matchExpressions = [
      NodeSelectorRequirement(key: NodeLabels.hostname, operator: .isIn, values: [node])
    ]
    volume.spec.nodeAffinity = NodeSelector()
    volume.spec.nodeAffinity?.nodeSelectorTerms = [term]
    return volume
  }

  private static func pod(_ name: String, claim: String, zone: String? = nil) -> Pod {
    SchedulingRun.pod(name, milliCPU: 100) { pod in
      var source = PersistentVolumeClaimVolumeSource()
      source.claimName = claim
      pod.spec.volumes = [Volume(name: "data", source: .persistentVolumeClaim(source))]
      if let zone { pod.spec.nodeSelector = [NodeLabels.zone: zone] }
    }
  }

  private static func node(of pod: String, _ outcome: SchedulingRun.Outcome) throws -> String? {
    let node = try outcome.pod(pod).record.node
    return node.isPresent ? outcome.cluster.symbols[outcome.cluster.nodes[node.row].name] : nil
  }

  @Test("a local volume decides the node, and one volume is not given to two pods")
  func localVolumes() throws {
    var run = Self.run(
      Self.storageClass(StorageClass.noProvisioner, .waitForFirstConsumer),
      Self.localVolume("v", on: "a-1"), Self.claim("one"), Self.claim("two"))
    run.create(Self.pod("first", claim: "one"), Self.pod("second", claim: "two"))
    run.act(.apply([Self.localVolume("w", on: "b-0")]), at: 20)
    let outcome = run.outcome()
    #expect(try Self.node(of: "first", outcome) == "a-1")
    #expect(try Self.node(of: "second", outcome) == "b-0")
    #expect(try outcome.attempts("second").count > 1)
    let bound = try #require(try outcome.bound("first"))
    #expect((1...1.2).contains(bound), "the scheduler looks once a second whether it is bound")
    #expect(outcome.cluster.storage.claim("one", in: "default")?.spec.volumeName == "v")
  }

  /// A pod with a volume of its own, called `scratch`.
  private static func podWithOwnVolume(_ name: String) -> Pod {
    SchedulingRun.pod(name, milliCPU: 100) { pod in
      var template = PersistentVolumeClaimTemplate()
      template.spec = claim("").spec
      pod.spec.volumes = [Volume(name: "scratch", source: .ephemeral(template))]
    }
  }

  @Test("a claim is made with its pod, and goes with it")
  func ephemeralVolumes() throws {
    var run = Self.run(until: 120, Self.storageClass("x.io", .waitForFirstConsumer))
    run.create(Self.podWithOwnVolume("one"), Self.podWithOwnVolume("two"))
    run.act(.delete(.named(kind: "Pod", namespace: "default", name: "one"), grace: .zero), at: 40)
    let outcome = run.outcome()
    #expect(try Self.node(of: "two", outcome) != nil)
    #expect(
      outcome.events("FailedScheduling").allSatisfy {
        $0.contains("waiting for ephemeral volume controller to create the persistentvolumeclaim")
      })
    let kept = try outcome.pod("two")
    #expect(kept.record.phase == .running)
    let left = outcome.cluster.claims.filter(\.isPresent)
    #expect(left.map { outcome.cluster.symbols[$0.name] } == ["two-scratch"])
    #expect(left.allSatisfy { $0.claim.isFullyBound })
    #expect(outcome.cluster.claims.count == 2)
  }

  @Test("a claim of that name which is somebody else's keeps the pod waiting")
  func foreignClaim() throws {
    var run = Self.run(
      Self.storageClass("x.io", .waitForFirstConsumer), Self.claim("one-scratch"))
    run.create(Self.podWithOwnVolume("one"))
    let outcome = run.outcome()
    #expect(try Self.node(of: "one", outcome) == nil)
    let text = "PVC default/one-scratch was not created for pod default/one (pod is not owner)"
    #expect(outcome.events("FailedScheduling").last?.contains(text) == true)
    #expect(outcome.events("FailedBinding").first == "ephemeral volume scratch: \(text)")
  }

  @Test("a volume is made in the zone of the pod that needs it, and keeps later pods there")
  func madeVolume() throws {
    var run = Self.run(
      Self.storageClass("x.io", .waitForFirstConsumer), Self.claim("data"))
    run.create(Self.pod("first", claim: "data", zone: "b"))
    run.act(
      .delete(.named(kind: "Pod", namespace: "default", name: "first"), grace: .zero), at: 20)
    run.create(
      Self.pod("second", claim: "data"), Self.pod("third", claim: "data", zone: "a"), at: 25)
    let outcome = run.outcome()
    #expect(try Self.node(of: "first", outcome) == "b-0")
    #expect(try Self.node(of: "second", outcome) == "b-0")
    #expect(try Self.node(of: "third", outcome) == nil)
    #expect(
      outcome.events("FailedScheduling").last?.contains(
        "2 node(s) didn't match PersistentVolume's node affinity") == true)
    let bound = try #require(try outcome.bound("first"))
    #expect((4...4.2).contains(bound), "made in three seconds")
  }

  @Test("a claim goes with its last pod, and what becomes of its volume is said by the class")
  func reclaim() {
    for policy in [PersistentVolumeReclaimPolicy.delete, .retain] {
      var run = Self.run(
        Self.storageClass("x.io", .immediate) { $0.reclaimPolicy = policy }, Self.claim("data"))
      run.create(Self.pod("p", claim: "data"), at: 10)
      run.act(
        .delete(
          .named(kind: "PersistentVolumeClaim", namespace: "default", name: "data"), grace: nil),
        at: 20)
      run.act(.delete(.named(kind: "Pod", namespace: "default", name: "p"), grace: .zero), at: 30)
      let cluster = run.outcome().cluster
      #expect(cluster.claims[0].removed > .seconds(30) && cluster.volumes.count == 1)
      #expect(cluster.volumes[0].isPresent == (policy == .retain))
      #expect(cluster.volumes[0].volume.phase == .released)
    }
  }

  @Test("of a claim nothing but its size may change, and that only upwards and where volumes grow")
  func updates() {
    for canGrow in [true, false] {
      var run = Self.run(
        Self.storageClass("x.io", .immediate) { $0.allowVolumeExpansion = canGrow },
        Self.claim("data"))
      var other = Self.claim("data")
      other.spec.accessModes = [.readWriteMany]
      run.act(.apply([other]), at: 20)
      run.act(.apply([Self.claim("data", size: 7)]), at: 21)
      run.act(.apply([Self.claim("data", size: 3)]), at: 22)
      let outcome = run.outcome()
      #expect(outcome.recording.refusals.count == (canGrow ? 2 : 3))
      #expect(outcome.cluster.volumes.first?.volume.size == Quantity(canGrow ? 7 : 5))
    }
  }

  @Test("a volume that is deleted stays while a claim has it")
  func deletedVolume() {
    var run = Self.run(
      Self.storageClass(StorageClass.noProvisioner, .immediate),
      Self.localVolume("v", on: "a-0"), Self.claim("data"))
    run.act(.delete(.named(kind: "PersistentVolume", namespace: "", name: "v"), grace: nil), at: 10)
    #expect(run.outcome().cluster.volumes[0].isPresent)
    run.act(
      .delete(
        .named(kind: "PersistentVolumeClaim", namespace: "default", name: "data"), grace: nil),
      at: 20)
    #expect(run.outcome().cluster.volumes[0].removed > .seconds(20))
  }

  @Test("a volume that was released is offered again when a person takes the claim off it")
  func releasedVolume() {
    var run = Self.run(
      Self.storageClass(StorageClass.noProvisioner, .immediate),
      Self.localVolume("v", on: "a-0"), Self.claim("data"))
    run.act(
      .delete(
        .named(kind: "PersistentVolumeClaim", namespace: "default", name: "data"), grace: nil),
      at: 10)
    run.act(.apply([Self.localVolume("v", on: "a-0")]), at: 20)
    #expect(run.outcome().cluster.volumes[0].volume.phase == .released)
    var free = Self.localVolume("v", on: "a-0")
    free.spec.claimRef = ObjectReference()
    run.act(.apply([free]), at: 30)
    #expect(run.outcome().cluster.volumes[0].volume.phase == .available)
  }

  @Test("the change log tells of a volume and a claim what they are to each other")
  func changeLog() throws {
    let run = Self.run(Self.storageClass("x.io", .immediate), Self.claim("data"))
    var simulation = Simulation(run.configuration)
    simulation.recordChanges()
    simulation.runToEnd()
    var told: [String] = []
    for case .object(let change) in simulation.takeChanges()
    where change.kind.hasPrefix("PersistentVolume") {
      for field in change.fields {
        guard case .text(let text) = field.value else { continue }
        told.append("\(change.kind.suffix(5)) \(field.name)=\(text.prefix(12))")
      }
    }
    #expect(
      told
        == [
          "Claim finalizers=kubernetes.i", "Claim phase=Pending", "olume finalizers=kubernetes.i",
          "olume phase=Pending", "olume reclaim=Delete", "olume claimRef=default/data",
          "olume phase=Bound", "Claim volume=pvc-dc01c735", "Claim bind-completed=yes",
          "Claim phase=Bound",
        ])
  }
}
