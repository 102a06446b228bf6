import ClusterSimulation
import KubernetesObjects
import SimulationEngine

/// Volumes, claims and pods with disks in a random scenario, and people who delete them.
extension RandomScenario {
  /// Adds volumes, drawn from dice of their own, so that all else of a seed stays what it is.
  mutating func addVolumes() {
    guard shape.losesPods, shape.hasFaults, shape.hasVariedPods else { return }
    // The reference model knows nothing of claims.
    guard profile == .modern, !usesReferencePlugins else { return }
    let others = dice
    dice = Dice(seed: configuration.seed, "volumes/\(profile.rawValue)")
    defer { dice = others }
    guard dice.oneIn(2) else { return }
    configuration.controlPlane.volumes.claimSyncPeriod = .seconds(dice.number(1...15))
    configuration.controlPlane.volumes.attachLatency = .seconds(dice.number(0...5))
    configuration.controlPlane.volumes.detachLatency = .seconds(dice.number(0...5))
    configuration.controlPlane.volumes.maxWaitForUnmountDuration = .seconds(dice.number(5...60))
    for name in ["disks", "drawers"] { configuration.initialObjects.append(storageClass(name)) }
    for number in 0..<dice.number(0...4) { addVolume("volume-\(number)") }
    for number in 0..<dice.number(0...3) { addClaim("claim-\(number)") }
    for number in 0..<dice.number(0...3) {
      addPod("user-\(number)", claim: "claim-\(dice.number(0...2))")
    }
    addSet()
    addRivals()
  }

  /// Adds pods that want one claim, which only one of them may have at a time.
  private mutating func addRivals() {
    var prompt = storageClass("prompt")
    prompt.provisioner = "x.io"
    prompt.volumeBindingMode = .immediate
    var single = claim("single")
    single.spec.accessModes = [.readWriteOncePod]
    single.spec.storageClassName = "prompt"
    configuration.initialObjects += [prompt, single]
    for number in 0..<dice.number(2...3) { addPod("rival-\(number)", claim: "single") }
  }

  private var usesReferencePlugins: Bool {
    guard case .configuration(let rules) = configuration.scheduling.rules else { return false }
    return rules.profiles.contains { !$0.plugins[.multiPoint].enabled.isEmpty }
  }

  private mutating func storageClass(_ name: String) -> StorageClass {
    var storageClass = StorageClass()
    storageClass.metadata.name = name
    storageClass.provisioner = dice.pick(["x.io", StorageClass.noProvisioner])
    storageClass.volumeBindingMode = dice.pick([.immediate, .waitForFirstConsumer])
    storageClass.reclaimPolicy = dice.pick([.delete, .retain])
    storageClass.allowVolumeExpansion = dice.oneIn(2)
    if dice.oneIn(3) {
      storageClass.metadata.annotations[StorageAnnotations.isDefaultClass] = "true"
    }
    return storageClass
  }

  private mutating func addVolume(_ name: String) {
    var volume = PersistentVolume()
    volume.metadata.name = name
    volume.spec.capacity["storage"] = Quantity(dice.number(1...5))
    volume.spec.accessModes = dice.pick([[.readWriteOnce], [.readWriteOnce, .readOnlyMany]])
    volume.spec.storageClassName = dice.pick(["disks", "drawers", ""])
    volume.spec.persistentVolumeReclaimPolicy = dice.pick([.retain, .delete, .recycle])
    volume.spec.source = dice.pick([
      .nfs(server: "s", path: "/"), .hostPath(path: "/tmp/x"), .cinder(volumeID: name),
    ])
    add(volume, "PersistentVolume", name)
  }

  private mutating func addClaim(_ name: String) {
    var claim = claim(name)
    add(claim, "PersistentVolumeClaim", name)
    claim.spec.resources.requests["storage"] = Quantity(9)
    if dice.oneIn(4) { at(.apply([claim])) }
  }

  private mutating func claim(_ name: String) -> PersistentVolumeClaim {
    var claim = PersistentVolumeClaim()
    claim.metadata = ObjectMeta(name: name, namespace: shape.namespace)
    claim.spec.accessModes = dice.pick([[.readWriteOnce], [.readWriteOncePod]])
    claim.spec.resources.requests["storage"] = Quantity(dice.number(1...4))
    claim.spec.storageClassName = dice.pick(["disks", "drawers", nil])
    return claim
  }

  private mutating func addPod(_ name: String, claim: String) {
    var source = PersistentVolumeClaimVolumeSource()
    source.claimName = claim
    var pod = Pod(
      metadata: ObjectMeta(name: name, namespace: shape.namespace), spec: spec("user"))
    pod.spec.volumes = [Volume(name: "data", source: .persistentVolumeClaim(source))]
    add(pod, "Pod", name)
  }

  private mutating func addSet() {
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: "store", namespace: shape.namespace)
    set.spec.serviceName = "store"
    set.spec.selector = LabelSelector(matching: ["app": "store"])
    set.spec.template.metadata.labels = ["app": "store"]
    set.spec.template.spec = spec("store")
    set.spec.volumeClaimTemplates = [claim("data")]
    set.spec.podManagementPolicy = dice.pick([.orderedReady, .parallel])
    set.spec.replicas = Int32(dice.number(0...3))
    set.applyDefaults()
    add(set, "StatefulSet", "store")
    let target = ObjectTarget.named(
      kind: "StatefulSet", namespace: shape.namespace, name: "store")
    if dice.oneIn(2) { at(.scale(target, replicas: Int32(dice.number(0...3)))) }
  }

  /// Lets an object be there from the start or later, and perhaps be deleted again.
  private mutating func add(_ object: any APIObject, _ kind: String, _ name: String) {
    if dice.oneIn(2) {
      configuration.initialObjects.append(object)
    } else {
      at(.apply([object]))
    }
    guard dice.oneIn(3) else { return }
    let namespace = object.kind.isNamespaced ? shape.namespace : ""
    at(
      .delete(.named(kind: kind, namespace: namespace, name: name), grace: dice.pick([nil, .zero])))
  }

  private mutating func at(_ action: TimelineAction) {
    configuration.timeline.append(TimelineEntry(at: dice.instant(0, end - 1), action))
  }
}
