import StructuredText

extension HorizontalPodAutoscalerSpec: FieldEncodable {
  /// What an autoscaler aims at, in the form of `autoscaling/v2`.
  package var syntaxValue: SyntaxValue {
    var behavior = FieldList()
    behavior.add("scaleDown", scaleDown)
    behavior.add("scaleUp", scaleUp)
    var target = FieldList()
    target.add("apiVersion", scaleTargetRef.apiVersion)
    target.add("kind", scaleTargetRef.kind)
    target.add("name", scaleTargetRef.name)
    var fields = FieldList()
    fields.add("behavior", behavior)
    fields.set("maxReplicas", .integer(Int64(maxReplicas)))
    fields.add("metrics", metrics)
    fields.set("minReplicas", .integer(Int64(minReplicas)))
    fields.add("scaleTargetRef", target)
    return fields.value
  }
}

extension HPAScalingRules: FieldEncodable {
  /// How fast a size may change.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    if let policies { fields.set("policies", .sequence(policies.map(\.syntaxValue))) }
    fields.add("selectPolicy", selectPolicy.rawValue)
    fields.add("stabilizationWindowSeconds", stabilizationWindowSeconds)
    fields.add("tolerance", tolerance.map { "\($0)" } ?? "")
    return fields.value
  }
}

extension HPAScalingPolicy: FieldEncodable {
  /// By how much a size may change in which time.
  package var syntaxValue: SyntaxValue {
    [
      "periodSeconds": .integer(Int64(periodSeconds)), "type": .string(type.rawValue),
      "value": .integer(Int64(value)),
    ]
  }
}

extension MetricSpec: FieldEncodable {
  /// What is measured and aimed at.
  package var syntaxValue: SyntaxValue {
    let aim: SyntaxValue =
      switch target {
      case .utilization(let percent):
        ["averageUtilization": .integer(Int64(percent)), "type": "Utilization"]
      case .value(let quantity): ["type": "Value", "value": .string("\(quantity)")]
      case .averageValue(let quantity):
        ["averageValue": .string("\(quantity)"), "type": "AverageValue"]
      }
    return source.syntaxValue(with: "target", aim)
  }
}

extension MetricSource {
  /// The metric with its type, and `value` under `key` beside what says which metric it is.
  package func syntaxValue(with key: String, _ value: SyntaxValue) -> SyntaxValue {
    var fields = FieldList()
    let field: String
    switch self {
    case .resource(let name):
      field = "resource"
      fields.set(key, value)
      fields.set("name", .string(name.rawValue))
    case .containerResource(let name, let container):
      field = "containerResource"
      fields.set("container", .string(container))
      fields.set(key, value)
      fields.set("name", .string(name.rawValue))
    case .pods(let metric):
      field = "pods"
      fields.set(key, value)
      fields.set("metric", metric.syntaxValue)
    case .object(let metric, let object):
      field = "object"
      fields.set(key, value)
      fields.add("describedObject", object)
      fields.set("metric", metric.syntaxValue)
    case .external(let metric):
      field = "external"
      fields.set(key, value)
      fields.set("metric", metric.syntaxValue)
    }
    return .mapping([.init(field, fields.value), .init("type", .string(type))])
  }
}

extension MetricIdentifier: FieldEncodable {
  /// The metric's name, and of which series.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.set("name", .string(name))
    fields.add("selector", selector)
    return fields.value
  }
}
