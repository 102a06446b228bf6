import ClusterState
import KubernetesObjects

/// Config maps, secrets and service accounts: what pods need by name.
extension World {
  /// Notes which of them the scenario makes at some time, and makes the service accounts of the
  /// start: a pod may stand before its account in a file.
  mutating func declareObjects() {
    declare(configuration.initialObjects)
    for entry in configuration.timeline {
      if case .apply(let objects) = entry.action { declare(objects) }
    }
    for case let account as ServiceAccount in configuration.initialObjects {
      let space = namespace(of: account)
      noteNamespace(cluster.symbols[space])
      _ = cluster.setObject(account, in: space, at: now)
    }
  }

  private mutating func declare(_ objects: [any APIObject]) {
    for case let object as any StoredObject in objects where object.kind.isNamed {
      let space = object.metadata.namespace
      cluster.declareObject(
        object.kind.name, named: object.metadata.name, in: space.isEmpty ? "default" : space)
    }
  }
}

extension ObjectKind {
  /// Whether pods need objects of the kind by their name.
  fileprivate var isNamed: Bool {
    self == ConfigMap.kind || self == Secret.kind || self == ServiceAccount.kind
  }
}
