import ClusterState
import KubernetesObjects
import StructuredText

/// Persistent volume claims.
enum ClaimExporter: ObjectExporter {
  static let kinds = ["PersistentVolumeClaim"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    let claims = view.cluster.claims
    return claims.indices.filter { claims[$0].isPresent }.map { row in
      ObjectKey(view.text(claims[row].namespace), view.text(claims[row].name), row: row)
    }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.claims[key.row]
    let claim = record.claim
    var metadata = claim.metadata
    metadata.name = key.name
    metadata.namespace = key.namespace
    metadata.creationTimestamp = view.instant(record.created)
    if metadata.uid.isEmpty { metadata.uid = view.identity(.claim, key.row) }
    metadata.finalizers = ["kubernetes.io/pvc-protection"]
    metadata.deletionTimestamp = record.isDeleting ? view.instant(view.now) : nil
    switch record.owner {
    case .workload(let owner): metadata.ownerReferences = view.owners(owner)
    case .pod(let pod): metadata.ownerReferences = [view.reference(to: pod)]
    case .nobody: break
    }
    var status = FieldList()
    if !claim.spec.volumeName.isEmpty,
      let volume = view.cluster.storage.volumes[claim.spec.volumeName]
    {
      status.add("accessModes", volume.spec.accessModes.map(\.rawValue))
      status.add("capacity", volume.spec.capacity)
    }
    status.add("phase", claim.phase.rawValue)
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", claim.spec.syntaxValue)
    fields.set("status", status.value)
    return fields
  }
}

/// Persistent volumes.
enum VolumeExporter: ObjectExporter {
  static let kinds = ["PersistentVolume"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    let volumes = view.cluster.volumes
    return volumes.indices.filter { volumes[$0].isPresent }
      .map { ObjectKey(view.text(volumes[$0].name), row: $0) }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.volumes[key.row]
    var metadata = record.volume.metadata
    metadata.creationTimestamp = view.instant(record.created)
    metadata.deletionTimestamp = record.isDeleting ? view.instant(view.now) : nil
    metadata.finalizers = ["kubernetes.io/pv-protection"]
    metadata.uid = view.identity(.volume, key.row)
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", record.volume.spec.syntaxValue)
    fields.set("status", ["phase": .string(record.volume.phase.rawValue)])
    return fields
  }
}

/// Storage classes.
enum StorageClassExporter: ObjectExporter {
  static let kinds = ["StorageClass"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    let classes = view.cluster.storageClasses
    return classes.indices.filter { classes[$0].isPresent }
      .map { ObjectKey(view.text(classes[$0].name), row: $0) }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    guard let storage = view.cluster.storage.classes[key.name] else { return FieldList() }
    var metadata = storage.metadata
    metadata.creationTimestamp = view.instant(view.cluster.storageClasses[key.row].created)
    var fields = FieldList()
    fields.add("allowVolumeExpansion", storage.allowVolumeExpansion)
    fields.set("metadata", metadata.syntaxValue)
    fields.add("parameters", storage.parameters)
    fields.set("provisioner", .string(storage.provisioner))
    fields.add("reclaimPolicy", storage.reclaimPolicy.rawValue)
    fields.add("volumeBindingMode", storage.volumeBindingMode.rawValue)
    return fields
  }
}
