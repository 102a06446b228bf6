import ClusterSimulation
import KubernetesObjects
import Scheduling
import StructuredText

/// The JSON Schema of scenarios, for editors, made from the tables by which they are read.
///
/// It says which keys there are and what their values look like. What depends on other keys, such
/// as which of two may stand together, only reading finds.
package enum ScenarioSchema {
  /// The schema as JSON. It binds documents of kind Scenario and leaves the manifests behind them.
  package static var text: [UInt8] {
    let schema: SyntaxValue = [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "Wavetank scenario",
      "if": [
        "properties": ["kind": ["const": "Scenario"]], "required": ["kind"],
      ],
      "then": object(
        ScenarioDraft.fields,
        [
          ("metadata", object(ScenarioDraft.metadataFields)),
          ("spec", object(ScenarioDraft.specFields, sections)),
        ]),
    ]
    return JSONEmitter.bytes(of: schema, layout: .indented) + Array("\n".utf8)
  }

  /// What stands below the keys of `spec`.
  private static var sections: [(key: String, schema: SyntaxValue)] {
    [
      ("measure", object(MeasureDraft.fields)), ("reports", object(ReportsDraft.fields)),
      (
        "expect",
        list(object(ExpectationDraft.fields, [("pods", object(PodExpectation.fields))]))
      ),
      ("controlPlane", controlPlane),
      (
        "scheduler",
        object(SchedulerDraft.fields, [("typicalPods", object(TypicalPodsDraft.fields))])
      ),
      ("nodePools", list(object(NodePoolDraft.fields))),
      ("images", list(object(ImageDraft.fields))),
      (
        "behaviors",
        list(object(BehaviorDraft.fields, [("match", object(BehaviorDraft.matchFields))]))
      ),
      ("metrics", list(object(MetricDraft.fields))),
      ("workloads", list(object(WorkloadDraft.fields))),
      ("traces", list(object(TraceDraft.fields))), ("faults", list(object(FaultDraft.fields))),
      ("timeline", list(entry)),
    ]
  }

  /// An entry of the timeline: an instant and one verb.
  private static var entry: SyntaxValue {
    let verbs = TimelineVerb.all.filter { $0.readValue == nil }.map { verb in
      // A verb that reads other keys in some values takes any.
      (verb.name, verb.alternative == nil ? object(verb.fields) : ["type": "object"])
    }
    return object(
      TimelineDraft.fields, verbs, others: [.init("minProperties", 2), .init("maxProperties", 2)])
  }

  private static var controlPlane: SyntaxValue {
    let gates = FeatureGate.allCases
    let versions = KubernetesVersion.allCases.flatMap { version in
      [SyntaxValue.string(version.rawValue), .number(version.rawValue)]
    }
    let properties: [SyntaxValue.Member] =
      [
        .init("profile", choice(ControlPlaneSettings.Profile.allCases.map(\.rawValue))),
        // A version in quotes and one without are read alike.
        .init("version", ["enum": .sequence(versions + [.null])]),
        .init(
          "featureGates",
          closed(
            gates.map { .init($0.rawValue, described(["type": "boolean"], $0.meaning.text, "")) })),
      ]
      + ControlPlaneSetting.all.map { setting in
        .init(setting.name, described(SchemaShape.text, setting.documentation, setting.form))
      }
    return closed(properties)
  }

  private static func choice(_ words: [String]) -> SyntaxValue {
    ["enum": .sequence(words.map { .string($0) })]
  }

  private static func list(_ element: SyntaxValue) -> SyntaxValue {
    ["type": "array", "items": element]
  }

  private static func closed(
    _ properties: [SyntaxValue.Member], others: [SyntaxValue.Member] = []
  ) -> SyntaxValue {
    .mapping(
      [
        .init("type", "object"), .init("properties", .mapping(properties)),
        .init("additionalProperties", false),
      ] + others)
  }

  /// A mapping with the keys of a table; `nested` are the schemas of those that hold mappings.
  private static func object<Target>(
    _ fields: [Field<Target>], _ nested: [(key: String, schema: SyntaxValue)] = [],
    others: [SyntaxValue.Member] = []
  ) -> SyntaxValue {
    let properties: [SyntaxValue.Member] = fields.map { field in
      let schema = nested.first { $0.key == field.name }?.schema
      return .init(
        field.name,
        described(
          schema ?? SchemaShape.schema(of: field.form), field.documentation,
          schema == nil ? field.form : ""))
    }
    let required = fields.filter(\.isRequired).map { SyntaxValue.string($0.name) }
    return closed(
      properties,
      others: (required.isEmpty ? [] : [.init("required", .sequence(required))]) + others)
  }

  /// `schema` with what an editor shows of it: the meaning, and the form where there is one.
  private static func described(
    _ schema: SyntaxValue, _ documentation: String, _ form: String
  ) -> SyntaxValue {
    guard case .mapping(let members) = schema else { return schema }
    let text = form.isEmpty ? documentation : "\(documentation) (\(form))"
    return .mapping([.init("description", .string(text))] + members)
  }
}
