import KubernetesObjects

/// `kubectl get services`.
enum ServiceTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE", .wide("SELECTOR"),
  ]

  static func cells(of service: APIField, in view: TableView) -> [String] {
    let ports = service.spec.ports.elements.map { port in
      let node = port.nodePort.whole
      return "\(port.port.text)" + (node > 0 ? ":\(node)" : "") + "/\(port.`protocol`.text)"
    }
    return [
      service.objectName, service.spec.type.text,
      service.spec.clusterIPs.texts.first ?? "<none>", externalIP(of: service, view.isWide),
      ports.isEmpty ? "<none>" : ports.joined(separator: ","), view.age(of: service),
      service.spec["selector"].labelsText,
    ]
  }

  private static func externalIP(of service: APIField, _ isWide: Bool) -> String {
    let external = service.spec.externalIPs.texts
    switch service.spec.type.text {
    case "ClusterIP", "NodePort":
      return external.isEmpty ? "<none>" : external.joined(separator: ",")
    case "LoadBalancer":
      let balancer = balancerAddresses(of: service, isWide)
      let all = (balancer.isEmpty ? [] : [balancer]) + external
      return all.isEmpty ? "<pending>" : all.joined(separator: ",")
    case "ExternalName": return service.spec.externalName.text
    default: return "<unknown>"
    }
  }

  /// The addresses of a load balancer, cut at 16 bytes in narrow tables.
  private static func balancerAddresses(of service: APIField, _ isWide: Bool) -> String {
    var addresses: [String] = []
    for ingress in service.status.loadBalancer.ingress.elements {
      let address = ingress.ip.text(or: ingress.hostname.text)
      if !address.isEmpty, !addresses.contains(address) { addresses.append(address) }
    }
    let text = addresses.sorted { $0.precedesInBytes($1) }.joined(separator: ",")
    return isWide || text.utf8.count <= 16 ? text : text.cut(toBytes: 13) + "..."
  }
}
