import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

@Suite("Claims and the volumes that they get")
struct PersistentVolumeControllerTests {
  /// A cluster with some volumes and claims, and the controller.
  struct Lab {
    var cluster = TestCluster()
    var controller = PersistentVolumeController(settings: VolumeSettings())
    var events: [String] = []
    var now = SimulationTime.zero

    /// A volume with `modes` such as `RWO,ROX`.
    mutating func volume(
      _ name: String, _ size: Int64, _ modes: String = "RWO", of className: String = "fast",
      _ change: (inout PersistentVolume) -> Void = { _ in }
    ) throws {
      var volume = PersistentVolume()
      volume.metadata.name = name
      volume.spec.capacity[.storage] = Quantity(size)
      volume.spec.accessModes = Self.modes(modes)
      volume.spec.storageClassName = className
      volume.spec.source = .nfs(server: "s", path: "/")
      change(&volume)
      try cluster.state.createVolume(volume, at: now)
      settle()
    }

    @discardableResult
    mutating func claim(
      _ name: String, _ size: Int64, _ modes: String = "RWO", of className: String? = "fast",
      _ change: (inout PersistentVolumeClaim) -> Void = { _ in }
    ) throws -> ClaimID {
      var claim = PersistentVolumeClaim()
      claim.metadata = ObjectMeta(name: name, namespace: "default")
      claim.metadata.uid = "uid-of-\(name)"
      claim.spec.accessModes = Self.modes(modes)
      claim.spec.resources.requests[.storage] = Quantity(size)
      claim.spec.storageClassName = className
      change(&claim)
      let id = try cluster.state.createClaim(claim, at: now)
      settle()
      return id
    }

    mutating func storageClass(
      _ name: String, _ provisioner: String, _ mode: VolumeBindingMode = .immediate,
      _ change: (inout StorageClass) -> Void = { _ in }
    ) {
      var storageClass = StorageClass()
      storageClass.metadata.name = name
      storageClass.provisioner = provisioner
      storageClass.volumeBindingMode = mode
      change(&storageClass)
      cluster.state.setStorageClass(storageClass, at: now)
    }

    /// Lets the controller act until nothing comes of it any more.
    mutating func settle() {
      var actions = cluster.sync(&controller, at: now)
      for _ in 0..<100 {
        note(actions)
        actions = cluster.answer(actions, of: &controller) + cluster.sync(&controller, at: now)
        if actions.isEmpty { return }
      }
      Issue.record("the controller does not come to rest")
    }

    /// The round for claims without a volume.
    mutating func round(at second: Int64) {
      now = .seconds(second)
      var actions: ControllerActions = []
      controller.wake(for: ControllerTimer(0), at: now, in: cluster.state, actions: &actions)
      note(Array(actions))
      note(cluster.answer(Array(actions), of: &controller))
      settle()
    }

    private mutating func note(_ actions: [ControllerAction]) {
      for case .recordObjectEvent(let event) in actions {
        events.append("\(event.reason): \(event.message)")
      }
    }

    /// What becomes of a new claim.
    mutating func outcome(of name: String, _ size: Int64) throws -> String {
      let id = try claim(name, size)
      return state(of: id)
    }

    /// `Bound big` or `Pending`.
    func state(of id: ClaimID) -> String {
      let claim = cluster.state.claims[id.row].claim
      return claim.spec.volumeName.isEmpty
        ? claim.phase.rawValue : "\(claim.phase.rawValue) \(claim.spec.volumeName)"
    }

    func phase(of volume: String) -> PersistentVolumePhase? {
      cluster.state.storage.volumes[volume]?.phase
    }

    private static func modes(_ text: String) -> [PersistentVolumeAccessMode] {
      text.split(separator: ",").map { word in
        switch word {
        case "RWO": .readWriteOnce
        case "ROX": .readOnlyMany
        case "RWX": .readWriteMany
        default: .readWriteOncePod
        }
      }
    }
  }

  @Test(
    "a claim gets the smallest volume that suits it, and before that one with few access modes",
    arguments: [
      (3, "RWO", "Bound three"), (4, "RWO", "Bound five"), (9, "RWO", "Bound shared"),
      (30, "RWO", "Pending"), (1, "ROX", "Bound shared"), (1, "RWOP", "Pending"),
    ] as [(Int64, String, String)])
  func smallestFit(size: Int64, modes: String, outcome: String) throws {
    var lab = Lab()
    try lab.volume("shared", 20, "RWO,ROX")
    try lab.volume("five", 5)
    try lab.volume("three", 3)
    try lab.volume("other", 3, of: "slow")
    let claim = try lab.claim("c", size, modes)
    #expect(lab.state(of: claim) == outcome)
  }

  @Test("a volume that names the claim comes first, even a larger one; others may not have it")
  func reserved() throws {
    var lab = Lab()
    try lab.volume("small", 1)
    try lab.volume("large", 9) { volume in
      var reference = ObjectReference()
      (reference.namespace, reference.name) = ("default", "chosen")
      volume.spec.claimRef = reference
    }
    #expect(lab.phase(of: "large") == .available)
    let other = try lab.outcome(of: "other", 5)
    #expect(other == "Pending")
    let chosen = try lab.outcome(of: "chosen", 1)
    #expect(chosen == "Bound large")
    #expect(lab.phase(of: "large") == .bound && lab.phase(of: "small") == .available)
    let bound = try #require(lab.cluster.state.storage.volumes["large"])
    #expect(bound.spec.claimRef?.uid == "uid-of-chosen")
    #expect(bound.metadata.annotations[StorageAnnotations.boundByController] == nil)
  }

  @Test("labels, the kind of volume and the mark of deletion count")
  func otherDemands() throws {
    var lab = Lab()
    try lab.volume("plain", 1)
    try lab.volume("block", 1) { $0.spec.volumeMode = .block }
    try lab.volume("gold", 2) { $0.metadata.labels = ["tier": "gold"] }
    let gold = try lab.claim("gold", 1) {
      $0.spec.selector = LabelSelector(matching: ["tier": "gold"])
    }
    let block = try lab.claim("block", 1) { $0.spec.volumeMode = .block }
    #expect(lab.state(of: gold) == "Bound gold" && lab.state(of: block) == "Bound block")
    let plain = try #require(lab.cluster.state.volume(named: "plain"))
    lab.cluster.state.requestDeletion(ofVolume: plain, at: .seconds(1))
    let late = try lab.outcome(of: "late", 1)
    #expect(late == "Pending")
  }

  @Test(
    "a claim that names its volume gets it or waits, and is told why",
    arguments: [
      ("there", 1, "Bound there", ""), ("nowhere", 1, "Pending nowhere", ""),
      (
        "there", 9, "Pending there",
        "VolumeMismatch: Cannot bind to requested volume \"there\": requested PV is too small"
      ),
      (
        "taken", 1, "Pending taken",
        "FailedBinding: volume \"taken\" already bound to a different claim."
      ),
    ] as [(String, Int64, String, String)])
  func named(volume: String, size: Int64, outcome: String, event: String) throws {
    var lab = Lab()
    try lab.volume("taken", 5)
    try lab.claim("first", 4)
    try lab.volume("there", 2)
    let claim = try lab.claim("c", size) { $0.spec.volumeName = volume }
    #expect(lab.state(of: claim) == outcome)
    #expect(lab.events.last ?? "" == event)
  }

  @Test("a volume that comes later is found in the next round, every 15 seconds")
  func rounds() throws {
    var lab = Lab()
    let claim = try lab.claim("c", 1)
    #expect(lab.events == ["ProvisioningFailed: storageclass.storage.k8s.io \"fast\" not found"])
    try lab.volume("v", 1)
    #expect(lab.state(of: claim) == "Pending")
    lab.round(at: 16)
    #expect(lab.state(of: claim) == "Bound v")
    #expect(lab.events.count == 1)
  }

  @Test("a claim without a class gets the default one, also when that comes later")
  func defaultClass() throws {
    var lab = Lab()
    let claim = try lab.claim("c", 1, of: nil)
    #expect(
      lab.events.last
        == "FailedBinding: no persistent volumes available for this claim and no storage class is "
        + "set")
    let none = try lab.claim("none", 1, of: "")
    lab.storageClass("first", "x.io/a") {
      $0.metadata.annotations[StorageAnnotations.isDefaultClass] = "true"
    }
    lab.now = .seconds(1)
    lab.storageClass("second", "x.io/b") {
      $0.metadata.annotations[StorageAnnotations.isDefaultClass] = "true"
    }
    lab.round(at: 16)
    let claims = lab.cluster.state.claims
    #expect(claims[claim.row].claim.spec.storageClassName == "second")
    #expect(claims[none.row].claim.spec.storageClassName == "")
    #expect(
      claims[claim.row].claim.metadata.annotations[StorageAnnotations.storageProvisioner]
        == "x.io/b")
  }

  @Test("a claim that waits for its consumer takes no volume but one that is kept for it")
  func delayed() throws {
    var lab = Lab()
    lab.storageClass("fast", StorageClass.noProvisioner, .waitForFirstConsumer)
    try lab.volume("v", 1)
    let claim = try lab.claim("c", 1)
    #expect(
      lab.events == [
        "WaitForFirstConsumer: waiting for first consumer to be created before binding"
      ])
    let volume = try #require(lab.cluster.state.volume(named: "v"))
    lab.cluster.state.apply(.editVolume(volume, .reserve(for: claim)), at: .seconds(1))
    lab.settle()
    #expect(lab.state(of: claim) == "Bound v")
  }

  @Test("where people make the volumes, nothing else does")
  func noProvisioner() throws {
    var lab = Lab()
    lab.storageClass("fast", StorageClass.noProvisioner)
    try lab.claim("c", 1)
    #expect(
      lab.events
        == ["ProvisioningFailed: no volume plugin matched name: kubernetes.io/no-provisioner"])
  }

  @Test(
    "a volume whose claim is gone is released, and then what its policy and its kind say",
    arguments: [
      (.retain, .nfs(server: "s", path: "/"), .released, ""),
      (.delete, .hostPath(path: "/tmp/x"), .released, ""),
      (.recycle, .nfs(server: "s", path: "/"), .released, ""),
      (
        .delete, .nfs(server: "s", path: "/"), .failed,
        "VolumeFailedDelete: error getting deleter volume plugin for volume \"v\": no deletable "
          + "volume plugin matched"
      ),
      (
        .recycle, .local(path: "/x"), .failed,
        "VolumeFailedRecycle: No recycler plugin found for the volume!"
      ),
    ] as [(PersistentVolumeReclaimPolicy, VolumeSource, PersistentVolumePhase, String)])
  func reclaim(
    policy: PersistentVolumeReclaimPolicy, source: VolumeSource, phase: PersistentVolumePhase,
    event: String
  ) throws {
    var lab = Lab()
    try lab.volume("v", 1) { volume in
      volume.spec.persistentVolumeReclaimPolicy = policy
      volume.spec.source = source
    }
    let claim = try lab.claim("c", 1)
    lab.cluster.state.removeClaim(claim, at: .seconds(5))
    lab.settle()
    #expect(lab.phase(of: "v") == phase)
    #expect(lab.events.last ?? "" == event)
    // A claim of the old name is another claim.
    let second = try lab.claim("c", 1) { $0.metadata.uid = "another" }
    #expect(lab.state(of: second) == "Pending")
  }

  @Test("a bound claim whose volume goes is lost")
  func lost() throws {
    var lab = Lab()
    try lab.volume("v", 1)
    let claim = try lab.claim("c", 1)
    let volume = try #require(lab.cluster.state.volume(named: "v"))
    lab.cluster.state.apply(.editVolume(volume, .remove), at: .seconds(5))
    lab.settle()
    #expect(lab.state(of: claim) == "Lost v")
    #expect(
      lab.events == [
        "ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!"
      ])
    #expect(lab.controller.unsettled(in: lab.cluster.state) == nil)
  }
}
