import StructuredText

extension Container {
  /// Where in a pod a container stands.
  enum Role {
    /// Among those that run together.
    case main
    /// Among those that run before.
    case initial
  }

  /// Checks a container of the pod `spec` whose volumes are called `volumeNames`.
  func validate(
    _ role: Role, in spec: PodSpec, _ volumeNames: Set<String>,
    _ validator: inout ObjectValidator
  ) {
    if name.isEmpty {
      validator.report("name", "required")
    } else {
      validator.check(NameSyntax.labelProblem(name), "name")
    }
    validator.require(image, "image")
    validator.each("ports", ports) { $0.validate(usingHostNetwork: spec.hostNetwork, &$1) }
    validator.checkUnique(ports.map(\.name), in: "ports", key: "name", what: "port")
    validator.each("env", env) { variable, validator in
      validator.require(variable.name, "name")
      validator.check(
        variable.value.isEmpty || !variable.hasSource, "valueFrom",
        "expected value or valueFrom, found both")
      if let reference = variable.reference {
        validator.require(
          reference.items.first?.key ?? "", "valueFrom.\(reference.kind.word)KeyRef.key")
      }
    }
    validator.at("resources") { resources.validate(isPodLevel: false, &$0) }
    validateMounts(of: spec, volumeNames, &validator)
    validateProbes(role, &validator)
    validateRestarts(&validator)
  }

  private func validateMounts(
    of spec: PodSpec, _ volumeNames: Set<String>, _ validator: inout ObjectValidator
  ) {
    var paths: Set<String> = []
    validator.each("volumeMounts", volumeMounts) { mount, validator in
      if mount.name.isEmpty {
        validator.report("name", "required")
      } else if !volumeNames.contains(mount.name) {
        let near = Spelling.nearest(to: mount.name, among: spec.volumes.map(\.name))
        let hint = near.map { "; did you mean \($0.excerpt)?" } ?? ""
        validator.report("name", "the pod has no volume \(mount.name.excerpt)\(hint)")
      }
      validator.require(mount.mountPath, "mountPath")
      validator.check(
        mount.mountPath.isEmpty || paths.insert(mount.mountPath).inserted, "mountPath",
        "another volume is mounted at \(mount.mountPath.excerpt) too")
    }
  }

  private func validateProbes(_ role: Role, _ validator: inout ObjectValidator) {
    let probes = [
      ("livenessProbe", livenessProbe), ("readinessProbe", readinessProbe),
      ("startupProbe", startupProbe),
    ]
    let mayHaveProbes = role == .main || isSidecar
    for (field, probe) in probes {
      guard let probe else { continue }
      validator.check(
        mayHaveProbes, field, "expected none; an init container has probes only as a sidecar")
      validator.at(field) { validator in
        probe.validate(&validator)
        validator.check(
          field == "readinessProbe" || probe.successThreshold == 1, "successThreshold",
          "expected 1, found \(probe.successThreshold)")
      }
    }
    guard let lifecycle else { return }
    validator.check(
      mayHaveProbes, "lifecycle", "expected none; an init container has hooks only as a sidecar")
    validator.at("lifecycle") { validator in
      validator.at("postStart") { lifecycle.postStart?.validate(&$0) }
      validator.at("preStop") { lifecycle.preStop?.validate(&$0) }
    }
  }
}

extension ContainerPort {
  /// Checks a port of a container whose pod uses the node's network or not.
  func validate(usingHostNetwork: Bool, _ validator: inout ObjectValidator) {
    if !name.isEmpty { validator.check(NameSyntax.portNameProblem(name), "name") }
    validator.check(containerPort, in: 1...65_535, "containerPort")
    validator.check(hostPort, in: 0...65_535, "hostPort")
    validator.check(
      !usingHostNetwork || hostPort == 0 || hostPort == containerPort, "hostPort",
      "expected \(containerPort), the containerPort, as the pod uses the node's network")
  }
}

extension Probe {
  /// Checks the numbers and the handler of a probe.
  func validate(_ validator: inout ObjectValidator) {
    if let handler {
      handler.validate(&validator)
      if case .sleep = handler { validator.report("sleep", "expected in lifecycle hooks only") }
    } else {
      validator.report(nil, "expected one of exec, httpGet, tcpSocket and grpc")
    }
    validator.checkNotNegative(initialDelaySeconds, "initialDelaySeconds")
    validator.check(timeoutSeconds, in: 1...Int32.max, "timeoutSeconds")
    validator.check(periodSeconds, in: 1...Int32.max, "periodSeconds")
    validator.check(successThreshold, in: 1...Int32.max, "successThreshold")
    validator.check(failureThreshold, in: 1...Int32.max, "failureThreshold")
    if let seconds = terminationGracePeriodSeconds {
      validator.check(seconds, in: 1...Int64.max, "terminationGracePeriodSeconds")
    }
  }
}

extension ProbeHandler {
  /// Checks what a probe or a hook does.
  func validate(_ validator: inout ObjectValidator) {
    switch self {
    case .exec(let command):
      validator.at("exec") { $0.check(!command.isEmpty, "command", "required") }
    case .httpGet(let action):
      validator.at("httpGet") { validator in
        guard let port = action.port else { return validator.report("port", "required") }
        port.validatePort("port", &validator)
      }
    case .tcpSocket(let port): validator.at("tcpSocket") { port.validatePort("port", &$0) }
    case .grpc(let port): validator.at("grpc") { $0.check(port, in: 1...65_535, "port") }
    case .sleep(let seconds): validator.at("sleep") { $0.checkNotNegative(seconds, "seconds") }
    }
  }
}

extension IntOrString {
  /// Checks a port by number or name.
  func validatePort(_ name: String, _ validator: inout ObjectValidator) {
    switch self {
    case .int(let number): validator.check(number, in: 1...65_535, name)
    case .string(let text): validator.check(NameSyntax.portNameProblem(text), name)
    }
  }

  /// Checks a number of objects or a percentage of them.
  func validateCount(_ name: String, _ validator: inout ObjectValidator) {
    switch self {
    case .int(let number): validator.checkNotNegative(number, name)
    case .string(let text):
      guard let percentage else {
        return validator.report(
          name, "expected a number or a percentage such as 25%, found \(text.excerpt)")
      }
      validator.check(percentage, in: 0...Int64.max, name)
    }
  }

  /// Whether nothing is meant: `0` or `0%`.
  public var isZero: Bool { self == .int(0) || percentage == 0 }
}
