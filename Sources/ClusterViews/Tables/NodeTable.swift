import KubernetesObjects

/// `kubectl get nodes`.
enum NodeTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "STATUS", "ROLES", "AGE", "VERSION", .wide("INTERNAL-IP"), .wide("EXTERNAL-IP"),
    .wide("OS-IMAGE"), .wide("KERNEL-VERSION"), .wide("CONTAINER-RUNTIME"),
  ]

  static func cells(of node: APIField, in view: TableView) -> [String] {
    let system = node.status.nodeInfo
    var kernel = system.kernelVersion.text(or: "<unknown>")
    if !system.architecture.text.isEmpty { kernel += " (\(system.architecture.text))" }
    return [
      node.objectName, status(of: node), node.nodeRoles.isEmpty ? "<none>" : node.nodeRoles,
      view.age(of: node), system.kubeletVersion.text, address("InternalIP", of: node),
      address("ExternalIP", of: node), system.osImage.text(or: "<unknown>"), kernel,
      system.containerRuntimeVersion.text(or: "<unknown>"),
    ]
  }

  /// `Ready` or `NotReady`, and whether pods may come.
  static func status(of node: APIField) -> String {
    var status = "Unknown"
    if let ready = node.status.conditions.elements.last(where: { $0.type.text == "Ready" }) {
      status = ready.status.text == "True" ? "Ready" : "NotReady"
    }
    return status + (node.spec.unschedulable.isTrue ? ",SchedulingDisabled" : "")
  }

  private static func address(_ type: String, of node: APIField) -> String {
    node.status.addresses.elements.first { $0.type.text == type }?.address.text ?? "<none>"
  }
}

extension APIField {
  /// The roles of a node, from its labels, joined by commas.
  var nodeRoles: String {
    let prefix = "node-role.kubernetes.io/"
    var roles: [String] = []
    for label in self.metadata.labels.labelSet {
      var role = label.key == "kubernetes.io/role" ? label.value : ""
      if label.key.hasPrefix(prefix) { role = String(label.key.dropFirst(prefix.count)) }
      if !role.isEmpty, !roles.contains(role) { roles.append(role) }
    }
    return roles.sorted { $0.precedesInBytes($1) }.joined(separator: ",")
  }
}
