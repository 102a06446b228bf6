/// `kubectl describe pod`.
enum PodDescription: ObjectDescription {
  static let events: DescribedEvents? = DescribedEvents(matchesKind: false)

  static func write(
    _ pod: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let (spec, status) = (pod.spec, pod.status)
    writer.field("Name", pod.objectName)
    writer.field("Namespace", pod.objectNamespace)
    writer.fieldIfAny("Priority", spec.priority.text)
    writer.fieldIfAny("Priority Class Name", spec.priorityClassName.text)
    writer.fieldIfAny("Runtime Class Name", spec.runtimeClassName.text)
    writer.fieldIfAny("Service Account", spec.serviceAccountName.text)
    let node = spec.nodeName.text
    writer.field("Node", node.isEmpty ? "<none>" : "\(node)/\(status.hostIP.text)")
    if status.startTime.exists { writer.field("Start Time", status.startTime.mailText) }
    writer.labels("Labels", pod.metadata.labels)
    writer.annotations("Annotations", pod.metadata.annotations)
    writeState(of: pod, selection, to: &writer)
    writer.fieldIfAny("Controlled By", pod.controllerText ?? "")
    writer.fieldIfAny("NominatedNodeName", status.nominatedNodeName.text)
    if spec["resources"].exists {
      writer.line("Resources:")
      writer.resources(spec["resources"], level: 1)
    }
    writeContainers(of: pod, to: &writer)
    writeConditions(of: pod, to: &writer)
    writer.volumes(spec.volumes.elements)
    writer.field("QoS Class", qualityOfService(of: pod))
    writer.labels("Node-Selectors", spec.nodeSelector)
    writer.tolerations("Tolerations", spec.tolerations.elements)
    writer.spread(spec.topologySpreadConstraints.elements)
    writer.schedulingGroup(of: spec)
  }

  private static func writeState(
    of pod: APIField, _ selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let status = pod.status
    let phase = status.phase.text
    if pod.isBeingDeleted, phase != "Failed", phase != "Succeeded" {
      let since = HumanDuration.since(
        pod.metadata.deletionTimestamp.instant, at: selection.now)
      writer.field("Status", "Terminating (lasts \(since))")
      let grace = pod.metadata.deletionGracePeriodSeconds.whole
      writer.field("Termination Grace Period", "\(grace)s")
    } else {
      writer.field("Status", phase)
    }
    writer.fieldIfAny("Reason", status.reason.text)
    writer.fieldIfAny("Message", status.message.text)
    writer.seccomp(pod.spec.securityContext.seccompProfile, level: 0, inner: 0)
    writer.field("IP", status.podIP.text)
    let addresses = status.podIPs.elements
    if addresses.isEmpty { return writer.field("IPs", "<none>") }
    writer.line("IPs:")
    for address in addresses { writer.field("IP", address.ip.text, level: 1) }
  }

  private static func writeContainers(of pod: APIField, to writer: inout DescriptionWriter) {
    if pod.spec.initContainers.size > 0 {
      writer.containers(
        "Init Containers", pod.spec.initContainers.elements,
        statuses: pod.status.initContainerStatuses.elements, of: pod)
    }
    writer.containers(
      "Containers", pod.spec.containers.elements,
      statuses: pod.status.containerStatuses.elements, of: pod)
    if pod.spec.ephemeralContainers.size > 0 {
      writer.containers(
        "Ephemeral Containers", pod.spec.ephemeralContainers.elements,
        statuses: pod.status.ephemeralContainerStatuses.elements, of: pod)
    }
  }

  private static func writeConditions(of pod: APIField, to writer: inout DescriptionWriter) {
    let gates = pod.spec.readinessGates.elements
    if !gates.isEmpty {
      writer.line("Readiness Gates:")
      writer.row(["Type", "Status"])
      for gate in gates {
        let type = gate.conditionType.text
        writer.row([type + " ", (pod.condition(type)?.status.text ?? "<none>") + " "])
      }
    }
    let conditions = pod.status.conditions.elements
    if conditions.isEmpty { return }
    writer.line("Conditions:")
    writer.row(["Type", "Status"])
    for condition in conditions {
      writer.row([condition.type.text + " ", condition.status.text + " "])
    }
  }

  private static func qualityOfService(of pod: APIField) -> String {
    pod.status.qosClass.text(or: pod.spec.resourceSpec.qualityOfServiceClass.rawValue)
  }
}
