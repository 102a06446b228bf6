import ClusterState
import KubernetesObjects

/// Workloads of every kind in the change log.
enum WorkloadDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.workload]

  static func rowCount(in view: ChangeView) -> Int { view.cluster.workloads.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let cluster = view.cluster
    let record = cluster.workloads[row]
    var told = ObjectDescription(
      kind: record.kind.name, namespace: cluster.symbols[record.namespace],
      name: cluster.symbols[record.name], isPresent: record.isPresent)
    told.add("owner", reference(to: record.owner, in: cluster))
    if record.kind.isScalable { told.add("replicas", record.replicas) }
    if record.kind.keepsPods {
      told.add(
        "image", cluster.templates[record.template].images.first.map { cluster.symbols[$0] } ?? "")
    }
    if record.kind != .statefulSet { told.add("generation", record.generation) }
    if let key = cluster.symbols.find("pod-template-hash"), let hash = record.labels[key] {
      told.add("hash", cluster.symbols[hash])
    }
    if let deletion = record.deletion {
      told.add("deleting", "grace=0")
      told.add("finalizers", deletion == .foreground ? "foregroundDeletion" : "orphan")
    }
    if let detail = cluster.detail(of: WorkloadID(row)) { add(detail, record, to: &told) }
    add(record, cluster, to: &told)
    return told
  }

  /// `Kind/name` of what owns an object; empty for nothing.
  static func reference(to owner: WorkloadID, in cluster: ClusterState) -> String {
    guard owner.isPresent else { return "" }
    let record = cluster.workloads[owner.row]
    return "\(record.kind.name)/\(cluster.symbols[record.name])"
  }

  private static func add(
    _ detail: WorkloadDetail, _ record: WorkloadRecord, to told: inout ObjectDescription
  ) {
    switch detail {
    case .replicaSet(let detail):
      if detail.revision > 0 { told.add("revision", String(detail.revision)) }
      told.add("desired", detail.desiredReplicas.map { String($0) } ?? "")
      told.add("max", detail.maxReplicas.map { String($0) } ?? "")
    case .deploymentConfig(let detail): told.add("paused", detail.isPaused)
    case .deployment(let detail): told.add("paused", detail.isPaused)
    case .statefulSet(let detail):
      if let partition = detail.updateStrategy.partition { told.add("partition", partition) }
    case .daemonSet: break
    case .job(let detail):
      told.add("parallelism", record.replicas)
      if let completions = detail.completions { told.add("completions", completions) }
      told.add("suspend", detail.isSuspended)
    case .cronJob(let detail): told.add("suspend", detail.isSuspended)
    }
  }

  private static func add(
    _ record: WorkloadRecord, _ cluster: ClusterState, to told: inout ObjectDescription
  ) {
    let status = record.status
    switch status.detail {
    case .job(let progress)?: add(progress, status, to: &told)
    case .cronJob(let progress)?: add(progress, cluster, to: &told)
    case .statefulSet(let revisions)?:
      addCountsOfPods(status, ["st.available"], to: &told)
      if revisions.currentReplicas > 0 { told.add("st.current", revisions.currentReplicas) }
      told.add("st.currentRevision", cluster.symbols[cluster.revisions[revisions.current].name])
      told.add("st.updateRevision", cluster.symbols[cluster.revisions[revisions.update].name])
    case .daemonSet?: addCountsOfNodes(status, to: &told)
    case nil where record.kind == .daemonSet: addCountsOfNodes(status, to: &told)
    case nil:
      let required = record.kind == .statefulSet ? ["st.available"] : []
      if record.kind.keepsPods { addCountsOfPods(status, required, to: &told) }
    }
    if status.observedGeneration > 0 { told.add("observed", status.observedGeneration) }
    if status.revision > 0 { told.add("revision", String(status.revision)) }
    for condition in status.conditions {
      let reason = condition.reason.isEmpty ? "" : "/\(condition.reason)"
      told.add("cond.\(condition.type)", condition.status.name + reason)
    }
  }

  private static func add(
    _ progress: JobProgress, _ status: WorkloadStatus, to told: inout ObjectDescription
  ) {
    told.add("started", progress.startTime.isSet)
    told.add("completed", progress.completionTime.isSet)
    told.add("st.ready", status.readyReplicas)
    told.add("st.terminating", status.terminatingReplicas)
    for (name, count) in [
      ("st.active", status.replicas), ("st.succeeded", progress.succeeded),
      ("st.failed", progress.failed),
    ] where count > 0 {
      told.add(name, count)
    }
    told.add("st.completedIndexes", progress.completedIndexes.description)
    told.add("st.failedIndexes", progress.failedIndexes?.description ?? "")
    let (good, bad) = (progress.uncountedSucceeded.count, progress.uncountedFailed.count)
    if good + bad > 0 { told.add("st.uncounted", "s\(good)f\(bad)") }
  }

  private static func add(
    _ progress: CronJobProgress, _ cluster: ClusterState, to told: inout ObjectDescription
  ) {
    let names = progress.active.map { cluster.symbols[cluster.workloads[$0.row].name] }
    told.add("active", names.joined(separator: ","))
    for (name, second) in [
      ("lastSchedule", progress.lastSchedule), ("lastSuccess", progress.lastSuccess),
    ] {
      told.add(name, second.map { Timestamp(seconds: $0).description } ?? "")
    }
  }

  /// Counts of zero are left out, but for those that the API always has.
  private static func addCountsOfPods(
    _ status: WorkloadStatus, _ required: [String], to told: inout ObjectDescription
  ) {
    told.add("st.replicas", status.replicas)
    for (name, count) in [
      ("st.updated", status.updatedReplicas ?? 0), ("st.ready", status.readyReplicas),
      ("st.available", status.availableReplicas), ("st.unavailable", status.unavailableReplicas),
      ("st.terminating", status.terminatingReplicas),
    ] where count > 0 || required.contains(name) {
      told.add(name, count)
    }
  }

  private static func addCountsOfNodes(
    _ status: WorkloadStatus, to told: inout ObjectDescription
  ) {
    var counts = DaemonSetCounts()
    if case .daemonSet(let known)? = status.detail { counts = known }
    told.add("st.desiredNumberScheduled", counts.desired)
    told.add("st.currentNumberScheduled", status.replicas)
    told.add("st.numberMisscheduled", counts.misscheduled)
    told.add("st.numberReady", status.readyReplicas)
    for (name, count) in [
      ("st.updatedNumberScheduled", status.updatedReplicas ?? 0),
      ("st.numberAvailable", status.availableReplicas),
      ("st.numberUnavailable", status.unavailableReplicas),
    ] where count > 0 {
      told.add(name, count)
    }
  }
}
