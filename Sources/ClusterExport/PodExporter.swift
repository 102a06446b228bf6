import ClusterSimulation
import ClusterState
import KubernetesObjects
import StructuredText

/// Pods.
enum PodExporter: ObjectExporter {
  static let kinds = ["Pod"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    (0..<view.cluster.pods.count).compactMap { row in
      let record = view.cluster.pods[PodID(row)]
      if record.isRemoved { return nil }
      let template = view.cluster.templates[record.template]
      return ObjectKey(view.text(template.namespace), view.name(of: PodID(row)), row: row)
    }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let pod = PodID(key.row)
    let record = view.cluster.pods[pod]
    let template = view.cluster.templates[record.template].pod
    var metadata = template.metadata
    metadata.name = key.name
    metadata.namespace = key.namespace
    metadata.uid = view.identity(.pod, key.row)
    metadata.creationTimestamp = view.instant(record.created)
    metadata.ownerReferences = view.owners(record.owner)
    metadata.finalizers = record.isTracked ? ["batch.kubernetes.io/job-tracking"] : []
    if record.isDeleting {
      metadata.deletionTimestamp = view.instant(record.deletionDeadline)
      metadata.deletionGracePeriodSeconds = record.deletionGrace.microseconds / 1_000_000
    }
    var spec = template.spec.withImages
    spec.nodeName = view.text(view.cluster.nodeName(of: pod))
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", spec.syntaxValue)
    fields.set("status", status(of: pod, record, in: view))
    return fields
  }

  private static func status(
    of pod: PodID, _ record: PodRecord, in view: ExportView
  ) -> SyntaxValue {
    let template = view.cluster.templates[record.template]
    let statuses = ContainerStatuses(of: pod, template, in: view)
    var status = FieldList()
    status.add("conditions", conditions(of: pod, record, in: view))
    status.add("containerStatuses", statuses.main)
    status.add("initContainerStatuses", statuses.initial)
    if record.nominatedNode.isPresent, !record.node.isPresent {
      status.add("nominatedNodeName", view.name(of: record.nominatedNode))
    }
    status.add("message", view.kubelets.evictionText(of: pod) ?? "")
    status.add("phase", record.phase.name)
    status.add("qosClass", template.qualityOfService.rawValue)
    status.add("reason", view.text(record.reason))
    status.add("startTime", view.instant(record.startTime))
    return status.value
  }

  private static func conditions(
    of pod: PodID, _ record: PodRecord, in view: ExportView
  ) -> [SyntaxValue] {
    var conditions: [SyntaxValue] = []
    func add(
      _ type: String, _ isTrue: Bool, _ reason: String = "", _ message: String = "",
      since: Timestamp?
    ) {
      var fields = FieldList()
      fields.add("lastTransitionTime", since)
      fields.add("message", message)
      fields.add("reason", reason)
      fields.add("status", isTrue ? "True" : "False")
      fields.add("type", type)
      conditions.append(fields.value)
    }
    let isTaken = !view.kubelets.containers(of: pod).isEmpty || record.phase != .pending
    if isTaken {
      if let network = view.kubelets.network(of: pod) {
        add("PodReadyToStartContainers", network.isUp, since: view.instant(network.since))
      }
      let isInitialized = view.kubelets.isInitialized(pod, view.cluster)
      let isCompleted = record.phase == .succeeded
      add(
        "Initialized", isInitialized,
        isInitialized ? (isCompleted ? "PodCompleted" : "") : "ContainersNotInitialized",
        since: view.instant(record.startTime))
      let reason =
        record.isReady
        ? ""
        : isCompleted
          ? "PodCompleted" : record.phase == .failed ? "PodFailed" : "ContainersNotReady"
      let since = view.instant(record.readyTransition) ?? view.instant(record.startTime)
      add("Ready", record.isReady, reason, since: since)
      add("ContainersReady", record.isReady, reason, since: since)
    }
    if record.node.isPresent {
      add("PodScheduled", true, since: view.instant(record.scheduled))
    } else if let row = view.pods.failedAttempt(of: pod) {
      let attempt = view.recording.attempts[row]
      let message =
        attempt.message >= 0 ? view.recording.messages[Int(attempt.message)] : ""
      add(
        "PodScheduled", false, "Unschedulable", message,
        since: view.instant(record.created))
    }
    if let reason = disruption(of: pod, record, in: view) {
      add("DisruptionTarget", true, reason, since: view.instant(record.deletionRequested))
    }
    return conditions
  }

  /// Why the pod goes for no fault of its own; nil if it does not.
  private static func disruption(
    of pod: PodID, _ record: PodRecord, in view: ExportView
  ) -> String? {
    record.isPreempted
      ? "PreemptionByScheduler" : view.pods.deletion(of: pod)?.cause.disruptionReason
  }
}
