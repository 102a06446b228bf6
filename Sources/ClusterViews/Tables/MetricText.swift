/// One metric of an autoscaler: what it is about, where it stands, and where it is to be.
struct MetricText {
  /// The kinds of metrics of `autoscaling/v2`.
  enum Source: String {
    case resource = "Resource"
    case containerResource = "ContainerResource"
    case pods = "Pods"
    case object = "Object"
    case external = "External"

    /// The field of a metric that holds what it is about.
    var field: String {
      self == .containerResource ? "containerResource" : rawValue.lowercased()
    }
  }

  /// What kind of metric it is; nil for one that is not known.
  let source: Source?
  /// The type as written.
  let type: String
  /// The metric's specification, below the field of its kind.
  let spec: APIField
  /// Its current value; null as long as there is none.
  let reading: APIField

  /// The metrics of `autoscaler`, in order.
  static func all(of autoscaler: APIField) -> [MetricText] {
    let readings = autoscaler.status.currentMetrics.elements
    return autoscaler.spec.metrics.elements.enumerated().map { index, metric in
      let source = Source(rawValue: metric.type.text)
      let field = source?.field ?? ""
      let reading = index < readings.count ? readings[index][field].current : APIField(.null)
      return MetricText(
        source: source, type: metric.type.text, spec: metric[field], reading: reading)
    }
  }

  /// The resource's or the metric's name.
  var name: String { spec["name"].text(or: spec.metric["name"].text) }

  /// Whether the target is an average over the pods.
  var isAverage: Bool { spec.target.averageValue.exists }

  /// Whether the target is a share of what is requested.
  var isUtilization: Bool { [.resource, .containerResource].contains(source) && !isAverage }

  /// Where the metric is to be: `50%`, `100m`.
  var target: String {
    if isAverage { return spec.target.averageValue.text }
    if !isUtilization { return spec.target["value"].text }
    let share = spec.target.averageUtilization
    return share.exists ? "\(share.text)%" : "<auto>"
  }

  /// Where the metric stands.
  var current: String {
    let unknown = "<unknown>"
    if isUtilization {
      return reading.averageUtilization.exists ? "\(reading.averageUtilization.text)%" : unknown
    }
    guard reading.exists else { return unknown }
    let amount = isAverage ? reading.averageValue : reading["value"]
    if amount.exists { return amount.text }
    // Of the metrics of other kinds kubectl prints the zero that is not there.
    return isAverage && source != .pods && source != .resource ? unknown : "0"
  }
}
