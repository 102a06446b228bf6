import ClusterSimulation
import KubernetesObjects

/// Which pods an expectation is about, as it is written.
extension PodExpectation: SchemaMapping {
  static let fields: [Field<PodExpectation>] = [
    Field("selector", "selector", "Labels that the pods carry.") { pods, reader in
      pods.selector = reader.selector()
    },
    name("namespace", "Their namespace.", \.namespace),
    Field(
      "workload", "name, also with *",
      "Their workload: web, or shop/web of another namespace than default."
    ) { pods, reader in
      guard let text = reader.name() else { return }
      let isWhole = text.contains("/") || text == "*"
      pods.workload = NamePattern(isWhole ? text : "default/" + text)
    },
    Field(
      "phase", "Pending, Running, Succeeded, Failed or Terminating",
      "Their phase; unless said, pods count that have not ended and are not being deleted."
    ) { pods, reader in
      pods.state = reader.choice()
    },
    Field("ready", "true or false", "Whether they are ready.") { pods, reader in
      pods.isReady = reader.flag()
    },
    name("node", "The node that they are on.", \.node),
    name("zone", "The zone that they are in.", \.zone),
    name("pool", "The pool on whose nodes they are.", \.pool),
  ]

  private static func name(
    _ key: String, _ documentation: String,
    _ path: WritableKeyPath<PodExpectation, NamePattern?> & Sendable
  ) -> Field<PodExpectation> {
    Field(key, "name, also with *", documentation) { pods, reader in
      pods[keyPath: path] = reader.name().map { NamePattern($0) }
    }
  }
}
