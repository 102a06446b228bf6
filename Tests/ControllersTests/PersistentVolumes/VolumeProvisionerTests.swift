import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

@Suite("Volumes that are made and deleted")
struct VolumeProvisionerTests {
  private static func storageClass(_ mode: VolumeBindingMode = .immediate) -> StorageClass {
    var storageClass = StorageClass()
    storageClass.metadata.name = "fast"
    storageClass.provisioner = "x.io"
    storageClass.volumeBindingMode = mode
    return storageClass
  }

  private static func claim(_ name: String) -> PersistentVolumeClaim {
    var claim = PersistentVolumeClaim()
    claim.metadata = ObjectMeta(name: name, namespace: "default")
    claim.metadata.uid = "uid-of-\(name)"
    claim.metadata.annotations[StorageAnnotations.storageProvisioner] = "x.io"
    claim.spec.accessModes = [.readWriteOnce]
    claim.spec.resources.requests[.storage] = Quantity(7)
    claim.spec.storageClassName = "fast"
    return claim
  }

  /// The volume that is made for a claim; nil if none is.
  private static func made(
    for claim: PersistentVolumeClaim, _ storageClass: StorageClass,
    zones: [String] = ["a", "b", "c"], _ change: (inout TestCluster) -> Void = { _ in }
  ) throws -> PersistentVolume? {
    var cluster = TestCluster()
    for zone in zones { _ = try cluster.node("node-\(zone)", zone: zone) }
    change(&cluster)
    cluster.state.setStorageClass(storageClass, at: .zero)
    try cluster.state.createClaim(claim, at: .zero)
    var provisioner = VolumeProvisioner(settings: VolumeSettings())
    for case .setTimer(let timer, let delay) in cluster.sync(&provisioner) {
      #expect(delay == .seconds(3))
      var actions: ControllerActions = []
      provisioner.wake(for: timer, at: .seconds(3), in: cluster.state, actions: &actions)
      for case .write(.createVolume(let volume)) in actions { return volume }
    }
    return nil
  }

  private static func zone(_ volume: PersistentVolume?) -> String? {
    volume?.spec.nodeAffinity?.nodeSelectorTerms.first?.matchExpressions.first?.values.first
  }

  @Test("a volume is what its claim and its class say, and the claim's own")
  func likeness() throws {
    var storageClass = Self.storageClass()
    storageClass.reclaimPolicy = .retain
    let volume = try #require(try Self.made(for: Self.claim("c"), storageClass))
    #expect(volume.metadata.name == "pvc-uid-of-c")
    #expect(volume.size == Quantity(7) && volume.spec.accessModes == [.readWriteOnce])
    #expect(volume.spec.persistentVolumeReclaimPolicy == .retain && volume.className == "fast")
    #expect(volume.isReserved(for: Self.claim("c")) && volume.isReclaimedByDriver == false)
    guard case .csi(let source)? = volume.spec.source else {
      Issue.record("the driver knows the volume")
      return
    }
    #expect(source.driver == "x.io")
  }

  @Test("the claims of a set go through the zones in turn, and all claims of a pod are in one")
  func spread() throws {
    let zones = try (0..<6).map {
      try Self.zone(Self.made(for: Self.claim("data-db-\($0)"), Self.storageClass()))
    }
    #expect(Set(zones[0..<3]) == ["a", "b", "c"])
    #expect(zones[0..<3] == zones[3..<6])
    #expect(try Self.zone(Self.made(for: Self.claim("log-db-4"), Self.storageClass())) == zones[4])
  }

  @Test("with a node that is chosen, the volume is made in the zone of that node")
  func chosenNode() throws {
    let late = Self.storageClass(.waitForFirstConsumer)
    var claim = Self.claim("data-db-0")
    #expect(try Self.made(for: claim, late) == nil)
    for zone in ["a", "b", "c"] {
      claim.metadata.annotations[StorageAnnotations.selectedNode] = "node-\(zone)"
      #expect(try Self.zone(Self.made(for: claim, late)) == zone)
    }
  }

  @Test("the class narrows the zones, and a driver may tell other places apart, or none")
  func places() throws {
    var storageClass = Self.storageClass()
    var requirement = TopologySelectorLabelRequirement()
    (requirement.key, requirement.values) = (NodeLabels.zone, ["b"])
    var term = TopologySelectorTerm()
    term.matchLabelExpressions = [requirement]
    storageClass.allowedTopologies = [term]
    for ordinal in 0..<3 {
      #expect(
        try Self.zone(Self.made(for: Self.claim("data-db-\(ordinal)"), storageClass)) == "b")
    }
    let volume = try Self.made(for: Self.claim("c"), Self.storageClass(), zones: ["a"]) { cluster in
      var driver = CSINodeDriver()
      driver.name = "x.io"
      var node = CSINode()
      node.metadata.name = "node-a"
      node.drivers = [driver]
      cluster.state.setStorageDrivers(node, at: .zero)
    }
    #expect(volume != nil && volume?.spec.nodeAffinity == nil)
    var shared = Self.claim("c")
    shared.spec.accessModes = [.readWriteMany]
    #expect(try Self.made(for: shared, Self.storageClass())?.spec.nodeAffinity == nil)
  }

  @Test("a volume that was made goes after its claim; one that is recycled is offered again")
  func afterwards() throws {
    var cluster = TestCluster()
    var provisioner = VolumeProvisioner(settings: VolumeSettings())
    for (name, policy) in [
      ("made", .delete), ("kept", .retain), ("wiped", .recycle),
    ] as [(String, PersistentVolumeReclaimPolicy)] {
      var volume = PersistentVolume()
      volume.metadata.name = name
      volume.metadata.annotations[StorageAnnotations.provisionedBy] = "x.io"
      volume.spec.persistentVolumeReclaimPolicy = policy
      volume.spec.source = .nfs(server: "s", path: "/")
      volume.spec.claimRef = ObjectReference()
      volume.phase = .released
      try cluster.state.createVolume(volume, at: .zero)
    }
    for case .setTimer(let timer, _) in cluster.sync(&provisioner) {
      var actions: ControllerActions = []
      provisioner.wake(for: timer, at: .seconds(3), in: cluster.state, actions: &actions)
      cluster.apply(Array(actions))
    }
    let volumes = cluster.state.storage.volumes
    #expect(volumes["made"] == nil && volumes["kept"]?.phase == .released)
    #expect(volumes["wiped"]?.phase == .available && volumes["wiped"]?.spec.claimRef == nil)
  }

  @Test("a volume grows with its claim, where the class lets it")
  func growth() throws {
    for isAllowed in [true, false] {
      var cluster = TestCluster()
      var provisioner = VolumeProvisioner(settings: VolumeSettings())
      var storageClass = Self.storageClass()
      storageClass.allowVolumeExpansion = isAllowed
      cluster.state.setStorageClass(storageClass, at: .zero)
      var claim = Self.claim("c")
      (claim.spec.volumeName, claim.phase) = ("v", .bound)
      var volume = PersistentVolume()
      volume.metadata.name = "v"
      volume.spec.capacity[.storage] = Quantity(5)
      try cluster.state.createVolume(volume, at: .zero)
      try cluster.state.createClaim(claim, at: .zero)
      for case .setTimer(let timer, _) in cluster.sync(&provisioner) {
        var actions: ControllerActions = []
        provisioner.wake(for: timer, at: .seconds(3), in: cluster.state, actions: &actions)
        cluster.apply(Array(actions))
      }
      #expect(cluster.state.storage.volumes["v"]?.size == Quantity(isAllowed ? 7 : 5))
    }
  }
}
