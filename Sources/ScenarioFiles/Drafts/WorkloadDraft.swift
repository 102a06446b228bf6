import KubernetesObjects
import NodeAgents
import SimulationEngine

/// A generator of pods as it is written.
struct WorkloadDraft: Sendable {
  var name: Located<String>?
  var namespace = ""
  var template: Located<PodTemplateSpec>?
  var interarrival: Located<Distribution>?
  var from: Located<SimulationDuration>?
  var until: Located<SimulationDuration>?
  var limit: Int?
  var behavior = PodBehavior()
}

extension WorkloadDraft: SchemaMapping {
  static let fields: [Field<WorkloadDraft>] =
    [
      Field("name", "name", "The workload's name; its pods are called name-0, name-1, ….") {
        draft, reader in
        draft.name = reader.name().map { reader.located($0) }
      }.required,
      Field("namespace", "name", "The namespace of its pods; default unless said.") {
        draft, reader in
        draft.namespace = reader.name() ?? ""
      },
      Field("template", "pod template", "metadata and spec of its pods.") { draft, reader in
        let place = reader.located(0)
        draft.template = reader.object(PodTemplateSpec.self, kind: "PodTemplate")
          .map { template in place.map { _ in template } }
      }.required,
      Field(
        "arrivals", "mapping",
        "{poisson: {rate: 30/m}}, {every: 10s}, or {interarrival: a distribution}."
      ) { draft, reader in
        draft.interarrival = reader.interarrival().map { reader.located($0) }
      }.required,
      Field("from", "duration", "When the first interval begins; at the start unless said.") {
        draft, reader in
        draft.from = reader.duration().map { reader.located($0) }
      },
      Field("until", "duration", "After this nothing arrives; the end of the run unless said.") {
        draft, reader in
        draft.until = reader.duration().map { reader.located($0) }
      },
      Field("limit", "whole number", "The most pods that arrive.") { draft, reader in
        draft.limit = reader.integer(in: 0...Limits.pods).map { Int($0) }
      },
    ] + PodBehavior.fields(\WorkloadDraft.behavior)
}

extension SchemaReader {
  private static let arrivalForms = ["poisson", "every", "interarrival"]

  /// The time from one arrival to the next.
  fileprivate mutating func interarrival() -> Distribution? {
    guard node.kind == .mapping, node.count == 1 else {
      fail(expected: "{poisson: {rate: 30/m}}, {every: 10s} or {interarrival: a distribution}")
      return nil
    }
    var result: Distribution?
    _ = members(expecting: "a mapping") { name, reader in
      switch name {
      case "poisson": result = reader.poisson()
      case "every":
        if let span = reader.duration(atLeast: .microseconds(1)) {
          result = (try? ConstantDistribution(span.seconds)).map { .constant($0) }
        }
      case "interarrival": result = reader.distribution()
      default: reader.failUnknownKey(name, among: Self.arrivalForms)
      }
    }
    return result
  }

  private mutating func poisson() -> Distribution? {
    if node.kind == .scalar {
      return rate().flatMap { try? ExponentialDistribution(rate: $0) }.map { .exponential($0) }
    }
    return distribution(named: "exponential")
  }
}
