import ClusterState
import KubernetesObjects
import SimulationEngine
import StructuredText

/// The status of a workload.
struct WorkloadReport {
  private var fields = FieldList()
  private let record: WorkloadRecord
  private let status: WorkloadStatus
  private let view: ExportView

  /// The status as a field.
  var value: SyntaxValue { fields.value }

  init(of record: WorkloadRecord, in view: ExportView) {
    self.record = record
    self.view = view
    status = record.status
    switch record.kind {
    case .daemonSet: addNodes()
    case .job: addJob()
    case .cronJob: addCronJob()
    case .replicationController, .replicaSet, .deployment, .statefulSet: addReplicas()
    case .deploymentConfig:
      fields.set("latestVersion", .integer(Int64(status.revision)))
      addReplicas()
    }
    fields.addNonZero("observedGeneration", status.observedGeneration)
    fields.add("conditions", status.conditions.map { view.condition($0) })
  }

  private mutating func addReplicas() {
    fields.addNonZero("availableReplicas", status.availableReplicas)
    fields.addNonZero("readyReplicas", status.readyReplicas)
    fields.set("replicas", .integer(Int64(status.replicas)))
    fields.addNonZero("terminatingReplicas", status.terminatingReplicas)
    fields.addNonZero("unavailableReplicas", status.unavailableReplicas)
    fields.addNonZero("updatedReplicas", status.updatedReplicas ?? 0)
    guard case .statefulSet(let revisions)? = status.detail else { return }
    fields.addNonZero("currentReplicas", revisions.currentReplicas)
    fields.add("currentRevision", view.text(view.cluster.revisions[revisions.current].name))
    fields.add("updateRevision", view.text(view.cluster.revisions[revisions.update].name))
  }

  private mutating func addNodes() {
    var counts = DaemonSetCounts()
    if case .daemonSet(let known)? = status.detail { counts = known }
    for (name, count) in [
      ("currentNumberScheduled", status.replicas), ("desiredNumberScheduled", counts.desired),
      ("numberMisscheduled", counts.misscheduled), ("numberReady", status.readyReplicas),
    ] {
      fields.set(name, .integer(Int64(count)))
    }
    fields.addNonZero("numberAvailable", status.availableReplicas)
    fields.addNonZero("numberUnavailable", status.unavailableReplicas)
    fields.addNonZero("updatedNumberScheduled", status.updatedReplicas ?? 0)
  }

  private mutating func addJob() {
    guard let progress = status.job else { return }
    fields.addNonZero("active", status.replicas)
    fields.add("completedIndexes", progress.completedIndexes.description)
    fields.add("completionTime", view.instant(progress.completionTime))
    fields.addNonZero("failed", progress.failed)
    fields.add("failedIndexes", progress.failedIndexes?.description ?? "")
    fields.add("ready", status.readyReplicas)
    fields.add("startTime", view.instant(progress.startTime))
    fields.addNonZero("succeeded", progress.succeeded)
    fields.add("terminating", status.terminatingReplicas)
  }

  private mutating func addCronJob() {
    guard let progress = status.cronJob else { return }
    fields.add(
      "active",
      progress.active.map { job -> SyntaxValue in
        let record = view.cluster.workloads[job.row]
        return [
          "apiVersion": "batch/v1", "kind": "Job", "name": .string(view.text(record.name)),
          "namespace": .string(view.text(record.namespace)),
          "uid": .string(view.identity(of: job)),
        ]
      })
    fields.add("lastScheduleTime", progress.lastSchedule.map { Timestamp(seconds: $0) })
    fields.add("lastSuccessfulTime", progress.lastSuccess.map { Timestamp(seconds: $0) })
  }
}

extension ExportView {
  /// A condition of a workload or an autoscaler.
  func condition(_ condition: WorkloadCondition) -> SyntaxValue {
    var fields = FieldList()
    fields.add("lastTransitionTime", instant(condition.lastTransition))
    fields.add("lastUpdateTime", instant(condition.lastUpdate))
    fields.add("message", condition.message)
    fields.add("reason", condition.reason)
    fields.add("status", condition.status.name)
    fields.add("type", condition.type)
    return fields.value
  }
}

/// The templates that stateful sets and daemon sets have had.
enum ControllerRevisionExporter: ObjectExporter {
  static let kinds = ["ControllerRevision"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    let owners = view.cluster.workloads.indices.map { WorkloadID($0) } + [.absent]
    return owners.flatMap { view.cluster.revisions.owned(by: $0) }.map { id in
      let record = view.cluster.revisions[id]
      return ObjectKey(view.text(record.namespace), view.text(record.name), row: id.row)
    }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.revisions[ControllerRevisionID(key.row)]
    var metadata = ObjectMeta(
      name: key.name, namespace: key.namespace, labels: view.labels(record.labels))
    metadata.creationTimestamp = view.instant(record.created)
    metadata.ownerReferences = view.owners(record.owner)
    metadata.uid = view.identity(.revision, key.row)
    var fields = FieldList()
    fields.set("data", ["spec": ["template": view.template(record.template)]])
    fields.set("metadata", metadata.syntaxValue)
    fields.set("revision", .integer(record.number))
    return fields
  }
}
