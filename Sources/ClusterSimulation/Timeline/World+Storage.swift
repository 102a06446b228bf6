import ClusterState
import KubernetesObjects
import SimulationEngine

/// Persistent volumes and claims that are applied.
extension World {
  /// Creates a claim, or changes what of a claim may change.
  mutating func apply(_ claim: PersistentVolumeClaim) {
    let space = namespace(of: claim)
    if let known = cluster.claim(named: claim.metadata.name, in: space) {
      return update(known, to: claim)
    }
    switch create(claim, in: space) {
    case .success: break
    case .failure(let status): refuse(claim, status)
    }
  }

  /// Creates a claim as the API server admits it: of the default class if it names none.
  ///
  /// Source: the admission plugin DefaultStorageClass, Kubernetes 1.6 to 1.36.
  mutating func create(
    _ claim: PersistentVolumeClaim, in namespace: Symbol
  ) -> Result<ClaimID, APIStatus> {
    var object = claim
    object.metadata.namespace = cluster.symbols[namespace]
    if object.metadata.uid.isEmpty { object.metadata.uid = uid(of: claim) }
    if object.wantsDefaultClass, let standard = cluster.defaultStorageClass {
      object.spec.storageClassName = standard.metadata.name
    }
    let resource = PersistentVolumeClaim.kind.resource
    // A claim that is recorded with its volume was admitted before.
    if !claim.isBound, let refusal = podAdmission.refusal(of: object) {
      return .failure(.forbidden(resource, claim.metadata.name, refusal.message))
    }
    // What a manifest says of the status is not heeded.
    object.phase = .pending
    if let refusal = cluster.admit(object, in: namespace) {
      return .failure(.forbidden(resource, claim.metadata.name, "\(refusal)"))
    }
    do throws(NameTaken) {
      return .success(try cluster.createClaim(object, at: now))
    } catch {
      return .failure(.alreadyExists(resource, claim.metadata.name))
    }
  }

  /// Gives a claim that is there the labels and the size of `claim`.
  ///
  /// Source: `ValidatePersistentVolumeClaimUpdate` and the admission plugin
  /// PersistentVolumeClaimResize, Kubernetes 1.34.
  private mutating func update(_ id: ClaimID, to claim: PersistentVolumeClaim) {
    let present = cluster.claims[id.row].claim
    var updated = present
    updated.metadata.labels = claim.metadata.labels
    for entry in claim.metadata.annotations.entries {
      updated.metadata.annotations[entry.key] = entry.value
    }
    var wanted = claim.spec
    if wanted.storageClassName == nil { wanted.storageClassName = present.spec.storageClassName }
    if wanted.volumeName.isEmpty { wanted.volumeName = present.spec.volumeName }
    updated.spec.resources = wanted.resources
    let name = claim.metadata.name
    let resource = PersistentVolumeClaim.kind.resource
    guard wanted == updated.spec, present.phase == .bound || wanted == present.spec else {
      let status = APIStatus.invalid(
        "PersistentVolumeClaim", name, field: "spec",
        "Forbidden: spec is immutable after creation except resources.requests and "
          + "volumeAttributesClassName for bound claims")
      return refuse(claim, status, verb: .update)
    }
    if updated.requestedStorage < present.requestedStorage {
      let status = APIStatus.invalid(
        "PersistentVolumeClaim", name, field: "spec.resources.requests.storage",
        "Forbidden: field can not be less than status.capacity")
      return refuse(claim, status, verb: .update)
    }
    if updated.requestedStorage != present.requestedStorage {
      guard cluster.storage.storageClass(of: present)?.allowVolumeExpansion ?? false else {
        let status = APIStatus.forbidden(
          resource, name,
          "only dynamically provisioned pvc can be resized and the storageclass that provisions "
            + "the pvc must support resize")
        return refuse(claim, status, verb: .update)
      }
      if let refusal = podAdmission.refusal(of: updated) {
        return refuse(claim, .forbidden(resource, name, refusal.message), verb: .update)
      }
      if let refusal = cluster.admit(updated, insteadOf: id) {
        return refuse(claim, .forbidden(resource, name, "\(refusal)"), verb: .update)
      }
    }
    cluster.setClaim(id, to: updated, at: now)
  }

  /// Creates a volume, or changes what of a volume may change.
  mutating func apply(_ volume: PersistentVolume) {
    guard let known = cluster.volume(named: volume.metadata.name) else {
      var object = volume
      object.phase = .pending
      _ = try? cluster.createVolume(object, at: now)
      return
    }
    let present = cluster.volumes[known.row].volume
    var updated = volume
    updated.phase = present.phase
    updated.metadata.deletionTimestamp = present.metadata.deletionTimestamp
    updated.metadata.annotations = present.metadata.annotations
    for entry in volume.metadata.annotations.entries {
      updated.metadata.annotations[entry.key] = entry.value
    }
    // A manifest that says nothing of the claim leaves it alone; a reference to nothing, which
    // stands for null in a patch, takes it off.
    if let reference = updated.spec.claimRef, reference.name.isEmpty {
      updated.spec.claimRef = nil
      updated.metadata.annotations[StorageAnnotations.boundByController] = nil
    } else {
      updated.spec.claimRef = updated.spec.claimRef ?? present.spec.claimRef
    }
    if let refusal = present.refusal(of: updated) {
      return refuse(
        volume,
        .invalid(
          "PersistentVolume", volume.metadata.name, field: refusal.field,
          refusal.message),
        verb: .update)
    }
    cluster.setVolume(known, to: updated, at: now)
  }
}

extension PersistentVolumeClaim {
  /// Whether the claim comes with a volume that it has already.
  package var isBound: Bool { phase == .bound && !spec.volumeName.isEmpty }
}
