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
public enum MetricSpec: Hashable, Sendable {
  /// A resource of the pods, or of the container of that name in each of them.
  case resource(name: ResourceName, container: String?, target: MetricTarget)
  /// A metric that every pod has.
  case pods(name: String, target: MetricTarget)
  /// A metric of one other object.
  case object(name: String, describedObject: ObjectReference, target: MetricTarget)
  /// A metric from outside the cluster.
  case external(name: String, target: MetricTarget)
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
    switch type {
    case .resource:
      return .resource(name: ResourceName(rawValue: form.name), container: nil, target: target)
    case .containerResource:
      return .resource(
        name: ResourceName(rawValue: form.name), container: form.container, target: target)
    case .pods: return .pods(name: form.name, target: target)
    case .object:
      return .object(name: form.name, describedObject: form.describedObject, target: target)
    case .external: return .external(name: form.name, target: target)
    }
  }
}

extension MetricSourceType {
  static var words: String { Spelling.alternatives(allCases.map(\.rawValue)) }
}

/// A metric as written, in any version of the API.
private struct MetricForm: ObjectDecodable {
  var name = ""
  var container = ""
  var describedObject = ObjectReference()
  var target: MetricTarget?

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
    case "metricSelector", "selector": break
    default: decoder.skipUnknownField()
    }
  }

  private mutating func decodeMetric(from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    var metricName = name
    decoder.readMembers { name, decoder in
      switch name {
      case "name": decoder.read(&metricName)
      case "selector": break
      default: decoder.skipUnknownField()
      }
    }
    name = metricName
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
