/// Source of the rules on services: `pkg/apis/core/validation/validation.go`, v1.34.
extension Service {
  /// Everything for which the API server would refuse the service once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.service, &validator)
    validator.at("spec") { validator in
      validator.at("selector") { spec.selector.validate(&$0) }
      if spec.type == .externalName {
        validator.require(spec.externalName, "externalName")
      } else {
        validator.check(
          !spec.ports.isEmpty || spec.isHeadless, "ports", "required, at least one")
      }
      validator.check(
        !spec.isHeadless || spec.type == .clusterIP || spec.type == .externalName, "clusterIP",
        "a service of type \(spec.type.rawValue) cannot be headless")
      validatePorts(&validator)
      if spec.sessionAffinity == .clientIP {
        validator.at("sessionAffinityConfig") { validator in
          validator.at("clientIP") { validator in
            validator.check(
              spec.sessionAffinityTimeoutSeconds, in: 1...86_400, "timeoutSeconds")
          }
        }
      }
    }
  }

  private func validatePorts(_ validator: inout ObjectValidator) {
    var taken: Set<String> = []
    validator.each("ports", spec.ports) { port, validator in
      if port.name.isEmpty {
        validator.check(spec.ports.count == 1, "name", "required where there are several ports")
      } else {
        validator.check(NameSyntax.labelProblem(port.name), "name")
      }
      validator.check(port.port, in: 1...65_535, "port")
      port.targetPort?.validatePort("targetPort", &validator)
      validator.check(port.nodePort, in: 0...65_535, "nodePort")
      validator.check(
        port.nodePort == 0 || spec.type == .nodePort || spec.type == .loadBalancer, "nodePort",
        "expected none of a service of type \(spec.type.rawValue)")
      validator.check(
        taken.insert("\(port.port)/\(port.transportProtocol.rawValue)").inserted, "port",
        "\(port.port)/\(port.transportProtocol.rawValue) is taken by another port of the service")
    }
    validator.checkUnique(spec.ports.map(\.name), in: "ports", key: "name", what: "port")
  }
}

extension Endpoints {
  /// Everything for which the API server would refuse the endpoints.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.each("subsets", subsets) { subset, validator in
      validator.each("addresses", subset.addresses) { $1.require($0.ip, "ip") }
      validator.each("notReadyAddresses", subset.notReadyAddresses) { $1.require($0.ip, "ip") }
      validator.each("ports", subset.ports) { port, validator in
        validator.check(port.port, in: 1...65_535, "port")
        validator.check(
          !port.name.isEmpty || subset.ports.count == 1, "name",
          "required where there are several ports")
      }
    }
  }
}
