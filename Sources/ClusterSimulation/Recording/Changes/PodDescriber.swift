import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// Pods in the change log.
enum PodDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.pod]

  static func rowCount(in view: ChangeView) -> Int { view.cluster.pods.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let cluster = view.cluster
    let pod = PodID(row)
    let record = cluster.pods[pod]
    let template = cluster.templates[record.template]
    var told = ObjectDescription(
      kind: "Pod", namespace: cluster.symbols[template.namespace],
      name: record.name.text(cluster.symbols), isPresent: !record.isRemoved)
    told.add("owner", WorkloadDescriber.reference(to: record.owner, in: cluster))
    told.add("labels", template.pod.metadata.labels)
    if record.isTracked { told.add("finalizers", "batch.kubernetes.io/job-tracking") }
    if let index = template.completionIndex { told.add("index", String(index)) }
    told.add("image", template.images.first.map { cluster.symbols[$0] } ?? "")
    if let priority = template.pod.spec.priority, priority != 0 { told.add("priority", priority) }
    told.add("resources", resources(of: template.pod.spec))
    told.add("phase", record.phase.name)
    told.add("reason", cluster.symbols[record.reason])
    if record.node.isPresent {
      told.add("node", cluster.symbols[cluster.nodes[record.node.row].name])
    } else if record.nominatedNode.isPresent {
      told.add("nominated", cluster.symbols[cluster.nodes[record.nominatedNode.row].name])
    }
    addConditions(of: pod, record, view, to: &told)
    if let container = view.kubelets.firstContainer(of: pod, view.cluster) {
      told.add("container", word(for: container))
    }
    if record.restarts > 0 { told.add("restarts", record.restarts) }
    if record.isDeleting {
      // A pod that no kubelet has to stop has no grace, and one that its kubelet has let go has
      // none left.
      let grace = record.isRemoved ? 0 : record.deletionGrace.microseconds / 1_000_000
      told.add("deleting", "grace=\(grace)")
    }
    return told
  }

  private static func addConditions(
    of pod: PodID, _ record: PodRecord, _ view: ChangeView, to told: inout ObjectDescription
  ) {
    if record.node.isPresent {
      told.add("cond.PodScheduled", "True")
    } else if view.notes.isUnschedulable(pod) {
      told.add("cond.PodScheduled", "False/Unschedulable")
    }
    if record.isPreempted {
      told.add("cond.DisruptionTarget", "True/PreemptionByScheduler")
    } else if let reason = view.notes.disruption(of: pod) {
      told.add("cond.DisruptionTarget", "True/\(reason)")
    }
    // Until the kubelet has taken the pod up it has no other condition.
    guard view.kubelets.firstContainer(of: pod, view.cluster) != nil || record.phase != .pending
    else { return }
    if let network = view.kubelets.network(of: pod) {
      told.add("cond.PodReadyToStartContainers", network.isUp ? "True" : "False")
    }
    let isCompleted = record.phase == .succeeded
    if view.kubelets.isInitialized(pod, view.cluster) {
      told.add("cond.Initialized", isCompleted ? "True/PodCompleted" : "True")
    } else {
      told.add("cond.Initialized", "False/ContainersNotInitialized")
    }
    let readiness =
      switch record.phase {
      case .succeeded: "False/PodCompleted"
      case .failed: "False/PodFailed"
      default: record.isReady ? "True" : "False/ContainersNotReady"
      }
    told.add("cond.Ready", readiness)
    told.add("cond.ContainersReady", readiness)
  }

  /// The state of a container, with its reason and exit code where it has them.
  private static func word(for container: ReportedContainer) -> String {
    switch container.state {
    case .waiting(let reason): "waiting/\(reason.rawValue)"
    case .running: "running"
    case .terminated(let run):
      run.exitCode == 0 ? "terminated/Completed/0" : "terminated/Error/\(run.exitCode)"
    }
  }

  private static func resources(of spec: PodSpec) -> [ObjectField] {
    guard let container = spec.containers.first else { return [] }
    var parts = ObjectDescription(kind: "", name: "", isPresent: true)
    parts.add("requests", container.resources.requests)
    parts.add("limits", container.resources.limits)
    return parts.fields
  }
}
