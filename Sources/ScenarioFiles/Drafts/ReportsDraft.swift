import ClusterSimulation
import SimulationEngine

/// What the reports hold, as it is written.
struct ReportsDraft: Sendable {
  var every: Located<SimulationDuration>?
  var nodes: Bool?
  var events: Bool?
  var fragmentation: Bool?
  var arrivedPercent: Bool?
}

extension ReportsDraft: SchemaMapping {
  static let fields: [Field<ReportsDraft>] = [
    Field(
      "every", "duration",
      "The period of the samples. Unless said, 10s, and longer where that would make too many rows."
    ) { draft, reader in
      draft.every = reader.duration(atLeast: .milliseconds(1)).map { reader.located($0) }
    },
    Field("nodes", "true or false", "Whether each node is sampled; true unless said.") {
      draft, reader in
      draft.nodes = reader.flag()
    },
    Field("events", "true or false", "Whether Kubernetes events are recorded; true unless said.") {
      draft, reader in
      draft.events = reader.flag()
    },
    Field(
      "fragmentation", "true or false",
      "Whether fragmentation.csv has a row for each pod that arrives; false unless said."
    ) { draft, reader in
      draft.fragmentation = reader.flag()
    },
    Field(
      "arrivedPercent", "true or false",
      "Whether fragmentation.csv has a row for each percent of the GPUs that pods have asked for."
    ) { draft, reader in
      draft.arrivedPercent = reader.flag()
    },
  ]
}
