/// What an autoscaler measures.
public enum MetricSource: Hashable, Sendable {
  /// A resource of whole pods.
  case resource(ResourceName)
  /// A resource of the container of that name in each pod.
  case containerResource(ResourceName, container: String)
  /// A metric that every pod has.
  case pods(MetricIdentifier)
  /// A metric of one other object.
  case object(MetricIdentifier, of: ObjectReference)
  /// A metric from outside the cluster.
  case external(MetricIdentifier)

  /// The name of the resource or of the metric.
  public var name: String {
    switch self {
    case .resource(let resource), .containerResource(let resource, _): resource.rawValue
    case .pods(let metric), .object(let metric, _), .external(let metric): metric.name
    }
  }

  /// The API's word for where the metric comes from, such as `ContainerResource`.
  public var type: String {
    switch self {
    case .resource: "Resource"
    case .containerResource: "ContainerResource"
    case .pods: "Pods"
    case .object: "Object"
    case .external: "External"
    }
  }

  /// Whether the metric can be had while there are no pods.
  public var outlivesPods: Bool {
    switch self {
    case .object, .external: true
    case .resource, .containerResource, .pods: false
    }
  }
}

/// Names a metric of the custom or the external metrics API.
public struct MetricIdentifier: Hashable, Sendable {
  /// The metric's name.
  public var name: String
  /// Which series of the metric count; nil for all.
  public var selector: LabelSelector?

  /// The metric `name`.
  public init(_ name: String, selector: LabelSelector? = nil) {
    self.name = name
    self.selector = selector
  }
}
