import ClusterSimulation
import ClusterState
import KubernetesObjects

/// The life of each pod, in order of creation.
enum PodsTable: ReportTable {
  static let fileName = "pods.csv"
  static let columns = [
    "namespace", "pod", "uid", "owner_kind", "owner", "workload", "priority", "qos_class", "node",
    "phase", "reason", "created_seconds", "scheduled_seconds", "image_pulled_seconds",
    "started_seconds", "ready_seconds", "finished_seconds", "deleted_seconds",
    "scheduling_attempts", "restarts", "cpu_request_millicores", "memory_request_bytes",
    "ephemeral_storage_request_bytes", "extended_requests", "first_attempt_seconds",
    "deletion_requested_seconds", "gpu_devices",
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    let extended = cluster.templates.all.map { extendedRequests($0, cluster) }
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      let template = cluster.templates[pod.template]
      table.text(cluster.symbols[template.namespace])
      table.name(pod.name, cluster.symbols)
      // A pod's number in order of creation, from 1: unlike its name, it is never given twice.
      table.integer(Int64(row + 1))
      writeOwner(of: pod, cluster, to: &table)
      table.text(run.groups.workload(of: row))
      table.integer(template.priority)
      table.text(template.qualityOfService.rawValue)
      table.text(run.source.name(of: pod.node))
      table.text(pod.phase.name)
      table.text(cluster.symbols[pod.reason])
      writeTimes(of: pod, to: &table)
      table.integer(run.source.recording.attemptCount(row))
      table.integer(pod.restarts)
      table.integer(template.requests.milliCPU)
      table.integer(template.requests.memoryBytes)
      table.integer(template.requests.ephemeralStorageBytes)
      table.text(extended[pod.template.row])
      table.time(run.source.recording.firstAttempt(row))
      table.time(pod.deletionRequested)
      table.text(pod.devices.description)
      try table.endRow()
    }
  }

  private static func writeOwner(
    of pod: PodRecord, _ cluster: ClusterState, to table: inout TableWriter
  ) {
    let owner = pod.owner
    guard owner.isPresent else {
      table.empty()
      table.empty()
      return
    }
    let record = cluster.workloads[owner.row]
    table.text(record.kind.name)
    table.text(cluster.symbols[record.name])
  }

  private static func writeTimes(of pod: PodRecord, to table: inout TableWriter) {
    table.time(pod.created)
    table.time(pod.scheduled)
    table.time(pod.imagePulled)
    table.time(pod.started)
    table.time(pod.firstReady)
    table.time(pod.finished)
    table.time(pod.removed)
  }

  /// The requests for other resources: `nvidia.com/gpu=2`, several with spaces between.
  private static func extendedRequests(_ template: PodTemplate, _ cluster: ClusterState) -> String {
    template.requestsWithDevices.extended.filter { $0.amount > 0 }.map {
      "\(cluster.resources[$0.resource])=\($0.amount)"
    }
    .joined(separator: " ")
  }
}
