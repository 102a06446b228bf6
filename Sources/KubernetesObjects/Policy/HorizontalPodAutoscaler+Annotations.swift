import StructuredText

/// What the older versions of the API have no fields for and keep in annotations.
///
/// Source: `pkg/apis/autoscaling/v1/conversion.go`, `v2beta1/conversion.go` and
/// `annotations.go`, v1.36. The annotations are gone from the object once they are read.
extension HorizontalPodAutoscaler {
  /// The metrics beside the use of cpu, in `autoscaling/v1`.
  public static let metricsAnnotation = "autoscaling.alpha.kubernetes.io/metrics"
  /// How fast the number may change, in `autoscaling/v1` and `v2beta1`.
  public static let behaviorAnnotation = "autoscaling.alpha.kubernetes.io/behavior"
  /// The conditions of the status, in `autoscaling/v1`.
  public static let conditionsAnnotation = "autoscaling.alpha.kubernetes.io/conditions"
  /// What was measured last, in `autoscaling/v1`.
  public static let currentMetricsAnnotation = "autoscaling.alpha.kubernetes.io/current-metrics"

  private static let annotations = [
    metricsAnnotation, behaviorAnnotation, conditionsAnnotation, currentMetricsAnnotation,
  ]

  /// Reads an autoscaler of any version of the API.
  public static func decode(from decoder: inout ObjectDecoder) -> HorizontalPodAutoscaler? {
    var autoscaler = HorizontalPodAutoscaler()
    let isMapping = decoder.readMembers { name, decoder in
      autoscaler.decodeField(name, from: &decoder)
    }
    guard isMapping else { return nil }
    autoscaler.readAnnotations(from: &decoder)
    autoscaler.metadata.annotations = Labels(
      autoscaler.metadata.annotations.entries.lazy.filter { !annotations.contains($0.key) }
        .map { ($0.key, $0.value) })
    return autoscaler
  }

  private mutating func readAnnotations(from decoder: inout ObjectDecoder) {
    let version = decoder.apiVersion?.version ?? ""
    if version == "v1", let metrics: [MetricSpec] = decoder.annotated(Self.metricsAnnotation),
      !metrics.isEmpty
    {
      spec.metrics = metrics + spec.metrics.prefix(1)
    }
    guard version == "v1" || version == "v2beta1",
      let behavior: AnnotatedBehavior = decoder.annotated(Self.behaviorAnnotation),
      behavior.scaleUp != nil || behavior.scaleDown != nil
    else { return }
    spec.scaleUp = behavior.scaleUp
    spec.scaleDown = behavior.scaleDown
  }
}

/// The limits of the pace as they stand in the annotation.
private struct AnnotatedBehavior: ObjectDecodable {
  var scaleUp: HPAScalingRules?
  var scaleDown: HPAScalingRules?

  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "scaleUp": decoder.read(&scaleUp)
    case "scaleDown": decoder.read(&scaleDown)
    default: decoder.skipUnknownField()
    }
  }
}

extension ObjectDecoder {
  /// The value of the annotation `name` of the current object; nil without one.
  ///
  /// As by the API server, one that makes no sense is passed over, but with a warning.
  fileprivate mutating func annotated<Value: FieldDecodable>(_ name: String) -> Value? {
    guard let place = node["metadata"]?["annotations"]?[name], place.kind == .scalar else {
      return nil
    }
    do throws(DiagnosticList) {
      var inner = ObjectDecoder(
        try Self.annotatedTree(
          place.text, lowersInitials: name == HorizontalPodAutoscaler.behaviorAnnotation))
      let value = Value.decode(from: &inner)
      guard let problem = inner.diagnostics.first else { return value }
      passOver(name, at: place, problem.message)
    } catch {
      passOver(name, at: place, error.diagnostics[0].message)
    }
    return nil
  }

  /// The JSON in an annotation, without what is null.
  ///
  /// What the API server writes of `behavior` has the names of Go's fields, `ScaleUp`, and it reads
  /// both, as Go does.
  private static func annotatedTree(
    _ text: String, lowersInitials: Bool
  ) throws(DiagnosticList) -> SyntaxNode {
    let value = SyntaxValue(try JSONReader.read(Array(text.utf8), file: ""))
    let plain = value.withoutNull { name in
      lowersInitials ? name.prefix(1).lowercased() + name.dropFirst() : name
    }
    return try JSONReader.read(JSONEmitter.bytes(of: plain), file: "")
  }
}

extension SyntaxValue {
  /// The value without what is null, each name as `rename` has it.
  fileprivate func withoutNull(_ rename: (String) -> String) -> SyntaxValue {
    switch self {
    case .mapping(let members):
      .mapping(
        members.filter { $0.value != .null }.map {
          Member(rename($0.key), $0.value.withoutNull(rename))
        })
    case .sequence(let elements): .sequence(elements.map { $0.withoutNull(rename) })
    case .null, .boolean, .integer, .float, .number, .string: self
    }
  }
}
