import StructuredText

/// Source of the rules on pods: `pkg/apis/core/validation/validation.go`, v1.34.
extension Pod {
  /// Everything for which the API server would refuse the pod once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    metadata.validateGPURequest(spec, &validator)
    validator.at("spec") { validator in
      spec.validate(&validator)
      spec.validateImages(&validator)
    }
  }
}

extension PodTemplateSpec {
  /// Checks the template of a workload whose pods may have one of the restart `policies`.
  func validate(restartPolicies policies: [RestartPolicy], _ validator: inout ObjectValidator) {
    validator.at("template") { validator in
      metadata.validate(nil, &validator)
      metadata.validateGPURequest(spec, &validator)
      validator.at("spec") { validator in
        spec.validate(&validator)
        validator.check(
          policies.contains(spec.restartPolicy), "restartPolicy",
          "expected \(Spelling.alternatives(policies.map(\.rawValue))), "
            + "found \(spec.restartPolicy.rawValue)")
        validator.check(
          policies != [.always] || spec.activeDeadlineSeconds == nil, "activeDeadlineSeconds",
          "expected none; pods of a template that always restart have no deadline")
      }
    }
  }
}

extension PodSpec {
  /// Checks the specification of a pod or of a template.
  func validate(_ validator: inout ObjectValidator) {
    validator.check(!containers.isEmpty, "containers", "required, at least one")
    validateContainers(&validator)
    validateVolumes(&validator)
    validateNumbers(&validator)
    validator.at("nodeSelector") { nodeSelector?.validate(&$0) }
    affinity?.validate(&validator)
    validator.each("tolerations", tolerations) { $0.validate(&$1) }
    validateSpread(&validator)
    validateGates(&validator)
    if let resources {
      validator.at("resources") { resources.validate(isPodLevel: true, &$0) }
    }
    validator.at("overhead") { overhead.validate(&$0) }
    if !nodeName.isEmpty { validator.check(LabelSyntax.subdomainProblem(nodeName), "nodeName") }
    if !serviceAccountName.isEmpty {
      validator.check(LabelSyntax.subdomainProblem(serviceAccountName), "serviceAccountName")
    }
    if !hostname.isEmpty { validator.check(NameSyntax.labelProblem(hostname), "hostname") }
  }

  /// Images of pods must not have blanks around them, which a template's may have.
  fileprivate func validateImages(_ validator: inout ObjectValidator) {
    for (list, containers) in [("containers", containers), ("initContainers", initContainers)] {
      validator.each(list, containers) { container, validator in
        let image = container.image.utf8
        let isBlank =
          image.first.map(ASCII.isBlank) ?? false || image.last.map(ASCII.isBlank) ?? false
        validator.check(
          !isBlank, "image", "expected no blanks around it, found \(container.image.excerpt)")
      }
    }
  }

  private func validateContainers(_ validator: inout ObjectValidator) {
    let volumeNames = Set(volumes.map(\.name))
    validator.each("containers", containers) { container, validator in
      container.validate(.main, in: self, volumeNames, &validator)
    }
    validator.each("initContainers", initContainers) { container, validator in
      container.validate(.initial, in: self, volumeNames, &validator)
    }
    validator.checkUnique(
      containers.map(\.name), in: "containers", key: "name", what: "container")
    let mainNames = Set(containers.map(\.name))
    validator.each("initContainers", initContainers) { container, validator in
      validator.check(
        container.name.isEmpty || !mainNames.contains(container.name), "name",
        "another container is called \(container.name.excerpt) too")
    }
    validator.checkUnique(
      initContainers.map(\.name), in: "initContainers", key: "name", what: "container")
    validateHostPorts(&validator)
  }

  /// A pod cannot take a port of its node twice.
  private func validateHostPorts(_ validator: inout ObjectValidator) {
    var taken: Set<ContainerPort> = []
    validator.each("containers", containers) { container, validator in
      validator.each("ports", container.ports) { port, validator in
        guard port.hostPort > 0 else { return }
        var key = port
        key.name = ""
        key.containerPort = 0
        validator.check(
          taken.insert(key).inserted, "hostPort",
          "\(port.hostPort)/\(port.transportProtocol.rawValue) is taken by another port of the pod"
        )
      }
    }
  }

  private func validateVolumes(_ validator: inout ObjectValidator) {
    validator.checkUnique(volumes.map(\.name), in: "volumes", key: "name", what: "volume")
    validator.each("volumes", volumes) { volume, validator in
      if volume.name.isEmpty {
        validator.report("name", "required")
      } else {
        validator.check(NameSyntax.labelProblem(volume.name), "name")
      }
      volume.source.validate(&validator)
    }
  }

  private func validateNumbers(_ validator: inout ObjectValidator) {
    validator.checkNotNegative(terminationGracePeriodSeconds, "terminationGracePeriodSeconds")
    if let seconds = activeDeadlineSeconds {
      validator.check(seconds, in: 1...Int64(Int32.max), "activeDeadlineSeconds")
    }
  }

  private func validateSpread(_ validator: inout ObjectValidator) {
    var seen: Set<String> = []
    validator.each("topologySpreadConstraints", topologySpreadConstraints) {
      constraint, validator in
      constraint.validate(&validator)
      let pair = constraint.topologyKey + "/" + constraint.whenUnsatisfiable.rawValue
      validator.check(
        seen.insert(pair).inserted, "topologyKey",
        "another constraint has the same topologyKey and whenUnsatisfiable")
    }
  }

  private func validateGates(_ validator: inout ObjectValidator) {
    if schedulingGates.isEmpty { return }
    validator.check(nodeName.isEmpty, "nodeName", "expected none while the pod has schedulingGates")
    validator.each("schedulingGates", schedulingGates) { gate, validator in
      validator.check(LabelSyntax.keyProblem(gate.name), "name")
    }
    validator.checkUnique(
      schedulingGates.map(\.name), in: "schedulingGates", key: "name", what: "gate")
  }
}
