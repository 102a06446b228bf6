/// `kubectl describe service`.
enum ServiceDescription: ObjectDescription {
  static func write(
    _ service: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let spec = service.spec
    func joined(_ field: APIField) -> String { field.texts.joined(separator: ",") }
    writer.field("Name", service.objectName)
    writer.field("Namespace", service.objectNamespace)
    writer.labels("Labels", service.metadata.labels)
    writer.annotations("Annotations", service.metadata.annotations)
    writer.field("Selector", spec["selector"].labelsText)
    writer.field("Type", spec.type.text)
    writer.fieldIfAny("IP Family Policy", spec.ipFamilyPolicy.text)
    writer.field("IP Families", spec.ipFamilies.size > 0 ? joined(spec.ipFamilies) : "<none>")
    writer.field("IP", spec.clusterIP.text)
    writer.field("IPs", spec.clusterIPs.size > 0 ? joined(spec.clusterIPs) : "<none>")
    writer.fieldIfAny("External IPs", joined(spec.externalIPs))
    writer.fieldIfAny("Desired LoadBalancer IP", spec.loadBalancerIP.text)
    writer.fieldIfAny("External Name", spec.externalName.text)
    writer.fieldIfAny("LoadBalancer Ingress", ingress(of: service))
    writePorts(of: service, selection, to: &writer)
    writer.field("Session Affinity", spec.sessionAffinity.text)
    writer.fieldIfAny("External Traffic Policy", spec.externalTrafficPolicy.text)
    writer.fieldIfAny("Internal Traffic Policy", spec.internalTrafficPolicy.text)
    if spec.healthCheckNodePort.whole != 0 {
      writer.field("HealthCheck NodePort", spec.healthCheckNodePort.text)
    }
    writer.fieldIfAny("LoadBalancer Source Ranges", joined(spec.loadBalancerSourceRanges))
    writer.fieldIfAny("Traffic Distribution", spec.trafficDistribution.text)
  }

  private static func ingress(of service: APIField) -> String {
    let texts = service.status.loadBalancer.ingress.elements.map { ingress in
      if ingress.ip.text.isEmpty { return ingress.hostname.text }
      let mode = ingress.ipMode.text
      return ingress.ip.text + (mode.isEmpty ? "" : " (\(mode))")
    }
    return texts.joined(separator: ", ")
  }

  private static func writePorts(
    of service: APIField, _ selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let slices = selection.source.objects("EndpointSlice", in: service.objectNamespace).filter {
      $0.metadata.labels["kubernetes.io/service-name"].text == service.objectName
    }
    for port in service.spec.ports.elements {
      let name = port["name"].text(or: "<unset>")
      let wire = port.protocol.text
      writer.field("Port", "\(name)\t\(port.port.whole)/\(wire)")
      writer.field("TargetPort", "\(port.targetPort.text(or: "0"))/\(wire)")
      writer.fieldIfAny("AppProtocol", port.appProtocol.text)
      if port.nodePort.whole != 0 {
        writer.field("NodePort", "\(name)\t\(port.nodePort.whole)/\(wire)")
      }
      writer.field("Endpoints", endpoints(of: slices, port: port["name"].text))
    }
  }

  /// The first three ready endpoints behind a port, and how many more there are.
  private static func endpoints(of slices: [APIField], port name: String) -> String {
    if slices.isEmpty { return "<none>" }
    var shown: [String] = []
    var count = 0
    var hasMore = false
    for slice in slices {
      let ports = slice.ports.elements.filter { $0["name"].text == name }.map { Optional($0) }
      // A headless service may have no ports.
      for port in slice.ports.size == 0 ? [nil] : ports {
        for endpoint in slice.endpoints.elements {
          // The fourth endpoint tells that there are more, even if it is not ready.
          if shown.count == 3 { hasMore = true }
          let ready = endpoint.conditions.ready
          if ready.exists, !ready.isTrue { continue }
          let address = endpoint.addresses.texts.first ?? ""
          if !hasMore {
            shown.append(port.map { address.joinedAsHost(withPort: $0.port.text) } ?? address)
          }
          count += 1
        }
      }
    }
    let text = shown.joined(separator: ",")
    return hasMore ? "\(text) + \(count - 3) more..." : text
  }
}
