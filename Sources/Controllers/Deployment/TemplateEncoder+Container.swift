import KubernetesObjects

extension TemplateEncoder {
  /// Feeds a container.
  mutating func encode(_ container: Container) {
    encode("name", container.name)
    encode("image", container.image)
    encode("command", container.command)
    encode("args", container.args)
    encode("env", container.env) { variable, encoder in
      encoder.encode("name", variable.name)
      encoder.encode("value", variable.value)
    }
    encode("references", container.configReferences.map(\.hashedText))
    encode("resources", Optional(container.resources)) { $1.encode($0) }
    encode("ports", container.ports) { $1.encode($0) }
    encode("volumeMounts", container.volumeMounts) { mount, encoder in
      encoder.encode("name", mount.name)
      encoder.encode("mountPath", mount.mountPath)
      encoder.encode("readOnly", mount.readOnly)
    }
    encode("livenessProbe", container.livenessProbe) { $1.encode($0) }
    encode("readinessProbe", container.readinessProbe) { $1.encode($0) }
    encode("startupProbe", container.startupProbe) { $1.encode($0) }
    encode("lifecycle", container.lifecycle) { lifecycle, encoder in
      encoder.encode("postStart", lifecycle.postStart) { $1.encode($0) }
      encoder.encode("preStop", lifecycle.preStop) { $1.encode($0) }
    }
    encode("imagePullPolicy", container.imagePullPolicy?.rawValue ?? "")
    encode("restartPolicy", container.restartPolicy?.rawValue ?? "")
    encode(
      "restartPolicyRules",
      container.restartPolicyRules.map {
        "\($0.action) \($0.operation?.rawValue ?? "") \($0.exitCodes)"
      })
  }

  private mutating func encode(_ port: ContainerPort) {
    encode("name", port.name)
    encode("containerPort", Int64(port.containerPort), initial: 0)
    encode("hostPort", Int64(port.hostPort), initial: 0)
    encode("hostIP", port.hostIP)
    if port.transportProtocol != .tcp { encode("protocol", port.transportProtocol.rawValue) }
  }

  private mutating func encode(_ probe: Probe) {
    encode("handler", probe.handler) { $1.encode($0) }
    encode("initialDelaySeconds", Int64(probe.initialDelaySeconds), initial: 0)
    encode("timeoutSeconds", Int64(probe.timeoutSeconds), initial: 1)
    encode("periodSeconds", Int64(probe.periodSeconds), initial: 10)
    encode("successThreshold", Int64(probe.successThreshold), initial: 1)
    encode("failureThreshold", Int64(probe.failureThreshold), initial: 3)
    encode("terminationGracePeriodSeconds", probe.terminationGracePeriodSeconds)
  }

  private mutating func encode(_ handler: ProbeHandler) {
    switch handler {
    case .exec(let command): encode("exec", command)
    case .httpGet(let action):
      encode("httpGet", Optional(action)) { action, encoder in
        encoder.encode("path", action.path)
        encoder.encode("port", action.port?.description ?? "")
      }
    case .tcpSocket(let port): encode("tcpSocket", port.description)
    case .grpc(let port): encode("grpc", Int64(port))
    case .sleep(let seconds): encode("sleep", seconds)
    }
  }
}
