import ClusterState
import KubernetesObjects
import StructuredText

/// Nodes.
enum NodeExporter: ObjectExporter {
  static let kinds = ["Node"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    view.cluster.nodes.indices.filter { view.cluster.nodes[$0].isPresent }
      .map { ObjectKey(view.text(view.cluster.nodes[$0].name), row: $0) }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.nodes[key.row]
    var metadata = ObjectMeta(name: key.name, labels: view.labels(record.labels))
    metadata.annotations = view.labels(record.annotations)
    metadata.creationTimestamp = view.instant(record.created)
    metadata.uid = view.identity(.node, key.row)
    var spec = FieldList()
    spec.add("taints", record.taints.map { taint($0, in: view) })
    spec.add("unschedulable", record.isCordoned)
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", spec.value)
    fields.set("status", status(of: record, key.name, in: view))
    return fields
  }

  private static func taint(_ taint: NodeTaint, in view: ExportView) -> Taint {
    Taint(
      key: view.text(taint.key), value: view.text(taint.value),
      effect: TaintEffect(rawValue: taint.effect.name) ?? .noSchedule,
      timeAdded: taint.effect == .noExecute ? view.instant(taint.added) : nil)
  }

  private static func status(
    of record: NodeRecord, _ name: String, in view: ExportView
  ) -> SyntaxValue {
    var status = FieldList()
    status.set(
      "addresses", .sequence([["address": .string(name), "type": "Hostname"]]))
    status.add("allocatable", amounts(record.allocatable, pods: record.allocatablePods, view))
    status.add("capacity", amounts(record.capacity, pods: record.allocatablePods, view))
    status.add("conditions", conditions(of: record, in: view))
    status.add(
      "images",
      record.images.map { image -> SyntaxValue in
        [
          "names": .sequence([.string(view.text(image.name))]),
          "sizeBytes": .integer(image.sizeBytes),
        ]
      })
    status.set("nodeInfo", system(of: record, in: view))
    return status.value
  }

  /// The amounts of a node in the notations in which kubelets report them.
  private static func amounts(
    _ amounts: ResourceAmounts, pods: Int64, _ view: ExportView
  ) -> ResourceList {
    var list: ResourceList = [
      .cpu: Quantity(milliValue: amounts.milliCPU),
      .memory: Quantity(amounts.memoryBytes, format: .binarySI), .pods: Quantity(pods),
    ]
    if amounts.ephemeralStorageBytes > 0 {
      list[.ephemeralStorage] = Quantity(amounts.ephemeralStorageBytes, format: .binarySI)
    }
    for entry in amounts.extended {
      let name = ResourceName(rawValue: view.cluster.resources[entry.resource])
      list[name] = Quantity(entry.amount, format: name.isHugePages ? .binarySI : .decimalSI)
    }
    return list
  }

  private static func conditions(of record: NodeRecord, in view: ExportView) -> [SyntaxValue] {
    var conditions: [SyntaxValue] = []
    for (type, status, reason) in [
      ("OutOfDisk", record.outOfDisk, ""), ("Ready", record.ready, view.text(record.readyReason)),
    ] where status != .absent {
      var fields = FieldList()
      fields.add("lastHeartbeatTime", view.instant(record.heartbeat))
      let transition = type == "Ready" ? record.readyTransition : record.created
      fields.add(
        "lastTransitionTime",
        view.instant(transition) ?? view.instant(record.created))
      fields.add(
        "message",
        status == .unknown
          ? "Kubelet stopped posting node status."
          : status == .yes && type == "Ready" ? "kubelet is posting ready status" : "")
      fields.add("reason", reason)
      fields.add("status", status.name)
      fields.add("type", type)
      conditions.append(fields.value)
    }
    return conditions
  }

  private static func system(of record: NodeRecord, in view: ExportView) -> SyntaxValue {
    let labels = view.labels(record.labels)
    var system = FieldList()
    system.add(
      "architecture", labels[NodeLabels.arch] ?? labels[NodeLabels.betaArch] ?? "")
    let version = view.configuration.controlPlane.version?.rawValue
    system.add("kubeletVersion", version.map { "v\($0)" } ?? "")
    system.add("operatingSystem", labels[NodeLabels.os] ?? labels[NodeLabels.betaOS] ?? "")
    return system.value
  }
}

/// The leases that kubelets renew.
enum LeaseExporter: ObjectExporter {
  static let kinds = ["Lease"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    view.cluster.nodes.indices
      .filter { view.cluster.nodes[$0].isPresent && view.cluster.nodes[$0].leaseRenewed.isSet }
      .map { ObjectKey("kube-node-lease", view.text(view.cluster.nodes[$0].name), row: $0) }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.nodes[key.row]
    var metadata = ObjectMeta(name: key.name, namespace: key.namespace)
    metadata.creationTimestamp = view.instant(record.created)
    var spec = FieldList()
    spec.set("holderIdentity", .string(key.name))
    if let renewed = view.instant(record.leaseRenewed) {
      spec.add("renewTime", renewed)
    }
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", spec.value)
    return fields
  }
}
