import ClusterSimulation
import ClusterState
import KubernetesObjects

/// The life of each pod, in order of creation.
enum PodsTable: ReportTable {
  static let fileName = "pods.csv"
  static let meaning = "A pod, in order of creation."
  static let columns: [ReportColumn] = [
    .text("namespace", "The pod's namespace."),
    .text("pod", "The pod's name."),
    .podUID("uid"),
    .text("owner_kind", "The kind of its controller."),
    .text("owner", "Its controller."),
    .text("workload", "The workload that it is part of, namespace/name."),
    .integer("priority", "priority", "Its priority."),
    .text("qos_class", "Its quality-of-service class."),
    .text("node", "Its node."),
    .text("phase", "Its last phase."),
    .text("reason", "Its status's reason."),
    .seconds("created_seconds", "When it was created."),
    .seconds("scheduled_seconds", "When it was bound."),
    .seconds(
      "image_pulled_seconds",
      "When the last image that it waited for before it started was there."),
    .seconds("started_seconds", "When it first ran."),
    .seconds("ready_seconds", "When it was first ready."),
    .seconds("finished_seconds", "When it ended by itself."),
    .seconds("deleted_seconds", "When its object was removed."),
    .integer("scheduling_attempts", "attempts", "How often it was tried."),
    .integer("restarts", "restarts", "The most restarts of a container."),
    .integer("cpu_request_millicores", "millicores", "Its request."),
    .integer("memory_request_bytes", "bytes", "Its request."),
    .integer("ephemeral_storage_request_bytes", "bytes", "Its request."),
    .text(
      "extended_requests", "Its requests for other resources: name=amount, with spaces between."),
    .seconds("first_attempt_seconds", "When it was first tried."),
    .seconds("deletion_requested_seconds", "When its deletion was asked for."),
    .text("gpu_devices", "The devices that it has."),
    .podUID("pod_uid"),
    .text("deletion_cause", "Why its deletion was asked for."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    let extended = cluster.templates.all.map { extendedRequests($0, cluster) }
    var causes = ContiguousArray<DeletionCause?>(repeating: nil, count: cluster.pods.count)
    for deletion in run.source.recording.deletions { causes[deletion.pod.row] = deletion.cause }
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      let template = cluster.templates[pod.template]
      table.text(cluster.symbols[template.namespace])
      table.name(pod.name, cluster.symbols)
      table.uid(of: PodID(row))
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
      table.uid(of: PodID(row))
      table.text(causes[row]?.name ?? "")
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
