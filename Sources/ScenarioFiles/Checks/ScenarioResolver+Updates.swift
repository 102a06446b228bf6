import ClusterSimulation
import ClusterState
import KubernetesObjects
import StructuredText

/// Manifests of the timeline that change what the API server does not let be changed.
extension ScenarioResolver {
  /// Whether an object may be applied as things stand; warns if the API server will refuse it.
  ///
  /// What is there by then is not known for certain: a pod may have been deleted in the meantime.
  mutating func isPermitted(_ located: LocatedObject) -> Bool {
    guard let metadata = located.metadata, !metadata.name.isEmpty else { return true }
    let space = metadata.namespace.isEmpty ? "default" : metadata.namespace
    let key = KnownWorld.Key(located.kind, space, metadata.name)
    guard let known = world.manifests[key], let change = Self.fixedChange(of: known, to: located)
    else { return true }
    problems.add(
      located.node.descendant(at: change.field).diagnostic(
        .warning,
        "the API server refuses this update while \(located.kind.name) \(metadata.name) is there: "
          + "\(change.field): \(change.message)"))
    return false
  }

  /// The field of an object that changes and may not, and the words of the API server; nil if there
  /// is none.
  private static func fixedChange(
    of old: LocatedObject, to new: LocatedObject
  ) -> (field: String, message: String)? {
    let isFixed = "Invalid value: field is immutable"
    switch (old.object, new.object) {
    case (let old as Pod, let new as Pod): return fixedChange(of: old.spec, to: new.spec)
    case (let old as StatefulSet, let new as StatefulSet):
      let isPermitted = StatefulSetDetail(old.spec).mayBecome(StatefulSetDetail(new.spec))
      return isPermitted ? nil : ("spec", StatefulSetDetail.fixedFields)
    case (let old as Job, let new as Job):
      let field = JobDetail(old.spec).fixedField(
        in: JobDetail(new.spec), parallelism: new.spec.parallelism)
      if let field { return (field, isFixed) }
      // A job that is held may still be directed to other nodes.
      return old.spec.suspend || old.spec.template == new.spec.template
        ? nil : ("spec.template", isFixed)
    case (let old as ResourceQuota, let new as ResourceQuota):
      return QuotaRecord.scopes(of: old) == QuotaRecord.scopes(of: new)
        ? nil : ("spec.scopes", "field is immutable")
    case (let old as PersistentVolume, let new as PersistentVolume): return old.refusal(of: new)
    case let (old, new) where old.kind.role != .simulated || old is StorageClass:
      return RefusedChange(from: old, to: new).map { ($0.field, $0.message) }
    default: return old.podSelector == new.podSelector ? nil : ("spec.selector", isFixed)
    }
  }

  /// As above, of a pod; its node is the scheduler's to choose, unless the manifest names one.
  private static func fixedChange(
    of present: PodSpec, to spec: PodSpec
  ) -> (field: String, message: String)? {
    var updated = spec
    updated.nodeName = present.nodeName
    updated.keepAdmitted(of: present)
    guard case .failure(let change) = present.replaced(by: updated) else { return nil }
    return (change.field, change.message)
  }
}
