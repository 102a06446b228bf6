import ClusterState
import KubernetesObjects
import StructuredText

/// Workloads of every kind.
enum WorkloadExporter: ObjectExporter {
  static let kinds = WorkloadKind.allCases.map(\.name)

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    view.cluster.workloads.indices
      .filter {
        view.cluster.workloads[$0].isPresent && view.cluster.workloads[$0].kind.name == kind
      }
      .map { row in
        let record = view.cluster.workloads[row]
        return ObjectKey(view.text(record.namespace), view.text(record.name), row: row)
      }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let id = WorkloadID(key.row)
    let record = view.cluster.workloads[key.row]
    let detail = view.cluster.detail(of: id)
    var metadata = ObjectMeta(
      name: key.name, namespace: key.namespace, labels: view.labels(record.labels))
    metadata.creationTimestamp = view.instant(record.created)
    metadata.generation = record.generation
    metadata.uid = view.identity(of: id)
    metadata.ownerReferences = view.owners(record.owner)
    metadata.annotations = view.labels(record.annotations)
    for annotation in annotations(of: record, detail).entries {
      metadata.annotations[annotation.key] = annotation.value
    }
    if let deletion = record.deletion {
      metadata.deletionTimestamp = view.instant(view.now)
      metadata.finalizers = [deletion == .foreground ? "foregroundDeletion" : "orphan"]
    }
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", WorkloadSpecification(of: record, detail, in: view).value)
    fields.set("status", WorkloadReport(of: record, in: view).value)
    return fields
  }

  /// What controllers write on their workloads.
  private static func annotations(of record: WorkloadRecord, _ detail: WorkloadDetail?) -> Labels {
    var annotations = Labels()
    let prefix = "deployment.kubernetes.io/"
    if record.kind == .deployment, record.status.revision > 0 {
      annotations["\(prefix)revision"] = "\(record.status.revision)"
    }
    if record.kind == .daemonSet {
      annotations["deprecated.daemonset.template.generation"] = "\(record.templateGeneration)"
    }
    if case .replicaSet(let set)? = detail, record.kind == .replicationController {
      annotations["openshift.io/deployment-config.latest-version"] = "\(set.revision)"
    } else if case .replicaSet(let set)? = detail {
      if set.revision > 0 { annotations["\(prefix)revision"] = "\(set.revision)" }
      annotations["\(prefix)desired-replicas"] = set.desiredReplicas.map { "\($0)" }
      annotations["\(prefix)max-replicas"] = set.maxReplicas.map { "\($0)" }
    }
    return annotations
  }
}
