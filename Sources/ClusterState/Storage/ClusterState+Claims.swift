import KubernetesObjects
import SimulationEngine

/// Persistent volume claims. The scheduler reads them in `storage`, where they are copied.
extension ClusterState {
  /// The claim `name` of `namespace` that is there, or nil.
  public func claim(named name: Symbol, in namespace: Symbol) -> ClaimID? {
    claimNames[NamespacedName(namespace, name)]
  }

  /// The claim `name` of `namespace` that is there, or nil.
  public func claim(named name: String, in namespace: Symbol) -> ClaimID? {
    symbols.find(name).flatMap { claim(named: $0, in: namespace) }
  }

  /// Creates a claim that has no owner; throws `NameTaken` if one of its name is there.
  @discardableResult
  public mutating func createClaim(
    _ claim: PersistentVolumeClaim, at now: SimulationTime
  ) throws(NameTaken) -> ClaimID {
    let text = claim.metadata.namespace
    let key = NamespacedName(
      symbols.intern(text.isEmpty ? "default" : text), symbols.intern(claim.metadata.name))
    guard claimNames[key] == nil else { throw NameTaken() }
    let id = ClaimID(claims.count)
    claims.append(
      ClaimRecord(
        namespace: key.namespace, name: key.name.base, claim: claim, created: now))
    claimNames[key] = id
    storage.set(claim)
    charge(.objectUsage(of: claim), in: key.namespace, 1, at: now)
    note(.claim, .added, id.index, now)
    return id
  }

  /// Why no claim like `claim` may be created in `namespace` now, or nil if one may.
  public func admit(_ claim: PersistentVolumeClaim, in namespace: Symbol) -> QuotaRefusal? {
    admit(.objectUsage(of: claim), in: namespace)
  }

  /// Why the claim may not become `claim`, or nil if it may: only what is new counts.
  public func admit(
    _ claim: PersistentVolumeClaim, insteadOf id: ClaimID
  ) -> QuotaRefusal? {
    let record = claims[id.row]
    return admit(
      .objectUsage(of: claim), insteadOf: .objectUsage(of: record.claim), in: record.namespace)
  }

  /// Lets a claim go with something else.
  public mutating func setOwner(of id: ClaimID, _ owner: ClaimOwner, at now: SimulationTime) {
    guard claims[id.row].isPresent, claims[id.row].owner != owner else { return }
    disown(id)
    claims[id.row].owner = owner
    if owner != .nobody { claimsOfOwner[owner, default: []].append(id) }
    note(.claim, .specified, id.index, now)
  }

  /// Marks a claim for deletion; it goes once no pod uses it: see `removeClaim`.
  ///
  /// Source: the finalizer `kubernetes.io/pvc-protection`, Kubernetes 1.10 to 1.36.
  public mutating func requestDeletion(ofClaim id: ClaimID, at now: SimulationTime) {
    guard claims[id.row].isPresent, !claims[id.row].isDeleting else { return }
    claims[id.row].isDeleting = true
    var claim = claims[id.row].claim
    claim.metadata.deletionTimestamp = Timestamp(seconds: now.microseconds / 1_000_000)
    storage.set(claim)
    note(.claim, .deleting, id.index, now)
  }

  /// Takes a claim out of the store.
  public mutating func removeClaim(_ id: ClaimID, at now: SimulationTime) {
    let record = claims[id.row]
    guard record.isPresent else { return }
    disown(id)
    claims[id.row].removed = now
    claimNames[NamespacedName(record.namespace, record.name)] = nil
    storage.removeClaim(symbols[record.name], in: symbols[record.namespace])
    charge(.objectUsage(of: record.claim), in: record.namespace, -1, at: now)
    note(.claim, .removed, id.index, now)
  }

  /// The claims that are there and go with a workload or a pod.
  public func claims(of owner: ClaimOwner) -> ContiguousArray<ClaimID> {
    claimsOfOwner[owner] ?? []
  }

  private mutating func disown(_ id: ClaimID) {
    let owner = claims[id.row].owner
    claimsOfOwner[owner]?.removeAll { $0 == id }
    if claimsOfOwner[owner]?.isEmpty ?? false { claimsOfOwner[owner] = nil }
  }

  /// Applies what a controller or the scheduler wants changed.
  mutating func edit(_ id: ClaimID, _ edit: ClaimEdit, at now: SimulationTime) {
    let record = claims[id.row]
    guard record.isPresent else { return }
    var claim = record.claim
    switch edit {
    case .bind(let volume):
      let name = symbols[volumes[volume.row].name]
      if claim.spec.volumeName.isEmpty {
        claim.spec.volumeName = name
        claim.metadata.annotations[StorageAnnotations.boundByController] = "yes"
      }
      claim.metadata.annotations[StorageAnnotations.bindCompleted] = "yes"
    case .setPhase(let phase): claim.phase = phase
    case .setClass(let name): claim.spec.storageClassName = name
    case .setProvisioner(let name):
      claim.metadata.annotations[StorageAnnotations.storageProvisioner] = name
    case .selectNode(let name): claim.metadata.annotations[StorageAnnotations.selectedNode] = name
    }
    var verb = ClusterChange.Verb.specified
    if case .setPhase = edit { verb = .reported }
    setClaim(id, to: claim, verb, at: now)
  }

  /// Replaces what a manifest says of a claim.
  public mutating func setClaim(
    _ id: ClaimID, to claim: PersistentVolumeClaim, _ verb: ClusterChange.Verb = .specified,
    at now: SimulationTime
  ) {
    let old = claims[id.row].claim
    guard claim != old else { return }
    if claim.spec != old.spec {
      charge(.objectUsage(of: old), in: claims[id.row].namespace, -1, at: now)
      charge(.objectUsage(of: claim), in: claims[id.row].namespace, 1, at: now)
    }
    claims[id.row].claim = claim
    storage.set(claim)
    note(.claim, verb, id.index, now)
  }

  /// Whether a pod that has a node uses a claim.
  ///
  /// Complexity: in the number of pods whose templates name the claim.
  public func isInUse(_ id: ClaimID) -> Bool {
    var isUsed = false
    forEachPod(using: id) { if pods[$0].node.isPresent { isUsed = true } }
    return isUsed
  }

  /// Calls `body` with every pod that is there and uses a claim, template by template.
  public func forEachPod(using id: ClaimID, _ body: (PodID) -> Void) {
    let record = claims[id.row]
    for template in templatesOfClaim[NamespacedName(record.namespace, record.name)] ?? []
    where pods.counts(of: template).live > 0 {
      pods.forEach(of: template, body)
    }
    if case .pod(let pod) = record.owner, !pods[pod].isRemoved,
      ephemeralClaimNames(of: pod).contains(symbols[record.name])
    {
      body(pod)
    }
  }

  /// The names of all claims that `pod` uses: those that its template names, then those that are
  /// made with it.
  public func claimNames(of pod: PodID) -> [String] {
    templates[pods[pod].template].claimNames + ephemeralClaimNames(of: pod)
  }

  /// The names of the claims that are made with `pod`, in the order of its volumes.
  private func ephemeralClaimNames(of pod: PodID) -> [String] {
    templates[pods[pod].template].pod.spec.volumes.compactMap { volume in
      guard case .ephemeral = volume.source else { return nil }
      return ephemeralClaimName(of: volume.name, for: pod)
    }
  }

  /// The name of the claim that is made with `pod` for its volume `volume`.
  ///
  /// Source: `ephemeral.VolumeClaimName`, component-helpers 0.36.
  public func ephemeralClaimName(of volume: String, for pod: PodID) -> String {
    "\(pods[pod].name.text(symbols))-\(volume)"
  }

  /// Whether `claim` was made with `pod`.
  ///
  /// A claim of a recorded case has no record, and says it itself.
  public func isMade(_ claim: PersistentVolumeClaim, for pod: PodID) -> Bool {
    let namespace = templates[pods[pod].template].namespace
    if let id = self.claim(named: claim.metadata.name, in: namespace) {
      return claims[id.row].owner == .pod(pod)
    }
    let name = pods[pod].name.text(symbols)
    return claim.metadata.ownerReferences.contains {
      $0.kind == "Pod" && $0.name == name && $0.controller
    }
  }

  /// Notes which claims the pods of a new template use.
  mutating func noteClaims(of template: PodTemplate) {
    for name in template.claimNames {
      let key = NamespacedName(template.namespace, symbols.intern(name))
      templatesOfClaim[key, default: []].append(template.id)
    }
  }
}

extension PodTemplate {
  /// The claims that pods of the template use.
  public var claimNames: [String] {
    pod.spec.volumes.compactMap {
      if case .persistentVolumeClaim(let source) = $0.source { source.claimName } else { nil }
    }
  }

  /// Whether claims are made with each pod of the template.
  public var hasEphemeralVolumes: Bool {
    disks.contains { if case .ephemeral = $0 { true } else { false } }
  }
}
