import KubernetesObjects

/// `kubectl describe node`.
enum NodeDescription: ObjectDescription {
  static let events: DescribedEvents? = DescribedEvents(takesNameForIdentity: true)

  static func write(
    _ node: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let status = node.status
    writer.field("Name", node.objectName)
    writer.field("Roles", node.nodeRoles.isEmpty ? "<none>" : node.nodeRoles)
    writer.labels("Labels", node.metadata.labels)
    writer.annotations("Annotations", node.metadata.annotations)
    writer.field("CreationTimestamp", node.metadata.creationTimestamp.mailText)
    writer.list("Taints", taints(of: node))
    writer.field("Unschedulable", "\(node.spec.unschedulable.isTrue)")
    writeLease(of: node, selection, to: &writer)
    writeConditions(of: node, to: &writer)
    writer.line("Addresses:")
    for address in status.addresses.elements {
      writer.field(address.type.text, address.address.text, level: 1)
    }
    for (title, amounts) in [
      ("Capacity", status.capacity), ("Allocatable", status.allocatable),
    ] where amounts.size > 0 {
      writer.line("\(title):")
      for member in amounts.sortedMembers {
        writer.field(member.name, member.field.text, level: 1)
      }
    }
    writeSystem(of: node, to: &writer)
    NodeUsage(of: node, in: selection).write(to: &writer)
  }

  private static func taints(of node: APIField) -> [String] {
    let sorted = QuickSort.sorted(node.spec.taints.elements) { a, b in
      "\(a.effect.text),\(a.key.text)".precedesInBytes("\(b.effect.text),\(b.key.text)")
    }
    return sorted.map { taint in
      let (key, value, effect) = (taint.key.text, taint["value"].text, taint.effect.text)
      if effect.isEmpty { return value.isEmpty ? key : "\(key)=\(value):" }
      return (value.isEmpty ? key : "\(key)=\(value)") + ":\(effect)"
    }
  }

  private static func writeLease(
    of node: APIField, _ selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let leases = APIResource.of("Lease")
    let lease = leases.flatMap {
      selection.source.object($0, in: "kube-node-lease", named: node.objectName)
    }
    guard let lease else {
      let name = node.objectName
      let error = "leases.coordination.k8s.io \"\(name)\" not found"
      return writer.field("Lease", "Failed to get lease: \(error)")
    }
    writer.line("Lease:")
    let unset = "<unset>"
    writer.field("HolderIdentity", lease.spec.holderIdentity.text(or: unset), level: 1)
    for (title, time) in [
      ("AcquireTime", lease.spec.acquireTime), ("RenewTime", lease.spec.renewTime),
    ] {
      writer.field(title, time.exists ? time.mailText : unset, level: 1)
    }
  }

  private static func writeConditions(of node: APIField, to writer: inout DescriptionWriter) {
    let conditions = node.status.conditions.elements
    if conditions.isEmpty { return }
    writer.line("Conditions:")
    writer.row([
      "Type", "Status", "LastHeartbeatTime", "LastTransitionTime", "Reason", "Message",
    ])
    writer.row([
      "----", "------", "-----------------", "------------------", "------", "-------",
    ])
    for condition in conditions {
      let cells = [
        condition.type.text, condition.status.text, condition.lastHeartbeatTime.mailText,
        condition.lastTransitionTime.mailText, condition.reason.text,
      ]
      writer.row(cells.map { $0 + " " } + [condition.message.text])
    }
  }

  private static func writeSystem(of node: APIField, to writer: inout DescriptionWriter) {
    let system = node.status.nodeInfo
    writer.line("System Info:")
    for (title, key) in [
      ("Machine ID", "machineID"), ("System UUID", "systemUUID"), ("Boot ID", "bootID"),
      ("Kernel Version", "kernelVersion"), ("OS Image", "osImage"),
      ("Operating System", "operatingSystem"), ("Architecture", "architecture"),
      ("Container Runtime Version", "containerRuntimeVersion"),
      ("Kubelet Version", "kubeletVersion"),
    ] {
      writer.field(title, system[key].text, level: 1)
    }
    writer.fieldIfAny("PodCIDR", node.spec.podCIDR.text)
    writer.fieldIfAny("PodCIDRs", node.spec.podCIDRs.texts.joined(separator: ","))
    writer.fieldIfAny("ProviderID", node.spec.providerID.text)
  }
}
