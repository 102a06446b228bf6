import KubernetesObjects
import SimulationEngine
import StructuredText

/// One entry of the timeline as it is written: an instant and a verb.
struct TimelineDraft: Sendable {
  var at: Located<SimulationDuration>?
  var verb: TimelineVerb?
  /// The verb's value, with its place.
  var arguments: Located<VerbArguments>?
}

extension TimelineDraft: SchemaMapping {
  static let fields: [Field<TimelineDraft>] =
    [
      Field("at", "duration", "When, from the start of the run.") { draft, reader in
        draft.at = reader.duration().map { reader.located($0) }
      }.required
    ]
    + TimelineVerb.all.map { verb in
      Field(verb.name, verb.form, verb.documentation) { draft, reader in
        if let other = draft.verb {
          reader.fail("one entry has one verb; \(other.name) stands here already")
          return
        }
        draft.verb = verb
        draft.arguments = verb.read(&reader).map { reader.located($0) }
      }
    }

  func check(_ reader: inout SchemaReader) {
    if verb == nil {
      reader.fail(
        "expected a verb beside at: " + Spelling.alternatives(TimelineVerb.all.map(\.name)))
    }
  }
}
