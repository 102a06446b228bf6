import ClusterSimulation
import KubernetesObjects
import SimulationEngine

/// The manifests of services that were applied by an instant, for the fields that the tables do not
/// keep.
struct AppliedServices {
  private var services: [String: Service] = [:]

  init(_ configuration: SimulationConfiguration, until now: SimulationTime) {
    for object in configuration.initialObjects { note(object) }
    for entry in configuration.timeline where entry.time <= now {
      if case .apply(let objects) = entry.action {
        for object in objects { note(object) }
      }
    }
  }

  private mutating func note(_ object: any APIObject) {
    guard let service = object as? Service else { return }
    let namespace = service.metadata.namespace
    services["\(namespace.isEmpty ? "default" : namespace)/\(service.metadata.name)"] = service
  }

  /// The service `name` of `namespace` as it was last applied.
  func service(_ name: String, in namespace: String) -> Service? {
    services["\(namespace)/\(name)"]
  }
}
