import ClusterState
import KubernetesObjects
import StructuredText

/// Services.
enum ServiceExporter: ObjectExporter {
  static let kinds = ["Service"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    view.cluster.services.indices.filter { view.cluster.services[$0].isPresent }.map { row in
      let record = view.cluster.services[row]
      return ObjectKey(view.text(record.namespace), view.text(record.name), row: row)
    }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.services[key.row]
    let applied = view.appliedServices.service(key.name, in: key.namespace)
    var metadata = applied?.metadata ?? ObjectMeta()
    metadata.name = key.name
    metadata.namespace = key.namespace
    metadata.creationTimestamp = view.instant(record.created)
    metadata.uid = view.identity(.service, key.row)
    var spec = applied?.spec ?? ServiceSpec()
    if let selector = record.selector { spec.selector = view.labels(selector) }
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", spec.syntaxValue)
    fields.set("status", ["loadBalancer": [:]])
    return fields
  }
}

/// The endpoints of services, as one slice of each service that has any or selects pods.
///
/// Pods have no addresses here, so an endpoint is told by its pod's name.
enum EndpointSliceExporter: ObjectExporter {
  static let kinds = ["EndpointSlice"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    ServiceExporter.keys(of: "Service", in: view).filter { key in
      let record = view.cluster.services[key.row]
      return record.selector.map { !$0.pairs.isEmpty } ?? false || !record.endpoints.isEmpty
    }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.services[key.row]
    var metadata = ObjectMeta(name: key.name, namespace: key.namespace)
    metadata.creationTimestamp = view.instant(record.created)
    metadata.labels = [
      "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
      "kubernetes.io/service-name": key.name,
    ]
    var owner = OwnerReference()
    (owner.apiVersion, owner.kind, owner.name) = ("v1", "Service", key.name)
    (owner.uid, owner.controller) = (view.identity(.service, key.row), true)
    metadata.ownerReferences = [owner]
    let ports = view.appliedServices.service(key.name, in: key.namespace)?.spec.ports ?? []
    var fields = FieldList()
    fields.set("addressType", "IPv4")
    fields.set(
      "endpoints", .sequence(record.endpoints.map { endpoint($0, key.namespace, in: view) }))
    fields.set("metadata", metadata.syntaxValue)
    fields.add("ports", ports.map(port))
    return fields
  }

  private static func endpoint(
    _ endpoint: EndpointRecord, _ namespace: String, in view: ExportView
  ) -> SyntaxValue {
    let held = endpoint.conditions
    let record = view.cluster.pods[endpoint.pod]
    var fields = FieldList()
    fields.set("addresses", .sequence([.string(view.name(of: endpoint.pod))]))
    fields.set(
      "conditions",
      [
        "ready": .boolean(held.contains(.ready)), "serving": .boolean(held.contains(.serving)),
        "terminating": .boolean(held.contains(.terminating)),
      ])
    if record.node.isPresent {
      fields.add("nodeName", view.name(of: record.node))
      let labels = view.labels(view.cluster.nodes[record.node.row].labels)
      fields.add("zone", labels[NodeLabels.zone] ?? "")
    }
    fields.set(
      "targetRef",
      [
        "kind": "Pod", "name": .string(view.name(of: endpoint.pod)),
        "namespace": .string(namespace), "uid": .string(view.identity(.pod, endpoint.pod.row)),
      ])
    return fields.value
  }

  private static func port(_ port: ServicePort) -> SyntaxValue {
    var fields = FieldList()
    fields.set("name", .string(port.name))
    // A port by name is one of each pod's own.
    if case .int(let number) = port.targetPort ?? .int(port.port) { fields.add("port", number) }
    fields.add("protocol", port.transportProtocol.rawValue)
    return fields.value
  }
}
