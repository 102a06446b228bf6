import StructuredText

extension Container: FieldEncodable {
  /// The container as a manifest has it.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("args", args)
    fields.add("command", command)
    fields.add("env", env)
    fields.add("envFrom", envFrom.map { $0.member(suffix: "Ref") })
    fields.set("image", .string(image))
    fields.add("imagePullPolicy", imagePullPolicy?.rawValue ?? "")
    fields.add("lifecycle", lifecycle)
    fields.add("livenessProbe", livenessProbe)
    fields.set("name", .string(name))
    fields.add("ports", ports)
    fields.add("readinessProbe", readinessProbe)
    fields.set("resources", resources.syntaxValue)
    fields.add("restartPolicy", restartPolicy?.rawValue ?? "")
    fields.add("restartPolicyRules", restartPolicyRules)
    fields.add("startupProbe", startupProbe)
    fields.add("volumeMounts", volumeMounts)
    return fields.value
  }
}

extension EnvVar: FieldEncodable {
  /// The name with the value or the object that has it.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.set("name", .string(name))
    fields.add("value", value)
    if let reference { fields.set("valueFrom", reference.keyMember) }
    return fields.value
  }
}

extension ContainerPort: FieldEncodable {
  /// The port.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("containerPort", containerPort)
    fields.add("hostIP", hostIP)
    fields.addNonZero("hostPort", hostPort)
    fields.add("name", name)
    fields.add("protocol", transportProtocol.rawValue)
    return fields.value
  }
}

extension VolumeMount: FieldEncodable {
  /// The mount.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.set("mountPath", .string(mountPath))
    fields.set("name", .string(name))
    fields.add("readOnly", readOnly)
    return fields.value
  }
}

extension ContainerRestartRule: FieldEncodable {
  /// What is done after which exits.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.set("action", .string(action))
    if let operation {
      fields.set(
        "exitCodes",
        [
          "operator": .string(operation.rawValue),
          "values": .sequence(exitCodes.map { .integer(Int64($0)) }),
        ])
    }
    return fields.value
  }
}

extension Lifecycle: FieldEncodable {
  /// The hooks.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("postStart", postStart)
    fields.add("preStop", preStop)
    return fields.value
  }
}

extension Probe: FieldEncodable {
  /// The probe with its handler.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    if let handler { fields.set(handler.fieldName, handler.content) }
    fields.add("failureThreshold", failureThreshold)
    fields.addNonZero("initialDelaySeconds", initialDelaySeconds)
    fields.add("periodSeconds", periodSeconds)
    fields.add("successThreshold", successThreshold)
    fields.add("terminationGracePeriodSeconds", terminationGracePeriodSeconds)
    fields.add("timeoutSeconds", timeoutSeconds)
    return fields.value
  }
}

extension ProbeHandler: FieldEncodable {
  /// The handler below its name.
  package var syntaxValue: SyntaxValue { .mapping([.init(fieldName, content)]) }

  fileprivate var fieldName: String {
    switch self {
    case .exec: "exec"
    case .httpGet: "httpGet"
    case .tcpSocket: "tcpSocket"
    case .grpc: "grpc"
    case .sleep: "sleep"
    }
  }

  fileprivate var content: SyntaxValue {
    var fields = FieldList()
    switch self {
    case .exec(let command): fields.add("command", command)
    case .httpGet(let action):
      fields.add("path", action.path)
      fields.add("port", action.port)
      fields.add("scheme", "HTTP")
    case .tcpSocket(let port): fields.add("port", port)
    case .grpc(let port): fields.add("port", port)
    case .sleep(let seconds): fields.add("seconds", seconds)
    }
    return fields.value
  }
}
