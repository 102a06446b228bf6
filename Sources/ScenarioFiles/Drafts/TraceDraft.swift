import SimulationEngine

/// A trace as it is written.
struct TraceDraft: Sendable {
  var format: Located<TraceImport.Format>?
  var nodes: [FileReference] = []
  var pods: [FileReference] = []
  var files: [FileReference] = []
  var limit: Int?
}

extension TraceDraft: SchemaMapping {
  static let fields: [Field<TraceDraft>] = [
    Field("format", "openb, csv or kubernetes", "The format of the files.") { draft, reader in
      draft.format = reader.choice(TraceImport.Format.self).map { reader.located($0) }
    }.required,
    Field("nodes", "files", "The lists of nodes, for openb and csv; - is standard input.") {
      draft, reader in
      draft.nodes = reader.files()
    },
    Field("pods", "files", "The lists of pods, for openb and csv; - is standard input.") {
      draft, reader in
      draft.pods = reader.files()
    },
    Field("files", "files", "The dumps, for kubernetes; - is standard input.") { draft, reader in
      draft.files = reader.files()
    },
    Field("limit", "whole number", "How many pods are taken, from the first on.") {
      draft, reader in
      draft.limit = reader.integer(in: 0...Limits.pods).map { Int($0) }
    },
  ]
}
