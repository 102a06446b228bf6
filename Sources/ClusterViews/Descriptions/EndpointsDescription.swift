/// `kubectl describe endpoints`.
enum EndpointsDescription: ObjectDescription {
  static func write(
    _ endpoints: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    writer.field("Name", endpoints.objectName)
    writer.field("Namespace", endpoints.objectNamespace)
    writer.labels("Labels", endpoints.metadata.labels)
    writer.annotations("Annotations", endpoints.metadata.annotations)
    writer.line("Subsets:")
    for subset in endpoints.subsets.elements {
      for (title, addresses) in [
        ("Addresses", subset.addresses), ("NotReadyAddresses", subset.notReadyAddresses),
      ] {
        let text = addresses.elements.map(\.ip.text).joined(separator: ",")
        writer.field(title, text.isEmpty ? "<none>" : text, level: 1)
      }
      let ports = subset.ports.elements
      if !ports.isEmpty {
        writer.line("Ports:", level: 1)
        writer.row(["Name", "Port", "Protocol"], level: 2)
        writer.row(["----", "----", "--------"], level: 2)
        for port in ports {
          writer.row(
            [port["name"].text(or: "<unset>"), "\(port.port.whole)", port.protocol.text], level: 2)
        }
      }
      writer.line("")
    }
  }
}
