import ClusterSimulation
import KubernetesObjects
import SimulationEngine

/// The manifests that were applied by an instant, for the fields that the tables do not keep.
struct AppliedManifests {
  private var services: [String: Service] = [:]
  private(set) var priorityClasses: [PriorityClass] = []

  init(_ configuration: SimulationConfiguration, until now: SimulationTime) {
    for object in configuration.initialObjects { note(object) }
    for entry in configuration.timeline where entry.time <= now {
      if case .apply(let objects) = entry.action {
        for object in objects { note(object) }
      }
    }
  }

  private mutating func note(_ object: any APIObject) {
    switch object {
    case let service as Service:
      let namespace = service.metadata.namespace
      services["\(namespace.isEmpty ? "default" : namespace)/\(service.metadata.name)"] = service
    case let priority as PriorityClass:
      priorityClasses.removeAll { $0.metadata.name == priority.metadata.name }
      priorityClasses.append(priority)
    default: break
    }
  }

  /// The service `name` of `namespace` as it was last applied.
  func service(_ name: String, in namespace: String) -> Service? {
    services["\(namespace)/\(name)"]
  }
}
