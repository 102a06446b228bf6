import SimulationEngine
import StructuredText
import WorkloadTraces

/// A trace as it is written.
struct TraceDraft: Sendable {
  var format: Located<TraceFormat>?
  /// The files of each list that is given, by its key.
  var files: [String: [FileReference]] = [:]
  var operations = TraceOperationsDraft()
}

extension TraceDraft: SchemaMapping {
  static let fields: [Field<TraceDraft>] =
    [
      Field(
        "format", Spelling.alternatives(TraceFormat.all.map(\.name)), "The format of the files."
      ) { draft, reader in
        draft.format = reader.choice(among: TraceFormat.all, by: \.name).map { reader.located($0) }
      }.required
    ]
    + keys.map { key in
      Field(key, "files", documentation(of: key)) { draft, reader in
        draft.files[key] = reader.files()
      }
    }
    + TraceOperationsDraft.fields.map { field in
      Field(field.name, field.form, field.documentation) { draft, reader in
        field.read(&draft.operations, &reader)
      }
    }

  /// The keys of the lists of files, each once.
  static let keys: [String] = TraceFormat.all.flatMap(\.inputs).reduce(into: []) { keys, input in
    if !keys.contains(input.key) { keys.append(input.key) }
  }

  private static func documentation(of key: String) -> String {
    let formats = TraceFormat.all.filter { $0.inputs.contains { $0.key == key } }
    let plural = formats.lazy.flatMap(\.inputs).first { $0.key == key }?.plural ?? ""
    return "The \(plural), for \(Spelling.list(formats.map(\.name))); - is standard input."
  }
}
