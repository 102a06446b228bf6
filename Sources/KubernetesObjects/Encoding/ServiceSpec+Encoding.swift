import StructuredText

extension ServiceSpec: FieldEncodable {
  /// What a service is.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("clusterIP", clusterIP)
    fields.add("clusterIPs", clusterIP.isEmpty ? [] : [clusterIP])
    fields.add("externalName", externalName)
    if type == .nodePort || type == .loadBalancer {
      fields.add("externalTrafficPolicy", externalTrafficPolicy.rawValue)
    }
    if type != .externalName {
      fields.add("internalTrafficPolicy", internalTrafficPolicy.rawValue)
      fields.set("ipFamilies", ["IPv4"])
      fields.add("ipFamilyPolicy", "SingleStack")
    }
    fields.add("ports", ports)
    fields.add("publishNotReadyAddresses", publishNotReadyAddresses)
    fields.add("selector", selector)
    fields.add("sessionAffinity", sessionAffinity.rawValue)
    fields.add("type", type.rawValue)
    return fields.value
  }
}

extension ServicePort: FieldEncodable {
  /// A port of a service.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("name", name)
    fields.addNonZero("nodePort", nodePort)
    fields.add("port", port)
    fields.add("protocol", transportProtocol.rawValue)
    fields.add("targetPort", targetPort ?? .int(port))
    return fields.value
  }
}
