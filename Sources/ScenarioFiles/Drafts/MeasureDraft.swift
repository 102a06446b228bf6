import SimulationEngine

/// The measuring window as it is written.
struct MeasureDraft: Sendable {
  var from: Located<SimulationDuration>?
  var until: Located<SimulationDuration>?
}

extension MeasureDraft: SchemaMapping {
  static let fields: [Field<MeasureDraft>] = [
    Field("from", "duration", "When the window begins; at the start unless said.") {
      draft, reader in
      draft.from = reader.duration().map { reader.located($0) }
    },
    Field("until", "duration", "When the window ends; with the run unless said.") {
      draft, reader in
      draft.until = reader.duration().map { reader.located($0) }
    },
  ]
}
