import ClusterSimulation
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// A custom or external metric as it is written.
struct MetricDraft: Sendable {
  private var name = ""
  private var namespace = "default"
  private var labels = Labels()
  private var pods: Labels?
  private var object: (kind: String, name: String)?
  private var isShared = false
  private var value = ResourceUsage.constant(0)

  /// The metric; of pods, of an object, or else of nothing in the cluster.
  var metric: CustomMetric {
    let subject: CustomMetric.Subject =
      pods.map { .pods($0) } ?? object.map { .object(kind: $0.kind, name: $0.name) } ?? .external
    return CustomMetric(
      name: name, namespace: namespace, labels: labels, subject: subject, isShared: isShared,
      value: value)
  }
}

extension MetricDraft: SchemaMapping {
  static let fields: [Field<MetricDraft>] = [
    Field("name", "name", "The metric's name, as autoscalers write it.") { draft, reader in
      draft.name = reader.name() ?? ""
    }.required,
    Field("namespace", "name", "Whose autoscalers can read it; default unless said.") {
      draft, reader in
      draft.namespace = reader.name() ?? draft.namespace
    },
    Field("labels", "labels", "The labels of the series, which autoscalers can select.") {
      draft, reader in
      draft.labels = reader.labels() ?? Labels()
    },
    Field("pods", "labels", "The metric is one of each running pod with these labels.") {
      draft, reader in
      draft.pods = reader.labels()
    },
    Field(
      "object", "{kind: Ingress, name: main}",
      "The metric is one of this object; without pods and object it is an external one."
    ) { draft, reader in
      var object = (kind: "", name: "")
      _ = reader.members(expecting: "a mapping with kind and name") { name, reader in
        switch name {
        case "kind": object.kind = reader.name() ?? ""
        case "name": object.name = reader.name() ?? ""
        default: reader.failUnknownKey(name, among: ["kind", "name"])
        }
      }
      draft.object = object
    },
    Field("shared", "true or false", "Whether the value is a total that the pods share.") {
      draft, reader in
      draft.isShared = reader.flag() ?? false
    },
    Field("value", "a quantity or a curve", "The value, or how it changes with time.") {
      draft, reader in
      draft.value = reader.amountOverTime("100") { $0.milliValue } ?? draft.value
    }.required,
  ]

  func check(_ reader: inout SchemaReader) {
    if pods != nil, object != nil { reader.fail("expected only one of pods and object") }
    if isShared, pods == nil { reader.fail("shared belongs to a metric of pods") }
    if let object, object.kind.isEmpty || object.name.isEmpty {
      reader.fail("object: kind and name are required")
    }
  }
}
