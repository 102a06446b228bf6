/// `kubectl describe endpointslice`.
enum EndpointSliceDescription: ObjectDescription {
  static func write(
    _ slice: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let unset = "<unset>"
    writer.field("Name", slice.objectName)
    writer.field("Namespace", slice.objectNamespace)
    writer.labels("Labels", slice.metadata.labels)
    writer.annotations("Annotations", slice.metadata.annotations)
    writer.field("AddressType", slice.addressType.text)
    if slice.ports.size == 0 {
      writer.line("Ports: \(unset)")
    } else {
      writer.line("Ports:")
      writer.row(["Name", "Port", "Protocol"])
      writer.row(["----", "----", "--------"])
      for port in slice.ports.elements {
        writer.row([
          port["name"].text(or: unset), port.port.text(or: unset), port.protocol.text,
        ])
      }
    }
    if slice.endpoints.size == 0 { return writer.line("Endpoints: <none>") }
    writer.line("Endpoints:")
    for endpoint in slice.endpoints.elements {
      let addresses = endpoint.addresses.texts.joined(separator: ", ")
      writer.field("- Addresses", addresses.isEmpty ? "<none>" : addresses, level: 1)
      writer.line("Conditions:", level: 2)
      writer.field("Ready", endpoint.conditions.ready.text(or: unset), level: 3)
      writer.field("Hostname", endpoint.hostname.text(or: unset), level: 2)
      let target = endpoint.targetRef
      if target.exists {
        writer.field("TargetRef", "\(target.kind.text)/\(target["name"].text)", level: 2)
      }
      writer.field("NodeName", endpoint.nodeName.text(or: unset), level: 2)
      writer.field("Zone", endpoint.zone.text(or: unset), level: 2)
    }
  }
}
