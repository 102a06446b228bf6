import KubernetesObjects
import StructuredText

/// Horizontal pod autoscalers as they were when they knew the use of cpu alone: all else is in
/// annotations.
///
/// Source: `pkg/apis/autoscaling/v1/conversion.go`, v1.36.
enum FirstAutoscalerForm: OlderForm {
  static let apiVersion = "autoscaling/v1"

  static func form(of value: APIField) -> SyntaxValue {
    [
      "apiVersion": .string(apiVersion), "kind": "HorizontalPodAutoscaler",
      "metadata": metadata(of: value), "spec": spec(value.spec), "status": status(value.status),
    ]
  }

  private static func spec(_ spec: APIField) -> SyntaxValue {
    var members = FieldList()
    members.set("maxReplicas", spec.maxReplicas.content)
    members.addPresent("minReplicas", spec.minReplicas)
    members.set("scaleTargetRef", spec.scaleTargetRef.content)
    if let cpu = spec.metrics.elements.first(where: \.isCPUUtilization) {
      members.set(
        "targetCPUUtilizationPercentage", cpu.resource.target.averageUtilization.content)
    }
    return members.value
  }

  private static func status(_ status: APIField) -> SyntaxValue {
    var members = FieldList()
    let cpu = status.currentMetrics.elements.first { metric in
      metric.type.text == "Resource" && metric.resource.name.text == "cpu"
    }
    members.addPresent(
      "currentCPUUtilizationPercentage", cpu?.resource.current.averageUtilization)
    for name in ["currentReplicas", "desiredReplicas"] {
      members.set(name, status[name].exists ? status[name].content : 0)
    }
    for name in ["lastScaleTime", "observedGeneration"] { members.addPresent(name, status[name]) }
    return members.value
  }

  private static func metadata(of value: APIField) -> SyntaxValue {
    var annotations = value.metadata.annotations.sortedMembers.map { ($0.name, $0.field.content) }
    let metrics = value.spec.metrics.elements.filter { !$0.isCPUUtilization }
    add("metrics", metrics.map { metric(of: $0, prefix: "target", at: "target") }, to: &annotations)
    add(
      "current-metrics",
      value.status.currentMetrics.elements.map { metric(of: $0, prefix: "current", at: "current") },
      to: &annotations)
    add("conditions", value.status.conditions.elements.map(condition), to: &annotations)
    if value.spec.behavior.exists {
      let rules: SyntaxValue = [
        "ScaleUp": Self.rules(value.spec.behavior.scaleUp),
        "ScaleDown": Self.rules(value.spec.behavior.scaleDown),
      ]
      annotations.append((prefix + "behavior", text(rules)))
    }
    annotations.sort { $0.0.precedesInBytes($1.0) }
    guard case .mapping(var members) = value.metadata.content, !annotations.isEmpty else {
      return value.metadata.content
    }
    members.removeAll { $0.key == "annotations" }
    members.insert(
      .init("annotations", .mapping(annotations.map { .init($0.0, $0.1) })), at: 0)
    return .mapping(members)
  }

  private static let prefix = "autoscaling.alpha.kubernetes.io/"

  private static func add(
    _ name: String, _ values: [SyntaxValue], to annotations: inout [(String, SyntaxValue)]
  ) {
    if !values.isEmpty { annotations.append((prefix + name, text(.sequence(values)))) }
  }

  private static func text(_ value: SyntaxValue) -> SyntaxValue {
    .string(String(decoding: JSONEmitter.bytes(of: value), as: UTF8.self))
  }

  private static func condition(_ condition: APIField) -> SyntaxValue {
    var members = FieldList()
    for name in ["type", "status", "lastTransitionTime", "reason", "message"] {
      members.addPresent(name, condition[name])
    }
    return members.value
  }

  /// A metric, or what was measured of one, of which the amounts are below `place` and have names
  /// that begin with `prefix`.
  private static func metric(
    of metric: APIField, prefix: String, at place: String
  ) -> SyntaxValue {
    let type = metric.type.text
    // The place of a metric that could not be read.
    if type.isEmpty { return ["type": ""] }
    let field = type.prefix(1).lowercased() + type.dropFirst()
    let source = metric[field]
    let amounts = source[place]
    var members = FieldList()
    switch type {
    case "Object":
      members.addPresent("target", source.describedObject)
      members.addPresent("metricName", source.metric.name)
      members.addPresent(prefix + "Value", amounts.value)
      members.addPresent("selector", source.metric.selector)
      members.addPresent("averageValue", amounts.averageValue)
    case "Pods":
      members.addPresent("metricName", source.metric.name)
      members.addPresent(prefix + "AverageValue", amounts.averageValue)
      members.addPresent("selector", source.metric.selector)
    case "External":
      members.addPresent("metricName", source.metric.name)
      members.addPresent("metricSelector", source.metric.selector)
      members.addPresent(prefix + "Value", amounts.value)
      members.addPresent(prefix + "AverageValue", amounts.averageValue)
    default:
      members.addPresent("name", source.name)
      members.addPresent(prefix + "AverageUtilization", amounts.averageUtilization)
      members.addPresent(prefix + "AverageValue", amounts.averageValue)
      members.addPresent("container", source.container)
    }
    return ["type": .string(type), field: members.value]
  }

  /// The limits of one direction, by the names of Go's fields.
  private static func rules(_ rules: APIField) -> SyntaxValue {
    guard rules.exists else { return .null }
    let policies = rules.policies.elements.map { policy -> SyntaxValue in
      [
        "Type": policy.type.content, "Value": policy.value.content,
        "PeriodSeconds": policy.periodSeconds.content,
      ]
    }
    return [
      "StabilizationWindowSeconds": rules.stabilizationWindowSeconds.content,
      "SelectPolicy": rules.selectPolicy.content,
      "Policies": policies.isEmpty ? .null : .sequence(policies),
      "Tolerance": rules.tolerance.content,
    ]
  }
}

extension APIField {
  /// Whether it is the one metric that `autoscaling/v1` has a field for.
  fileprivate var isCPUUtilization: Bool {
    self.type.text == "Resource" && self.resource.name.text == "cpu"
      && self.resource.target.averageUtilization.exists
  }
}

extension FieldList {
  /// Adds a field that is there.
  fileprivate mutating func addPresent(_ name: String, _ field: APIField?) {
    if let field, field.exists { set(name, field.content) }
  }
}
