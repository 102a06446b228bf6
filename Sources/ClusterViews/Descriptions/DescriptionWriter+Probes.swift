extension DescriptionWriter {
  /// Writes the probes of a container.
  mutating func probes(of container: APIField) {
    let probes = [
      ("Liveness", container.livenessProbe), ("Readiness", container.readinessProbe),
      ("Startup", container.startupProbe),
    ]
    for (title, probe) in probes where probe.exists {
      field(title, Self.text(of: probe), level: 2)
    }
  }

  private static func text(of probe: APIField) -> String {
    let times =
      "delay=\(probe.initialDelaySeconds.whole)s timeout=\(probe.timeoutSeconds.whole)s "
      + "period=\(probe.periodSeconds.whole)s #success=\(probe.successThreshold.whole) "
      + "#failure=\(probe.failureThreshold.whole)"
    if probe.exec.exists {
      return "exec [\(probe.exec.command.texts.joined(separator: " "))] \(times)"
    }
    if probe.httpGet.exists {
      let get = probe.httpGet
      let address = get.host.text.joinedAsHost(withPort: get.port.text(or: "0"))
      let path = get.path.text
      let slash = path.isEmpty || path.hasPrefix("/") ? "" : "/"
      return "http-get \(get.scheme.text.lowercased())://\(address)\(slash)\(path) \(times)"
    }
    if probe.tcpSocket.exists {
      return "tcp-socket \(probe.tcpSocket.host.text):\(probe.tcpSocket.port.text) \(times)"
    }
    if probe.grpc.exists {
      return "grpc <pod>:\(probe.grpc.port.whole) \(probe.grpc.service.text) \(times)"
    }
    return "unknown \(times)"
  }
}
