import KubernetesObjects

extension DescriptionWriter {
  /// Writes the environment of a container; references to fields are looked up in `pod`.
  mutating func environment(of container: APIField, in pod: APIField?) {
    if container.envFrom.size > 0 {
      line("Environment Variables from:", level: 2)
      for source in container.envFrom.elements { environmentSource(source) }
    }
    let variables = container.env.elements
    line("Environment:" + (variables.isEmpty ? "\t<none>" : ""), level: 2)
    for variable in variables { self.variable(variable, of: container, in: pod) }
  }

  private mutating func environmentSource(_ source: APIField) {
    let isMap = source.configMapRef.exists
    let reference = isMap ? source.configMapRef : source.secretRef
    let kind = isMap ? "ConfigMap" : reference.exists ? "Secret" : ""
    let prefix = source.prefix.text.isEmpty ? "" : " with prefix '\(source.prefix.text)'"
    line(
      "\(reference["name"].text)\t\(kind)\(prefix)\tOptional: \(reference.optional.isTrue)",
      level: 3)
  }

  private mutating func variable(
    _ variable: APIField, of container: APIField, in pod: APIField?
  ) {
    let name = variable["name"].text
    let source = variable.valueFrom
    guard source.exists else {
      let parts = variable["value"].text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        line((index == 0 ? name + ":" : "") + "\t\(part)", level: 3)
      }
      return
    }
    if source.fieldRef.exists {
      let path = source.fieldRef.fieldPath.text
      let value = pod?.value(atPath: path) ?? ""
      field(name, "\(value) (\(source.fieldRef.apiVersion.text):\(path))", level: 3)
    } else if source.resourceFieldRef.exists {
      let resource = source.resourceFieldRef["resource"].text
      var value = Self.amount(source.resourceFieldRef, of: container)
      if value == "0", resource == "limits.cpu" || resource == "limits.memory" {
        value = "node allocatable"
      }
      field(name, "\(value) (\(resource))", level: 3)
    } else if source.secretKeyRef.exists {
      let key = source.secretKeyRef
      let text = "<set to the key '\(key.key.text)' in secret '\(key["name"].text)'>"
      field(name, "\(text)\tOptional: \(key.optional.isTrue)", level: 3)
    } else if source.configMapKeyRef.exists {
      let key = source.configMapKeyRef
      let text = "<set to the key '\(key.key.text)' of config map '\(key["name"].text)'>"
      field(name, "\(text)\tOptional: \(key.optional.isTrue)", level: 3)
    }
  }

  /// A container's request or limit in units of a divisor, rounded up.
  private static func amount(_ reference: APIField, of container: APIField) -> String {
    let path = reference["resource"].text.split(separator: ".", maxSplits: 1).map(String.init)
    guard path.count == 2, ["limits", "requests"].contains(path[0]) else { return "" }
    let amount = container["resources"][path[0]][path[1]].quantity ?? .zero
    var divisor = reference.divisor.quantity ?? .zero
    if divisor.isZero { divisor = Quantity(1) }
    let isCPU = path[1] == ResourceName.cpu.rawValue
    let whole = isCPU ? amount.milliValue : amount.value
    let unit = max(1, isCPU ? divisor.milliValue : divisor.value)
    return "\(whole / unit + (whole % unit > 0 ? 1 : 0))"
  }
}

extension APIField {
  /// The value of a pod's field that a variable may refer to; nil for other paths.
  fileprivate func value(atPath path: String) -> String? {
    switch path {
    case "metadata.name": return objectName
    case "metadata.namespace": return objectNamespace
    case "metadata.uid": return self.metadata.uid.text
    case "spec.nodeName": return self.spec.nodeName.text
    case "spec.serviceAccountName": return self.spec.serviceAccountName.text
    case "status.hostIP": return self.status.hostIP.text
    case "status.hostIPs": return self.status.hostIPs.elements.map(\.ip.text).joined(separator: ",")
    case "status.podIP": return self.status.podIP.text
    case "status.podIPs": return self.status.podIPs.elements.map(\.ip.text).joined(separator: ",")
    default: break
    }
    for (prefix, map) in [
      ("metadata.labels['", self.metadata.labels),
      ("metadata.annotations['", self.metadata.annotations),
    ] where path.hasPrefix(prefix) && path.hasSuffix("']") {
      return map[String(path.dropFirst(prefix.count).dropLast(2))].text
    }
    return nil
  }
}
