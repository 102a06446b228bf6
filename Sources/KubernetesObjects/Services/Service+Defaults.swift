extension Service {
  /// Lets ports that do not name the pods' port mean their own number.
  ///
  /// Source: `SetDefaults_Service` of `pkg/apis/core/v1/defaults.go`, v1.34.
  public mutating func applyDefaults(in _: APIVersion) {
    for index in spec.ports.indices {
      switch spec.ports[index].targetPort {
      case nil, .int(0), .string(""): spec.ports[index].targetPort = .int(spec.ports[index].port)
      case .int, .string: break
      }
    }
  }
}
