import StructuredText

/// What an autoscaler aims at.
public enum MetricTarget: Hashable, Sendable {
  /// A percentage of what the pods request.
  case utilization(Int32)
  case value(Quantity)
  /// A total divided by the number of pods.
  case averageValue(Quantity)
}

/// What an autoscaler measures, and what it aims at.
public struct MetricSpec: Hashable, Sendable {
  /// What is measured.
  public var source: MetricSource
  /// What is aimed at.
  public var target: MetricTarget

  /// An aim for what `source` measures.
  public init(_ source: MetricSource, target: MetricTarget) {
    self.source = source
    self.target = target
  }
}

/// The words for what is measured.
private enum MetricSourceType: String, EnumerationDecodable {
  case resource = "Resource"
  case containerResource = "ContainerResource"
  case pods = "Pods"
  case object = "Object"
  case external = "External"
}

extension MetricSpec: FieldDecodable {
  /// Reads a metric in the form of `autoscaling/v2`, `v2beta2` or `v2beta1`.
  public static func decode(from decoder: inout ObjectDecoder) -> MetricSpec? {
    var type: MetricSourceType?
    var form: MetricForm?
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case "type": decoder.read(&type)
      case "resource", "containerResource", "pods", "object", "external": decoder.read(&form)
      default: decoder.skipUnknownField()
      }
    }
    guard isMapping else { return nil }
    guard let type else {
      if decoder.node["type"] == nil {
        decoder.report("type: required, one of \(MetricSourceType.words)")
      }
      return nil
    }
    guard let form, let target = form.target else {
      decoder.report("a target is required for a metric of type \(type.rawValue)")
      return nil
    }
    return MetricSpec(form.source(of: type), target: target)
  }
}

extension MetricSourceType {
  static var words: String { Spelling.alternatives(allCases.map(\.rawValue)) }
}

/// A metric as written, in any version of the API.
private struct MetricForm: ObjectDecodable {
  var name = ""
  var selector: LabelSelector?
  var container = ""
  var describedObject = ObjectReference()
  var target: MetricTarget?

  /// What the form measures as a metric of `type`.
  func source(of type: MetricSourceType) -> MetricSource {
    let metric = MetricIdentifier(name, selector: selector)
    return switch type {
    case .resource: .resource(ResourceName(rawValue: name))
    case .containerResource:
      .containerResource(ResourceName(rawValue: name), container: container)
    case .pods: .pods(metric)
    case .object: .object(metric, of: describedObject)
    case .external: .external(metric)
    }
  }

  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name", "metricName": decoder.read(&self.name)
    case "container": decoder.read(&container)
    case "describedObject": decoder.read(&describedObject)
    case "metric": decodeMetric(from: &decoder)
    // Of v2beta1's object metrics, `target` is the object and `targetValue` the number.
    case "target" where decoder.node["kind"] != nil: decoder.read(&describedObject)
    case "target": decodeTarget(from: &decoder)
    case "targetAverageUtilization":
      var percentage: Int32?
      decoder.read(&percentage)
      target = percentage.map { .utilization($0) } ?? target
    case "targetAverageValue", "averageValue":
      var quantity: Quantity?
      decoder.read(&quantity)
      target = quantity.map { .averageValue($0) } ?? target
    case "targetValue":
      var quantity: Quantity?
      decoder.read(&quantity)
      target = quantity.map { .value($0) } ?? target
    case "metricSelector", "selector": decoder.read(&selector)
    default: decoder.skipUnknownField()
    }
  }

  private mutating func decodeMetric(from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    var metric = MetricIdentifier(name, selector: selector)
    decoder.readMembers { name, decoder in
      switch name {
      case "name": decoder.read(&metric.name)
      case "selector": decoder.read(&metric.selector)
      default: decoder.skipUnknownField()
      }
    }
    (name, selector) = (metric.name, metric.selector)
  }

  private mutating func decodeTarget(from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    var utilization: Int32?
    var value: Quantity?
    var averageValue: Quantity?
    decoder.readMembers { name, decoder in
      switch name {
      case "averageUtilization": decoder.read(&utilization)
      case "value": decoder.read(&value)
      case "averageValue": decoder.read(&averageValue)
      case "type": break
      default: decoder.skipUnknownField()
      }
    }
    target =
      utilization.map { .utilization($0) } ?? averageValue.map { .averageValue($0) }
      ?? value.map { .value($0) }
  }
}
